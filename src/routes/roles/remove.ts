import { createRoute } from '@hono/zod-openapi';
import { removeRole } from '../../domain/roles/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { RoleParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/roles/{name}',
  operationId: 'deleteRole',
  tags: ['people'],
  summary: 'Delete a custom role that nobody has',
  security: BEARER,
  middleware: [authenticate(manages('role', 'delete'))] as const,
  request: { params: RoleParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await removeRole({ ...services, nowMs }, callerOf(c), c.req.valid('param').name);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
