import { createRoute } from '@hono/zod-openapi';
import { MemberList, PageOnlyQuery } from '../../contract/people.ts';
import { listMembers } from '../../domain/members/list.ts';
import { viewMember } from '../../domain/members/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ProjectParams } from '../projects/params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/members',
  operationId: 'listMembers',
  tags: ['people'],
  summary: 'List the people of a project by page, in order of their ids',
  security: BEARER,
  middleware: [authenticate(manages('member', 'read', { inProject: true }))] as const,
  request: { params: ProjectParams, query: PageOnlyQuery },
  responses: {
    200: json(MemberList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listMembers(c.env.services, c.req.valid('param').project, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewMember) }, 200);
  });
}
