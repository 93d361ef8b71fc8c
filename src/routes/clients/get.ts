import { createRoute } from '@hono/zod-openapi';
import { Client } from '../../contract/clients.ts';
import { viewClient } from '../../domain/clients/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ClientParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/clients/{client}',
  operationId: 'getClient',
  tags: ['clients'],
  summary: 'Show a client',
  security: BEARER,
  middleware: [authenticate(manages('client', 'read', { anywhere: true }))] as const,
  request: { params: ClientParams },
  responses: {
    200: json(Client, 'The client'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const client = await c.env.services.clients.find(c.req.valid('param').client);
    return client ? c.json(viewClient(client), 200) : fail(c, { reason: 'not_found' });
  });
}
