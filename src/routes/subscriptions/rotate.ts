import { createRoute } from '@hono/zod-openapi';
import { RotateSecretBody, SubscriptionWithSecret } from '../../contract/notices.ts';
import { rotateSecret } from '../../domain/subscriptions/rotate.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { SubscriptionParams, view } from './params.ts';

/** No body at all is an overlap of a day. */
const body = { content: { 'application/json': { schema: RotateSecretBody } } };

const route = createRoute({
  method: 'post',
  path: '/v1/subscriptions/{id}/rotate-secret',
  operationId: 'rotateSubscriptionSecret',
  tags: ['notices'],
  summary: 'Give a webhook a new secret; until the overlap ends messages are signed with both',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: SubscriptionParams, body },
  responses: {
    200: json(SubscriptionWithSecret, 'The subscription and its new secret'),
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

export function rotate(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await rotateSecret(
      { ...services, nowMs },
      callerOf(c),
      c.req.valid('param').id,
      c.req.valid('json'),
    );
    if (!result.ok) return fail(c, result.denial);
    return c.json({ subscription: view(c, result.value.record), secret: result.value.secret }, 200);
  });
}
