import { createRoute } from '@hono/zod-openapi';
import { ListRequestsQuery, RequestList } from '../../contract/requests.ts';
import { listRequests } from '../../domain/requests/list.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/requests',
  operationId: 'listRequests',
  tags: ['operation'],
  summary: 'Count the requests that presented a token, by the hour and by what they were refused with',
  security: BEARER,
  middleware: [authenticate(manages('event', 'read', { inAskedProject: true }))] as const,
  request: { query: ListRequestsQuery },
  responses: {
    200: json(RequestList, 'What was counted; the last minute may be missing'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await listRequests({ ...services, nowMs }, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
