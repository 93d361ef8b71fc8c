import { createRoute } from '@hono/zod-openapi';
import { removeProperty } from '../../domain/properties/remove.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { PropertyParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/properties/{id}',
  operationId: 'deleteProperty',
  tags: ['gateway'],
  summary: 'Delete a property that is active nowhere, with its versions and its history',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: PropertyParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await removeProperty({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
