import { createRoute } from '@hono/zod-openapi';
import { CreateTrustedIssuerBody, TrustedIssuer } from '../../contract/trusted-issuers.ts';
import { createTrustedIssuer } from '../../domain/trusted-issuers/create.ts';
import { viewTrustedIssuer } from '../../domain/trusted-issuers/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/trusted-issuers',
  operationId: 'createTrustedIssuer',
  tags: ['trusted issuers'],
  summary: 'Trust an issuer, such as a CI: what its tokens must say, and what they are exchanged for',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { body: jsonBody(CreateTrustedIssuerBody) },
  responses: {
    201: json(TrustedIssuer, 'The trusted issuer'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'limit_reached', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createTrustedIssuer({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewTrustedIssuer(result.value), 201) : fail(c, result.denial);
  });
}
