import type { Api } from '../api.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { preflight } from './preflight.ts';
import { put } from './put.ts';
import { remove } from './remove.ts';

export function itemRoutes(api: Api): void {
  preflight(api);
  get(api);
  put(api);
  remove(api);
  list(api);
}
