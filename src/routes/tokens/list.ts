import { createRoute } from '@hono/zod-openapi';
import { ListTokensQuery, TokenList } from '../../contract/tokens.ts';
import { listTokens } from '../../domain/tokens/list.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens',
  operationId: 'listTokens',
  tags: ['tokens'],
  summary: 'List the tokens that one may see, by page; expired and revoked ones only when `status` asks for them',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListTokensQuery },
  responses: {
    200: json(TokenList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await listTokens({ ...services, nowMs }, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, total, nextCursor } = result.value;
    return c.json({ items: items.map((record) => view(c, record)), total, nextCursor }, 200);
  });
}
