import type { Api } from '../api.ts';
import { exportAll } from './export.ts';
import { list } from './list.ts';
import { verify } from './verify.ts';

export function eventRoutes(api: Api): void {
  list(api);
  exportAll(api);
  verify(api);
}
