import type { Api } from '../api.ts';
import { assets } from './assets.ts';
import { create } from './create.ts';
import { replace } from './replace.ts';

/** The pages that notices link to. They are no part of the API: its document does not name them. */
export function consoleRoutes(api: Api): void {
  replace(api);
  create(api);
  assets(api);
}
