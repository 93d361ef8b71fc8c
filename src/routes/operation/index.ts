import type { Api } from '../api.ts';
import { health } from './health.ts';
import { openapi } from './openapi.ts';

export function operationRoutes(api: Api): void {
  health(api);
  openapi(api);
}
