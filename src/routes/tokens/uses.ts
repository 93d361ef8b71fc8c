import { createRoute } from '@hono/zod-openapi';
import { TokenUses, TokenUsesQuery } from '../../contract/requests.ts';
import { listTokenUses } from '../../domain/tokens/list-uses.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}/uses',
  operationId: 'listTokenUses',
  tags: ['tokens'],
  summary: 'Count by the day how often a token was accepted and refused',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: TokenParams, query: TokenUsesQuery },
  responses: {
    200: json(TokenUses, 'What was counted; the last minute may be missing'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function uses(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id } = c.req.valid('param');
    const result = await listTokenUses({ ...services, nowMs }, callerOf(c), id, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
