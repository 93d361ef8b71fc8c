import { createRoute } from '@hono/zod-openapi';
import { ItemList, ListItemsQuery } from '../../contract/places.ts';
import { listItems } from '../../domain/items/list.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { NamespaceParams } from '../namespaces/params.ts';
import { reaches } from './access.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/namespaces/{namespace}/items',
  operationId: 'listItems',
  tags: ['items'],
  summary: 'List the keys of a namespace by page; a page may be short before the end, which has no nextCursor',
  security: BEARER,
  middleware: [authenticate(reaches('read'))] as const,
  request: { params: NamespaceParams, query: ListItemsQuery },
  responses: {
    200: json(ItemList, 'A page of keys'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'wrong_environment', 'not_found'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const token = c.get('presented').copy;
    const result = await listItems(c.env.services, token, c.req.valid('param'), c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
