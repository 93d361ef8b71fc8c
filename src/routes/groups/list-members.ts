import { createRoute } from '@hono/zod-openapi';
import { GroupMemberList, PageOnlyQuery } from '../../contract/people.ts';
import { listGroupMembers } from '../../domain/groups/list-members.ts';
import { viewGroupMember } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { GroupParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/groups/{group}/members',
  operationId: 'listGroupMembers',
  tags: ['people'],
  summary: 'List the people of an access group by page',
  security: BEARER,
  middleware: [authenticate(manages('group', 'read', { anywhere: true }))] as const,
  request: { params: GroupParams, query: PageOnlyQuery },
  responses: {
    200: json(GroupMemberList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function listMembers(api: Api): void {
  api.openapi(route, async (c) => {
    const { group } = c.req.valid('param');
    const result = await listGroupMembers(c.env.services, group, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewGroupMember) }, 200);
  });
}
