import { createRoute } from '@hono/zod-openapi';
import { CreateSubscriptionBody, SubscriptionWithSecret } from '../../contract/notices.ts';
import { createSubscription } from '../../domain/subscriptions/create.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { view } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/subscriptions',
  operationId: 'createSubscription',
  tags: ['notices'],
  summary: 'Subscribe a mail address or a webhook; the secret of a webhook is told this once',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { body: jsonBody(CreateSubscriptionBody) },
  responses: {
    201: json(SubscriptionWithSecret, 'The subscription, and the secret that signs its webhooks'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createSubscription({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ subscription: view(c, result.value.record), secret: result.value.secret }, 201);
  });
}
