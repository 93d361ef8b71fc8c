import { createRoute } from '@hono/zod-openapi';
import { PatchProjectBody, Project } from '../../contract/places.ts';
import { patchProject } from '../../domain/places/patch-project.ts';
import { viewProject } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/projects/{project}',
  operationId: 'patchProject',
  tags: ['places'],
  summary: 'Change the name of a project; its id never changes',
  security: BEARER,
  middleware: [authenticate(manages('project', 'update', { inProject: true })), boundedBody] as const,
  request: { params: ProjectParams, body: jsonBody(PatchProjectBody) },
  responses: {
    200: json(Project, 'The project as it is now'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { project } = c.req.valid('param');
    const result = await patchProject({ ...services, nowMs }, callerOf(c), project, c.req.valid('json'));
    return result.ok ? c.json(viewProject(result.value), 200) : fail(c, result.denial);
  });
}
