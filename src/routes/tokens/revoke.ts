import { createRoute } from '@hono/zod-openapi';
import { RevokeQuery } from '../../contract/tokens.ts';
import { revokeToken } from '../../domain/tokens/revoke.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/tokens/{id}',
  operationId: 'revokeToken',
  tags: ['tokens'],
  summary: 'Revoke a token for good; revoking it again is no error',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: TokenParams, query: RevokeQuery },
  responses: {
    204: { description: 'Revoked' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function revoke(api: Api): void {
  api.openapi(route, async (c) => {
    const { reason } = c.req.valid('query');
    const result = await revokeToken(changeDeps(c), callerOf(c), c.req.valid('param').id, reason);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
