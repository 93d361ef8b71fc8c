import { createRoute } from '@hono/zod-openapi';
import { ClientList } from '../../contract/clients.ts';
import { PlaceListQuery } from '../../contract/places.ts';
import { listClients } from '../../domain/clients/list.ts';
import { viewClient } from '../../domain/clients/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/clients',
  operationId: 'listClients',
  tags: ['clients'],
  summary: 'List clients by page, in order of their ids',
  security: BEARER,
  middleware: [authenticate(manages('client', 'read', { anywhere: true }))] as const,
  request: { query: PlaceListQuery },
  responses: {
    200: json(ClientList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listClients(c.env.services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewClient) }, 200);
  });
}
