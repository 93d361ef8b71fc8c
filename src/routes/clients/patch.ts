import { createRoute } from '@hono/zod-openapi';
import { Client, PatchClientBody } from '../../contract/clients.ts';
import { patchClient } from '../../domain/clients/patch.ts';
import { viewClient } from '../../domain/clients/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { ClientParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/clients/{client}',
  operationId: 'patchClient',
  tags: ['clients'],
  summary: 'Change name, group or proofs; each list replaces the one before',
  security: BEARER,
  middleware: [authenticate(manages('client', 'update')), boundedBody] as const,
  request: { params: ClientParams, body: jsonBody(PatchClientBody) },
  responses: {
    200: json(Client, 'The client as it is now'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await patchClient(changeDeps(c), callerOf(c), c.req.valid('param').client, c.req.valid('json'));
    return result.ok ? c.json(viewClient(result.value), 200) : fail(c, result.denial);
  });
}
