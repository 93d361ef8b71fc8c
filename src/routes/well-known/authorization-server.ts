import { createRoute } from '@hono/zod-openapi';
import { AuthorizationServerMetadata } from '../../contract/oauth.ts';
import { authorizationServerOf } from '../../domain/oauth/metadata.ts';
import { findIssuer } from '../../domain/signing/keys.ts';
import type { Api } from '../api.ts';
import { json, NO_TOKEN, openProblems } from '../describe.ts';
import { fail } from '../errors.ts';
import { verifyDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'get',
  path: '/.well-known/oauth-authorization-server',
  operationId: 'authorizationServerMetadata',
  tags: ['standards'],
  security: NO_TOKEN,
  summary: 'What OAuth clients need to know of this deployment (RFC 8414)',
  responses: {
    200: json(AuthorizationServerMetadata, 'The metadata'),
    ...openProblems('https_required', 'invalid_request', 'not_found', 'unavailable'),
  },
});

export function authorizationServer(api: Api): void {
  api.openapi(route, async (c) => {
    const issuer = await findIssuer(verifyDeps(c));
    if (issuer === null) return fail(c, { reason: 'not_found' });
    return c.json(authorizationServerOf(issuer), 200, METADATA_HEADERS);
  });
}

/** Browsers may read it from anywhere; it changes only with a release or PUBLIC_URL. */
export const METADATA_HEADERS = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' };
