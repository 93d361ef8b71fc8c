import type { Api } from '../api.ts';
import { get } from './get.ts';

export function settingsRoutes(api: Api): void {
  get(api);
}
