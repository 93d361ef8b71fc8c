import { createRoute } from '@hono/zod-openapi';
import { formatId } from '../../contract/ids.ts';
import { RevokeQuery } from '../../contract/tokens.ts';
import { revokeToken } from '../../domain/tokens/revoke.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/tokens/self',
  operationId: 'revokeSelf',
  tags: ['tokens'],
  summary: 'Revoke the presented token: whoever holds a secret may end it',
  security: BEARER,
  middleware: [authenticate({ types: null, consistency: 'strict' })] as const,
  request: { query: RevokeQuery },
  responses: { 204: { description: 'Revoked' }, ...problems('invalid_request', 'conflict') },
});

export function revokeSelf(api: Api): void {
  api.openapi(route, async (c) => {
    const caller = callerOf(c);
    const id = formatId('tok', caller.token.id);
    const result = await revokeToken(changeDeps(c), caller, id, c.req.valid('query').reason);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
