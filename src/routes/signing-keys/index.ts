import type { Api } from '../api.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { rotate } from './rotate.ts';

export function signingKeyRoutes(api: Api): void {
  list(api);
  rotate(api);
  remove(api);
}
