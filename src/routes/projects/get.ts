import { createRoute } from '@hono/zod-openapi';
import { Project } from '../../contract/places.ts';
import { showProject } from '../../domain/places/show-project.ts';
import { viewProject } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { LOOKS_INTO_PROJECT } from './access.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}',
  operationId: 'getProject',
  tags: ['places'],
  summary: 'Show a project',
  security: BEARER,
  middleware: [authenticate(LOOKS_INTO_PROJECT)] as const,
  request: { params: ProjectParams },
  responses: {
    200: json(Project, 'The project'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await showProject(c.env.services, callerOf(c), c.req.valid('param').project);
    return result.ok ? c.json(viewProject(result.value), 200) : fail(c, result.denial);
  });
}
