import { createRoute } from '@hono/zod-openapi';
import { UserDetails } from '../../contract/people.ts';
import { findSelf } from '../../domain/users/details.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/users/self',
  operationId: 'getOwnUser',
  tags: ['people'],
  summary: 'Show the person behind a personal or master token; an admin token has nobody behind it',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  responses: {
    200: json(UserDetails, 'The person, and what they may do with this token'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function getSelf(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findSelf(c.env.services, callerOf(c));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
