import type { Api } from '../api.ts';
import { assets } from './assets.ts';
import { create } from './create.ts';
import { replace } from './replace.ts';
import { welcome } from './welcome.ts';

/** The pages that notices and handed-over tokens link to. They are no part of the API: its document does not name them. */
export function consoleRoutes(api: Api): void {
  replace(api);
  create(api);
  welcome(api);
  assets(api);
}
