import type { Api } from '../api.ts';
import { list } from './list.ts';

export function requestRoutes(api: Api): void {
  list(api);
}
