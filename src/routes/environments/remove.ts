import { createRoute } from '@hono/zod-openapi';
import { deleteEnvironment } from '../../domain/places/delete-environment.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { EnvironmentParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/environments/{environment}',
  operationId: 'deleteEnvironment',
  tags: ['places'],
  summary: 'Delete an environment that holds no items and that no live token or role names',
  security: BEARER,
  middleware: [authenticate(manages('environment', 'delete'))] as const,
  request: { params: EnvironmentParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await deleteEnvironment({ ...services, nowMs }, callerOf(c), c.req.valid('param').environment);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
