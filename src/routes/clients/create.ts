import { createRoute } from '@hono/zod-openapi';
import { Client, CreateClientBody } from '../../contract/clients.ts';
import { createClient } from '../../domain/clients/create.ts';
import { viewClient } from '../../domain/clients/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/clients',
  operationId: 'createClient',
  tags: ['clients'],
  summary: 'Register a client and how it proves itself; without proofs only Workers with a service binding prove it',
  security: BEARER,
  middleware: [authenticate(manages('client', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateClientBody) },
  responses: {
    201: json(Client, 'The client'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createClient({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewClient(result.value), 201) : fail(c, result.denial);
  });
}
