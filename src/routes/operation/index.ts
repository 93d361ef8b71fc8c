import type { Api } from '../api.ts';
import { docs } from './docs.ts';
import { health } from './health.ts';
import { llms } from './llms.ts';
import { openapi } from './openapi.ts';

export function operationRoutes(api: Api): void {
  health(api);
  openapi(api);
  docs(api);
  llms(api);
}
