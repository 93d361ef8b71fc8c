import { createRoute } from '@hono/zod-openapi';
import { Token } from '../../contract/tokens.ts';
import { showToken } from '../../domain/tokens/show.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams, view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}',
  operationId: 'getToken',
  tags: ['tokens'],
  summary: 'Show a token; ended ones too, until they are purged',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: TokenParams },
  responses: {
    200: json(Token, 'The token, without its secret'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await showToken(c.env.services, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(view(c, result.value), 200) : fail(c, result.denial);
  });
}
