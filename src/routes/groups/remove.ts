import { createRoute } from '@hono/zod-openapi';
import { removeGroup } from '../../domain/groups/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { GroupParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/groups/{group}',
  operationId: 'deleteGroup',
  tags: ['people'],
  summary: 'Delete an access group that guards neither a namespace nor a client',
  security: BEARER,
  middleware: [authenticate(manages('group', 'delete'))] as const,
  request: { params: GroupParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await removeGroup(changeDeps(c), callerOf(c), c.req.valid('param').group);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
