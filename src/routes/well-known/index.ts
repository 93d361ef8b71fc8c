import type { Api } from '../api.ts';
import { authorizationServer } from './authorization-server.ts';
import { jwks } from './jwks.ts';
import { protectedResource } from './protected-resource.ts';
import { statusList } from './status-list.ts';

/** What others read of a deployment without a token. */
export function wellKnownRoutes(api: Api): void {
  authorizationServer(api);
  protectedResource(api);
  jwks(api);
  statusList(api);
}
