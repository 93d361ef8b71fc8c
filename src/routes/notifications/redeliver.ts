import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Notification } from '../../contract/notices.ts';
import { redeliver as redeliverNotification } from '../../domain/notifications/redeliver.ts';
import { viewNotification } from '../../domain/notifications/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/notifications/{id}/redeliver',
  operationId: 'redeliverNotification',
  tags: ['notices'],
  summary: 'Send a notification again, with the same body and `webhook-id`',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: z.object({ id: z.string().meta({ example: 'ntf_0000000001a' }) }) },
  responses: {
    202: json(Notification, 'The notification, on its way again'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function redeliver(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await redeliverNotification({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    if (!result.ok) return fail(c, result.denial);
    return c.json(viewNotification(result.value), 202);
  });
}
