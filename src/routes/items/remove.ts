import { createRoute } from '@hono/zod-openapi';
import { ItemQuery } from '../../contract/places.ts';
import { deleteItem } from '../../domain/items/delete.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ItemParams, reaches } from './access.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/projects/{project}/namespaces/{namespace}/items/{key}',
  operationId: 'deleteItem',
  tags: ['items'],
  summary: 'Delete an item; that there was none is no error',
  security: BEARER,
  middleware: [authenticate(reaches('delete'))] as const,
  request: { params: ItemParams, query: ItemQuery },
  responses: {
    204: { description: 'Deleted; other places may see it a minute or more longer' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'wrong_environment', 'not_found'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { key, ...named } = c.req.valid('param');
    const place = { ...named, environment: c.req.valid('query').environment };
    const result = await deleteItem(c.env.services, c.get('presented').copy, place, key);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
