import type { Api } from '../api.ts';
import { list } from './list.ts';
import { run } from './run.ts';

export function sweepRoutes(api: Api): void {
  run(api);
  list(api);
}
