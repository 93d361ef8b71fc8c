import { createRoute } from '@hono/zod-openapi';
import { Namespace } from '../../contract/places.ts';
import { viewNamespace } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { NamespaceParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/namespaces/{namespace}',
  operationId: 'getNamespace',
  tags: ['places'],
  summary: 'Show a namespace',
  security: BEARER,
  middleware: [authenticate(manages('namespace', 'read'))] as const,
  request: { params: NamespaceParams },
  responses: {
    200: json(Namespace, 'The namespace'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const { project, namespace: name } = c.req.valid('param');
    const namespace = await c.env.services.places.findNamespace({ project, name });
    return namespace ? c.json(viewNamespace(namespace), 200) : fail(c, { reason: 'not_found' });
  });
}
