import type { Api } from '../api.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';

export function environmentRoutes(api: Api): void {
  create(api);
  list(api);
  get(api);
  remove(api);
}
