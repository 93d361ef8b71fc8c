import { createRoute } from '@hono/zod-openapi';
import { PatchSubscriptionBody, Subscription } from '../../contract/notices.ts';
import { patchSubscription } from '../../domain/subscriptions/patch.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams, view } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/subscriptions/{id}',
  operationId: 'updateSubscription',
  tags: ['notices'],
  summary: 'Change what a subscription hears of and where it leads, or let it rest',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: SubscriptionParams, body: jsonBody(PatchSubscriptionBody) },
  responses: {
    200: json(Subscription, 'The subscription as it is now'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'payload_too_large',
    ),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await patchSubscription(
      { ...services, nowMs },
      callerOf(c),
      c.req.valid('param').id,
      c.req.valid('json'),
    );
    if (!result.ok) return fail(c, result.denial);
    return c.json(view(c, result.value), 200);
  });
}
