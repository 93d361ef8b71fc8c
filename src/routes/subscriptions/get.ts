import { createRoute } from '@hono/zod-openapi';
import { Subscription } from '../../contract/notices.ts';
import { findSubscription } from '../../domain/subscriptions/change.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams, view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/subscriptions/{id}',
  operationId: 'getSubscription',
  tags: ['notices'],
  summary: 'Get one subscription',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: SubscriptionParams },
  responses: {
    200: json(Subscription, 'The subscription'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findSubscription(c.env.services, callerOf(c), c.req.valid('param').id, 'read');
    return result.ok ? c.json(view(c, result.value), 200) : fail(c, result.denial);
  });
}
