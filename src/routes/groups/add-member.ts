import { createRoute } from '@hono/zod-openapi';
import { GroupMember } from '../../contract/people.ts';
import { addGroupMember } from '../../domain/groups/add-member.ts';
import { viewGroupMember } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { GroupMemberParams } from './params.ts';

const route = createRoute({
  method: 'put',
  path: '/v1/groups/{group}/members/{user}',
  operationId: 'addGroupMember',
  tags: ['people'],
  summary: 'Put a person into an access group',
  security: BEARER,
  middleware: [authenticate(manages('group', 'update'))] as const,
  request: { params: GroupMemberParams },
  responses: {
    200: json(GroupMember, 'The person, in the group since then'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function addMember(api: Api): void {
  api.openapi(route, async (c) => {
    const { group, user } = c.req.valid('param');
    const result = await addGroupMember(changeDeps(c), callerOf(c), group, user);
    return result.ok ? c.json(viewGroupMember(result.value), 200) : fail(c, result.denial);
  });
}
