import { createRoute } from '@hono/zod-openapi';
import { EventList, ListEventsQuery } from '../../contract/events.ts';
import { listEvents } from '../../domain/events/list.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'listEvents',
  tags: ['events'],
  summary: 'List the audit trail by page, newest first',
  security: BEARER,
  middleware: [authenticate(manages('event', 'read', { inAskedProject: true }))] as const,
  request: { query: ListEventsQuery },
  responses: {
    200: json(EventList, 'A page'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listEvents(c.env.services, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
