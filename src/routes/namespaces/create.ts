import { createRoute } from '@hono/zod-openapi';
import { CreateNamespaceBody, Namespace } from '../../contract/places.ts';
import { createNamespace } from '../../domain/places/create-namespace.ts';
import { viewNamespace } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/projects/{project}/namespaces',
  operationId: 'createNamespace',
  tags: ['places'],
  summary: 'Create a namespace in a project; grants name it by its name, which never changes',
  security: BEARER,
  middleware: [authenticate(manages('namespace', 'create', { inProject: true })), boundedBody] as const,
  request: { params: ProjectParams, body: jsonBody(CreateNamespaceBody) },
  responses: {
    201: json(Namespace, 'The namespace'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'payload_too_large',
    ),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { project } = c.req.valid('param');
    const result = await createNamespace(changeDeps(c), callerOf(c), project, c.req.valid('json'));
    return result.ok ? c.json(viewNamespace(result.value), 201) : fail(c, result.denial);
  });
}
