import type { Api } from '../api.ts';
import { setup } from './setup.ts';

export function setupRoutes(api: Api): void {
  setup(api);
}
