import { createRoute } from '@hono/zod-openapi';
import { deleteClient } from '../../domain/clients/delete.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { ClientParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/clients/{client}',
  operationId: 'deleteClient',
  tags: ['clients'],
  summary: 'Delete a client that no live token is locked to',
  security: BEARER,
  middleware: [authenticate(manages('client', 'delete'))] as const,
  request: { params: ClientParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await deleteClient(changeDeps(c), callerOf(c), c.req.valid('param').client);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
