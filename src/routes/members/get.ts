import { createRoute } from '@hono/zod-openapi';
import { Member } from '../../contract/people.ts';
import { findMember } from '../../domain/members/find.ts';
import { viewMember } from '../../domain/members/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { MemberParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/members/{user}',
  operationId: 'getMember',
  tags: ['people'],
  summary: 'Show a person of a project and the role there',
  security: BEARER,
  middleware: [authenticate(manages('member', 'read', { inProject: true }))] as const,
  request: { params: MemberParams },
  responses: {
    200: json(Member, 'The person'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const { project, user } = c.req.valid('param');
    const result = await findMember(c.env.services, project, user);
    return result.ok ? c.json(viewMember(result.value), 200) : fail(c, result.denial);
  });
}
