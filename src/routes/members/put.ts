import { createRoute } from '@hono/zod-openapi';
import { Member, PutMemberBody } from '../../contract/people.ts';
import { putMember } from '../../domain/members/put.ts';
import { viewMember } from '../../domain/members/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { MemberParams } from './params.ts';

const route = createRoute({
  method: 'put',
  path: '/v1/projects/{project}/members/{user}',
  operationId: 'putMember',
  tags: ['people'],
  summary: 'Add a person to a project, or change their role there; a new membership comes with a master token',
  security: BEARER,
  middleware: [authenticate(manages('member', 'write', { inProject: true })), boundedBody] as const,
  request: { params: MemberParams, body: jsonBody(PutMemberBody) },
  responses: {
    200: json(Member, 'The person with the role there'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function put(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await putMember(changeDeps(c), callerOf(c), c.req.valid('param'), c.req.valid('json'));
    return result.ok ? c.json(viewMember(result.value), 200) : fail(c, result.denial);
  });
}
