import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { removeKey } from '../../domain/signing/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

/** A path parameter is any string: what names no key is answered like a key that does not exist. */
const Params = z.object({ kid: z.string().meta({ example: 'CrUGh5UhQ8h0LJ5W9R7p0i4z3nYd8cJQeXqWv1o0s2k' }) });

const route = createRoute({
  method: 'delete',
  path: '/v1/signing-keys/{kid}',
  operationId: 'removeSigningKey',
  tags: ['signing keys'],
  summary: 'Take a key away at once, and with it all that it has signed; not the one that signs',
  security: BEARER,
  middleware: [authenticate(manages('signing_key', 'delete'))] as const,
  request: { params: Params },
  responses: {
    204: { description: 'Taken away' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await removeKey(changeDeps(c), callerOf(c), c.req.valid('param').kid);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
