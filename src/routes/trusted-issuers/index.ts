import type { Api } from '../api.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { patch } from './patch.ts';
import { remove } from './remove.ts';

export function trustedIssuerRoutes(api: Api): void {
  create(api);
  list(api);
  get(api);
  patch(api);
  remove(api);
}
