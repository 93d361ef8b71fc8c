import { createRoute } from '@hono/zod-openapi';
import { removeGroupMember } from '../../domain/groups/remove-member.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { GroupMemberParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/groups/{group}/members/{user}',
  operationId: 'removeGroupMember',
  tags: ['people'],
  summary: 'Take a person out of an access group',
  security: BEARER,
  middleware: [authenticate(manages('group', 'update'))] as const,
  request: { params: GroupMemberParams },
  responses: {
    204: { description: 'Taken out' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function removeMember(api: Api): void {
  api.openapi(route, async (c) => {
    const { group, user } = c.req.valid('param');
    const result = await removeGroupMember(changeDeps(c), callerOf(c), group, user);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
