import { createRoute } from '@hono/zod-openapi';
import { Project } from '../../contract/places.ts';
import { viewProject } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}',
  operationId: 'getProject',
  tags: ['places'],
  summary: 'Show a project',
  security: BEARER,
  middleware: [authenticate(manages('project', 'read'))] as const,
  request: { params: ProjectParams },
  responses: {
    200: json(Project, 'The project'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const project = await c.env.services.places.findProject(c.req.valid('param').project);
    return project ? c.json(viewProject(project), 200) : fail(c, { reason: 'not_found' });
  });
}
