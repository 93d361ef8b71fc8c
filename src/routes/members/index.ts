import type { Api } from '../api.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { put } from './put.ts';
import { remove } from './remove.ts';

export function memberRoutes(api: Api): void {
  list(api);
  get(api);
  put(api);
  remove(api);
}
