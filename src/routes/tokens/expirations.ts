import { createRoute } from '@hono/zod-openapi';
import { ListExpirationsQuery, TokenExpirations } from '../../contract/expirations.ts';
import { listExpirations } from '../../domain/tokens/expirations.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/expirations',
  operationId: 'listTokenExpirations',
  tags: ['tokens'],
  summary: 'On which days the tokens end that one may see, and how many on each',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListExpirationsQuery },
  responses: {
    200: json(TokenExpirations, 'The days, and how many end later or never'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function expirations(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await listExpirations({ ...services, nowMs }, callerOf(c), c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
