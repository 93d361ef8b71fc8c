import { createRoute } from '@hono/zod-openapi';
import { removeSubscription } from '../../domain/subscriptions/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/subscriptions/{id}',
  operationId: 'deleteSubscription',
  tags: ['notices'],
  summary: 'Delete a subscription; webhooks that are still owed are dropped',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: SubscriptionParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await removeSubscription({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    if (!result.ok) return fail(c, result.denial);
    return c.body(null, 204);
  });
}
