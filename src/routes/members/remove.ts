import { createRoute } from '@hono/zod-openapi';
import { removeMember } from '../../domain/members/remove.ts';
import type { Api } from '../api.ts';
import { type Access, authenticate, callerOf } from '../authenticate.ts';
import { BEARER, MANAGERS, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { MemberParams } from './params.ts';

/** Anyone of the project is let in: to leave takes no right. */
const OF_PROJECT: Access = {
  types: MANAGERS,
  project: (c) => c.req.param('project') ?? '',
  consistency: 'strict',
};

const route = createRoute({
  method: 'delete',
  path: '/v1/projects/{project}/members/{user}',
  operationId: 'removeMember',
  tags: ['people'],
  summary: 'Remove a person from a project, or leave it; the master token ends with the membership',
  security: BEARER,
  middleware: [authenticate(OF_PROJECT)] as const,
  request: { params: MemberParams },
  responses: {
    204: { description: 'Removed' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await removeMember(changeDeps(c), callerOf(c), c.req.valid('param'));
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
