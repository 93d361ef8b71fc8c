import { createRoute } from '@hono/zod-openapi';
import { DeleteProjectQuery } from '../../contract/places.ts';
import { deleteProject } from '../../domain/places/delete-project.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/projects/{project}',
  operationId: 'deleteProject',
  tags: ['places'],
  summary: 'Delete a project that has no namespaces and that no live token names, with its memberships',
  security: BEARER,
  middleware: [authenticate(manages('project', 'delete', { inProject: true }))] as const,
  request: { params: ProjectParams, query: DeleteProjectQuery },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { project } = c.req.valid('param');
    const { detach } = c.req.valid('query');
    const result = await deleteProject(changeDeps(c), callerOf(c), project, detach === 'true');
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
