import { createRoute } from '@hono/zod-openapi';
import { Subscription } from '../../contract/notices.ts';
import { findSubscription } from '../../domain/subscriptions/change.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams, view } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/subscriptions/{id}',
  operationId: 'getSubscription',
  tags: ['notices'],
  summary: 'Get one subscription',
  security: BEARER,
  middleware: [authenticate(manages('subscription', 'read'))] as const,
  request: { params: SubscriptionParams },
  responses: {
    200: json(Subscription, 'The subscription'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const record = await findSubscription(c.env.services, c.req.valid('param').id);
    return record ? c.json(view(c, record), 200) : fail(c, { reason: 'not_found' });
  });
}
