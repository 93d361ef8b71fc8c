import { createRoute } from '@hono/zod-openapi';
import { removeUser } from '../../domain/users/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { UserParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/users/{id}',
  operationId: 'deleteUser',
  tags: ['people'],
  summary: 'Remove a person for good: their tokens are revoked, they leave every project and group',
  security: BEARER,
  middleware: [authenticate(manages('user', 'delete'))] as const,
  request: { params: UserParams },
  responses: {
    204: { description: 'Removed' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await removeUser(changeDeps(c), callerOf(c), c.req.valid('param').id);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
