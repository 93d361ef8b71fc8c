import { createRoute } from '@hono/zod-openapi';
import { EventList, TokenEventsQuery } from '../../contract/events.ts';
import { listTokenEvents } from '../../domain/events/list.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}/events',
  operationId: 'listTokenEvents',
  tags: ['tokens'],
  summary: 'List what happened to a token, newest first; purged ones too, while the audit trail tells of them',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: TokenParams, query: TokenEventsQuery },
  responses: {
    200: json(EventList, 'A page'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function events(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listTokenEvents(c.env.services, callerOf(c), c.req.valid('param').id, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
