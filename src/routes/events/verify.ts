import { createRoute } from '@hono/zod-openapi';
import { EventsVerification, VerifyEventsQuery } from '../../contract/events.ts';
import { verifyEvents } from '../../domain/events/verify.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/events/verify',
  operationId: 'verifyEvents',
  tags: ['events'],
  summary: 'Check that the audit trail is as it was written, in steps of up to 50,000 rows',
  security: BEARER,
  middleware: [authenticate(manages('event', 'read'))] as const,
  request: { query: VerifyEventsQuery },
  responses: {
    200: json(EventsVerification, 'What was checked, and the first fault'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function verify(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await verifyEvents(c.env.services, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
