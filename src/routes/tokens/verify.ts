import { createRoute } from '@hono/zod-openapi';
import { Verification, VerifyTokenBody } from '../../contract/tokens.ts';
import { codeOf } from '../../domain/denial-codes.ts';
import { verifyForCaller } from '../../domain/tokens/verify-for-caller.ts';
import { viewCopy } from '../../domain/tokens/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, problems } from '../describe.ts';
import { verifyDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/verify',
  operationId: 'verifyToken',
  tags: ['tokens'],
  summary: 'Say whether a token is good, and for what; needs a token of its own',
  security: BEARER,
  middleware: [
    authenticate({ types: ['admin', 'personal', 'master', 'client', 'access'], consistency: 'bounded' }),
    boundedBody,
  ] as const,
  request: { body: jsonBody(VerifyTokenBody) },
  responses: {
    200: json(Verification, 'The verdict; a refused token is an answer, not an error'),
    ...problems('invalid_request', 'wrong_token_type', 'payload_too_large'),
  },
});

export function verify(api: Api): void {
  api.openapi(route, async (c) => {
    const nowSeconds = Math.floor(c.env.nowMs / 1000);
    const result = await verifyForCaller(verifyDeps(c), callerOf(c), c.req.valid('json'), nowSeconds, c.env.clientId);
    if (!result.ok) {
      const { denial } = result;
      const nonce = denial.reason === 'use_nonce' ? { nonce: denial.nonce } : {};
      return c.json({ active: false, code: codeOf(denial), ...nonce }, 200);
    }
    return c.json({ active: true, code: null, token: viewCopy(result.value, nowSeconds) }, 200);
  });
}
