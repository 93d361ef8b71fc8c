import { createRoute } from '@hono/zod-openapi';
import { Notification } from '../../contract/notices.ts';
import { viewNotification } from '../../domain/notifications/view.ts';
import { testSubscription } from '../../domain/subscriptions/test.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/subscriptions/{id}/test',
  operationId: 'testSubscription',
  tags: ['notices'],
  summary: 'Send a subscription a sample',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: SubscriptionParams },
  responses: {
    202: json(Notification, 'The notification that is on its way'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function test(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await testSubscription({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    if (!result.ok) return fail(c, result.denial);
    return c.json(viewNotification(result.value), 202);
  });
}
