import { createRoute } from '@hono/zod-openapi';
import { Namespace, PatchNamespaceBody } from '../../contract/places.ts';
import { patchNamespace } from '../../domain/places/patch-namespace.ts';
import { viewNamespace } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { NamespaceParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/projects/{project}/namespaces/{namespace}',
  operationId: 'patchNamespace',
  tags: ['places'],
  summary: 'Change group or retention; items that are there already keep the end that they have',
  security: BEARER,
  middleware: [
    authenticate(manages('namespace', 'update', { inProject: true, named: 'namespace' })),
    boundedBody,
  ] as const,
  request: { params: NamespaceParams, body: jsonBody(PatchNamespaceBody) },
  responses: {
    200: json(Namespace, 'The namespace as it is now'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const { project, namespace: name } = c.req.valid('param');
    const result = await patchNamespace(changeDeps(c), callerOf(c), { project, name }, c.req.valid('json'));
    return result.ok ? c.json(viewNamespace(result.value), 200) : fail(c, result.denial);
  });
}
