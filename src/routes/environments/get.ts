import { createRoute } from '@hono/zod-openapi';
import { Environment } from '../../contract/places.ts';
import { viewEnvironment } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { EnvironmentParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/environments/{environment}',
  operationId: 'getEnvironment',
  tags: ['places'],
  summary: 'Show an environment',
  security: BEARER,
  middleware: [authenticate(manages('environment', 'read', { anywhere: true }))] as const,
  request: { params: EnvironmentParams },
  responses: {
    200: json(Environment, 'The environment'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const environment = await c.env.services.places.findEnvironment(c.req.valid('param').environment);
    return environment ? c.json(viewEnvironment(environment), 200) : fail(c, { reason: 'not_found' });
  });
}
