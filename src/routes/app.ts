import { HTTPException } from 'hono/http-exception';
import { StorageError } from '../contract/storage-error.ts';
import { describe } from '../invocation.ts';
import { accessKeyRoutes } from './access-keys/index.ts';
import { type Api, createApi } from './api.ts';
import { clientRoutes } from './clients/index.ts';
import { consoleRoutes } from './console/index.ts';
import type { ApiContext } from './context.ts';
import { door } from './door.ts';
import { environmentRoutes } from './environments/index.ts';
import { fail, problem, unavailable } from './errors.ts';
import { eventRoutes } from './events/index.ts';
import { groupRoutes } from './groups/index.ts';
import { itemRoutes } from './items/index.ts';
import { memberRoutes } from './members/index.ts';
import { namespaceRoutes } from './namespaces/index.ts';
import { notificationRoutes } from './notifications/index.ts';
import { oauthRoutes } from './oauth/index.ts';
import { operationRoutes } from './operation/index.ts';
import { projectRoutes } from './projects/index.ts';
import { propertyRoutes } from './properties/index.ts';
import { requestId } from './request-id.ts';
import { requestRoutes } from './requests/index.ts';
import { roleRoutes } from './roles/index.ts';
import { settingsRoutes } from './settings/index.ts';
import { setupRoutes } from './setup/index.ts';
import { shareRoutes } from './shares/index.ts';
import { signingKeyRoutes } from './signing-keys/index.ts';
import { subscriptionRoutes } from './subscriptions/index.ts';
import { sweepRoutes } from './sweeps/index.ts';
import { tokenRoutes } from './tokens/index.ts';
import { trustedIssuerRoutes } from './trusted-issuers/index.ts';
import { userRoutes } from './users/index.ts';
import { wellKnownRoutes } from './well-known/index.ts';

/** The whole control plane. Needs no env: what a request needs comes with it, as its {@link Invocation}. */
export function createApp(): Api {
  const app = createApi();
  app.use('*', door);
  app.notFound((c) => fail(c, { reason: 'not_found' }));
  app.onError((error, c) => answerError(error, c));
  operationRoutes(app);
  wellKnownRoutes(app);
  oauthRoutes(app);
  setupRoutes(app);
  tokenRoutes(app);
  trustedIssuerRoutes(app);
  accessKeyRoutes(app);
  shareRoutes(app);
  userRoutes(app);
  roleRoutes(app);
  groupRoutes(app);
  projectRoutes(app);
  memberRoutes(app);
  environmentRoutes(app);
  clientRoutes(app);
  signingKeyRoutes(app);
  namespaceRoutes(app);
  itemRoutes(app);
  settingsRoutes(app);
  sweepRoutes(app);
  subscriptionRoutes(app);
  notificationRoutes(app);
  eventRoutes(app);
  requestRoutes(app);
  propertyRoutes(app);
  consoleRoutes(app);
  return app;
}

/** What was thrown: the framework's "this body is no JSON" is the caller's to mend, all else is ours. */
function answerError(error: Error, c: ApiContext): Response {
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, 'invalid_request', 'The body must be JSON and say so: Content-Type: application/json.');
  }
  const level = error instanceof StorageError ? 'storage' : 'internal';
  console.error(JSON.stringify({ message: 'request failed', level, requestId: requestId(c), error: describe(error) }));
  if (error instanceof StorageError) return unavailable(c);
  return problem(c, 'internal_error', 'Something failed on our side; the log has it under the request id.');
}
