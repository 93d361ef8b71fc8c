import { createRoute } from '@hono/zod-openapi';
import { Token } from '../../contract/tokens.ts';
import { disableToken } from '../../domain/tokens/disable.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { TokenParams, view } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/{id}/disable',
  operationId: 'disableToken',
  tags: ['tokens'],
  summary: 'Stop a token until it is enabled again; a secret in overlap ends for good',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: TokenParams },
  responses: {
    200: json(Token, 'The token as it is now'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function disable(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await disableToken(changeDeps(c), callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(view(c, result.value), 200) : fail(c, result.denial);
  });
}
