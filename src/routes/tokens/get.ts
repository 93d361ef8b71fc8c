import { createRoute } from '@hono/zod-openapi';
import { Token } from '../../contract/tokens.ts';
import { findToken } from '../../domain/tokens/change.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams, view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}',
  operationId: 'getToken',
  tags: ['tokens'],
  summary: 'Show a token; ended ones too, until they are purged',
  security: BEARER,
  middleware: [authenticate(manages('token', 'read'))] as const,
  request: { params: TokenParams },
  responses: {
    200: json(Token, 'The token, without its secret'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const record = await findToken(c.env.services, c.req.valid('param').id);
    return record ? c.json(view(c, record), 200) : fail(c, { reason: 'not_found' });
  });
}
