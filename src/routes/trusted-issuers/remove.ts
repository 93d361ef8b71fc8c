import { createRoute } from '@hono/zod-openapi';
import { removeTrustedIssuer } from '../../domain/trusted-issuers/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { TrustedIssuerParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/trusted-issuers/{id}',
  operationId: 'deleteTrustedIssuer',
  tags: ['trusted issuers'],
  summary: 'Trust an issuer no longer; the tokens that it gave end',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: TrustedIssuerParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await removeTrustedIssuer(changeDeps(c), callerOf(c), c.req.valid('param').id);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
