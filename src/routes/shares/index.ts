import type { Api } from '../api.ts';
import { redeem } from './redeem.ts';

export function shareRoutes(api: Api): void {
  redeem(api);
}
