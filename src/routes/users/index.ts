import type { Api } from '../api.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { patch } from './patch.ts';
import { remove } from './remove.ts';
import { getSelf } from './self-get.ts';
import { patchSelf } from './self-patch.ts';

export function userRoutes(api: Api): void {
  create(api);
  list(api);
  // Before the routes by id, which would take `self` for one.
  getSelf(api);
  patchSelf(api);
  get(api);
  patch(api);
  remove(api);
}
