import { createRoute } from '@hono/zod-openapi';
import { CreateProjectBody, Project } from '../../contract/places.ts';
import { createProject } from '../../domain/places/create-project.ts';
import { viewProject } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/projects',
  operationId: 'createProject',
  tags: ['places'],
  summary: 'Create a project under an id that never changes; who is no admin becomes its owner',
  security: BEARER,
  middleware: [authenticate(manages('project', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateProjectBody) },
  responses: {
    201: json(Project, 'The project'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await createProject(changeDeps(c), callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewProject(result.value), 201) : fail(c, result.denial);
  });
}
