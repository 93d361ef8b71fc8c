import type { Api } from '../api.ts';
import { introspect } from './introspect.ts';
import { revokeByValue } from './revoke.ts';
import { token } from './token.ts';

export function oauthRoutes(api: Api): void {
  token(api);
  introspect(api);
  revokeByValue(api);
}
