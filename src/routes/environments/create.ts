import { createRoute } from '@hono/zod-openapi';
import { CreateEnvironmentBody, Environment } from '../../contract/places.ts';
import { createEnvironment } from '../../domain/places/create-environment.ts';
import { viewEnvironment } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/environments',
  operationId: 'createEnvironment',
  tags: ['places'],
  summary: 'Create an environment under an id that never changes',
  security: BEARER,
  middleware: [authenticate(manages('environment', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateEnvironmentBody) },
  responses: {
    201: json(Environment, 'The environment'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createEnvironment({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewEnvironment(result.value), 201) : fail(c, result.denial);
  });
}
