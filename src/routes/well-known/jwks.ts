import { createRoute } from '@hono/zod-openapi';
import { JwkSet } from '../../contract/signing-keys.ts';
import { publishKeys } from '../../domain/signing/publish.ts';
import type { Api } from '../api.ts';
import { NO_TOKEN, openProblems } from '../describe.ts';
import { verifyDeps } from '../verify-deps.ts';

/** RFC 7517 section 8.5.2. */
const JWK_SET = 'application/jwk-set+json';
/**
 * The next key is published a day ahead: five minutes delay no rotation, and are the longest that whoever caches by HTTP
 * goes on believing a key that was taken away. A set without any key is about to get its first.
 */
const MAX_AGE_SECONDS = 300;

const route = createRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  operationId: 'jwks',
  tags: ['standards'],
  security: NO_TOKEN,
  summary: 'The public keys of what this deployment signs, a JWK Set (RFC 7517)',
  responses: {
    200: {
      description: 'The keys: the one that signs, the next, and those whose tokens have not ended',
      content: { [JWK_SET]: { schema: JwkSet } },
    },
    ...openProblems('https_required', 'unavailable'),
  },
});

export function jwks(api: Api): void {
  api.openapi(route, async (c) => {
    const keys = await publishKeys(verifyDeps(c));
    return c.body(JSON.stringify({ keys }), 200, {
      'Content-Type': JWK_SET,
      'Cache-Control': keys.length > 0 ? `public, max-age=${MAX_AGE_SECONDS}` : 'no-cache',
      'Access-Control-Allow-Origin': '*',
    });
  });
}
