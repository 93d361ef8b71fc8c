import { createRoute } from '@hono/zod-openapi';
import { Namespace } from '../../contract/places.ts';
import { showNamespace } from '../../domain/places/show-namespace.ts';
import { viewNamespace } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { LOOKS_AROUND } from './access.ts';
import { NamespaceParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/namespaces/{namespace}',
  operationId: 'getNamespace',
  tags: ['places'],
  summary: 'Show a namespace; a token with grants sees those that these name',
  security: BEARER,
  middleware: [authenticate(LOOKS_AROUND)] as const,
  request: { params: NamespaceParams },
  responses: {
    200: json(Namespace, 'The namespace'),
    ...problems('invalid_request', 'insufficient_scope', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const { project, namespace: name } = c.req.valid('param');
    const result = await showNamespace(c.env.services, c.get('presented').copy, { project, name });
    return result.ok ? c.json(viewNamespace(result.value), 200) : fail(c, result.denial);
  });
}
