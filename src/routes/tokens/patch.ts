import { createRoute } from '@hono/zod-openapi';
import { PatchTokenBody, Token } from '../../contract/tokens.ts';
import { patchToken } from '../../domain/tokens/patch.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { TokenParams, view } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/tokens/{id}',
  operationId: 'patchToken',
  tags: ['tokens'],
  summary: 'Change name, description, grants (replaced whole) or restrictions',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: TokenParams, body: jsonBody(PatchTokenBody) },
  responses: {
    200: json(Token, 'The token as it is now'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await patchToken(changeDeps(c), callerOf(c), c.req.valid('param').id, c.req.valid('json'));
    return result.ok ? c.json(view(c, result.value), 200) : fail(c, result.denial);
  });
}
