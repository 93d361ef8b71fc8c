import { createRoute } from '@hono/zod-openapi';
import { AccessKeyList, ListAccessKeysQuery } from '../../contract/access-keys.ts';
import { listAccessKeys } from '../../domain/access-keys/list.ts';
import { viewKey } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys',
  operationId: 'listAccessKeys',
  tags: ['access keys'],
  summary: 'List access keys, latest first',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListAccessKeysQuery },
  responses: {
    200: json(AccessKeyList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listAccessKeys(c.env.services, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, total, nextCursor } = result.value;
    return c.json({ items: items.map(viewKey), total, nextCursor }, 200);
  });
}
