import { createRoute } from '@hono/zod-openapi';
import { ShareList } from '../../contract/shares.ts';
import { listShares as listSharesOf } from '../../domain/shares/list.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}/shares',
  operationId: 'listShares',
  tags: ['tokens'],
  summary: 'List the links to a token, latest first; ended ones for a day',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: TokenParams },
  responses: {
    200: json(ShareList, 'The links, at most 100, without their codes'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function listShares(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await listSharesOf({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json({ items: result.value }, 200) : fail(c, result.denial);
  });
}
