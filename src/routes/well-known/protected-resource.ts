import { createRoute } from '@hono/zod-openapi';
import { ProtectedResourceMetadata } from '../../contract/oauth.ts';
import { protectedResourceOf } from '../../domain/oauth/metadata.ts';
import { findIssuer } from '../../domain/signing/keys.ts';
import type { Api } from '../api.ts';
import { json, NO_TOKEN, openProblems } from '../describe.ts';
import { fail } from '../errors.ts';
import { verifyDeps } from '../verify-deps.ts';
import { METADATA_HEADERS } from './authorization-server.ts';

const route = createRoute({
  method: 'get',
  path: '/.well-known/oauth-protected-resource',
  operationId: 'protectedResourceMetadata',
  tags: ['standards'],
  security: NO_TOKEN,
  summary: 'Where a token for this deployment is had (RFC 9728): every WWW-Authenticate names this address',
  responses: {
    200: json(ProtectedResourceMetadata, 'The metadata'),
    ...openProblems('https_required', 'invalid_request', 'not_found', 'unavailable'),
  },
});

export function protectedResource(api: Api): void {
  api.openapi(route, async (c) => {
    const issuer = await findIssuer(verifyDeps(c));
    if (issuer === null) return fail(c, { reason: 'not_found' });
    return c.json(protectedResourceOf(issuer), 200, METADATA_HEADERS);
  });
}
