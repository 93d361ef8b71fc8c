import { createRoute } from '@hono/zod-openapi';
import { listOf, Namespace, PlaceListQuery } from '../../contract/places.ts';
import { listNamespaces } from '../../domain/places/list-namespaces.ts';
import { viewNamespace } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { LOOKS_AROUND } from './access.ts';
import { ProjectParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/namespaces',
  operationId: 'listNamespaces',
  tags: ['places'],
  summary: 'List the namespaces of a project that the token may see, by page, in order of their names',
  security: BEARER,
  middleware: [authenticate(LOOKS_AROUND)] as const,
  request: { params: ProjectParams, query: PlaceListQuery },
  responses: {
    200: json(listOf(Namespace, 'NamespaceList'), 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'not_found'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const token = c.get('presented').copy;
    const result = await listNamespaces(c.env.services, token, c.req.valid('param').project, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewNamespace) }, 200);
  });
}
