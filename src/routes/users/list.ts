import { createRoute } from '@hono/zod-openapi';
import { ListUsersQuery, UserList } from '../../contract/people.ts';
import { listUsers } from '../../domain/users/list.ts';
import { viewUser } from '../../domain/users/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/users',
  operationId: 'listUsers',
  tags: ['people'],
  summary: 'List people by page, latest first, or find some by mail address, name or root role',
  security: BEARER,
  middleware: [authenticate(manages('user', 'read', { anywhere: true }))] as const,
  request: { query: ListUsersQuery },
  responses: {
    200: json(UserList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listUsers(c.env.services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewUser) }, 200);
  });
}
