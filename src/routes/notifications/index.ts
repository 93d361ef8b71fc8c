import type { Api } from '../api.ts';
import { list } from './list.ts';
import { redeliver } from './redeliver.ts';

export function notificationRoutes(api: Api): void {
  list(api);
  redeliver(api);
}
