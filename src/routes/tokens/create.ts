import { createRoute } from '@hono/zod-openapi';
import { CreateTokenBody, TokenWithSecret } from '../../contract/tokens.ts';
import { createToken } from '../../domain/tokens/create.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { view } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens',
  operationId: 'createToken',
  tags: ['tokens'],
  summary: 'Create a token; its secret is told this once',
  security: BEARER,
  middleware: [authenticate(manages('token', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateTokenBody) },
  responses: {
    201: json(TokenWithSecret, 'The token and its secret'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await createToken(changeDeps(c), callerOf(c), c.req.valid('json'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ token: view(c, result.value.record), secret: result.value.secret }, 201);
  });
}
