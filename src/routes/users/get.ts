import { createRoute } from '@hono/zod-openapi';
import { UserDetails } from '../../contract/people.ts';
import { findDetails } from '../../domain/users/details.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { UserParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/users/{id}',
  operationId: 'getUser',
  tags: ['people'],
  summary: 'Show a person, with their memberships as far as the caller sees members there',
  security: BEARER,
  middleware: [authenticate(manages('user', 'read', { anywhere: true }))] as const,
  request: { params: UserParams },
  responses: {
    200: json(UserDetails, 'The person'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findDetails(c.env.services, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
