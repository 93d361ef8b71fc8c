import { createRoute } from '@hono/zod-openapi';
import { ListSubscriptionsQuery, SubscriptionList } from '../../contract/notices.ts';
import { listSubscriptions } from '../../domain/subscriptions/list.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/subscriptions',
  operationId: 'listSubscriptions',
  tags: ['notices'],
  summary: 'List subscriptions, latest first',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListSubscriptionsQuery },
  responses: {
    200: json(SubscriptionList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listSubscriptions(c.env.services, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, total, nextCursor } = result.value;
    return c.json({ items: items.map((record) => view(c, record)), total, nextCursor }, 200);
  });
}
