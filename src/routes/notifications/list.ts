import { createRoute } from '@hono/zod-openapi';
import { ListNotificationsQuery, NotificationList } from '../../contract/notices.ts';
import { listNotifications } from '../../domain/notifications/list.ts';
import { viewNotification } from '../../domain/notifications/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/notifications',
  operationId: 'listNotifications',
  tags: ['notices'],
  summary: 'List what was owed, tried and delivered, latest first, with the last answer',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListNotificationsQuery },
  responses: {
    200: json(NotificationList, 'A page of notifications'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listNotifications(c.env.services, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, nextCursor } = result.value;
    return c.json({ items: items.map(viewNotification), nextCursor }, 200);
  });
}
