import { createRoute } from '@hono/zod-openapi';
import { PatchTrustedIssuerBody, TrustedIssuer } from '../../contract/trusted-issuers.ts';
import { patchTrustedIssuer } from '../../domain/trusted-issuers/patch.ts';
import { viewTrustedIssuer } from '../../domain/trusted-issuers/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { TrustedIssuerParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/trusted-issuers/{id}',
  operationId: 'updateTrustedIssuer',
  tags: ['trusted issuers'],
  summary: 'Change whom a trusted issuer lets in and what it gives, or let it rest; the tokens that it gave end',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: TrustedIssuerParams, body: jsonBody(PatchTrustedIssuerBody) },
  responses: {
    200: json(TrustedIssuer, 'The trusted issuer as it is now'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const result = await patchTrustedIssuer(changeDeps(c), callerOf(c), id, c.req.valid('json'));
    return result.ok ? c.json(viewTrustedIssuer(result.value), 200) : fail(c, result.denial);
  });
}
