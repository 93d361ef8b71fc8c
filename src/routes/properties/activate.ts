import { createRoute } from '@hono/zod-openapi';
import { ActivateBody, Activation } from '../../contract/properties.ts';
import { changeActivation } from '../../domain/properties/change-activation.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { PropertyParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/properties/{id}/activations',
  operationId: 'activateProperty',
  tags: ['gateway'],
  summary: 'Make a version active in an environment, an earlier one to roll back, or deactivate what is',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: PropertyParams, body: jsonBody(ActivateBody) },
  responses: {
    201: json(Activation, 'The activation; it is known everywhere within the bound on staleness'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'payload_too_large',
    ),
  },
});

export function activate(api: Api): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const result = await changeActivation(changeDeps(c), callerOf(c), id, c.req.valid('json'));
    return result.ok ? c.json(result.value, 201) : fail(c, result.denial);
  });
}
