import { createRoute } from '@hono/zod-openapi';
import { deleteNamespace } from '../../domain/places/delete-namespace.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { NamespaceParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/projects/{project}/namespaces/{namespace}',
  operationId: 'deleteNamespace',
  tags: ['places'],
  summary: 'Delete a namespace that holds no items and that no live token holds a grant for',
  security: BEARER,
  middleware: [authenticate(manages('namespace', 'delete', { inProject: true, named: 'namespace' }))] as const,
  request: { params: NamespaceParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { project, namespace: name } = c.req.valid('param');
    const result = await deleteNamespace(changeDeps(c), callerOf(c), { project, name });
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
