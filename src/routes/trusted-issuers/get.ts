import { createRoute } from '@hono/zod-openapi';
import { TrustedIssuer } from '../../contract/trusted-issuers.ts';
import { findTrustedIssuer } from '../../domain/trusted-issuers/find.ts';
import { viewTrustedIssuer } from '../../domain/trusted-issuers/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TrustedIssuerParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/trusted-issuers/{id}',
  operationId: 'getTrustedIssuer',
  tags: ['trusted issuers'],
  summary: 'Get one trusted issuer',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: TrustedIssuerParams },
  responses: {
    200: json(TrustedIssuer, 'The trusted issuer'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findTrustedIssuer(c.env.services, callerOf(c), c.req.valid('param').id, 'read');
    return result.ok ? c.json(viewTrustedIssuer(result.value), 200) : fail(c, result.denial);
  });
}
