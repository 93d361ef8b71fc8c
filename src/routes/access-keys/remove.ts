import { createRoute } from '@hono/zod-openapi';
import { deleteAccessKey } from '../../domain/access-keys/delete.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { KeyParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/access-keys/{uid}',
  operationId: 'deleteAccessKey',
  tags: ['access keys'],
  summary: 'Delete an access key that has no versions left',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: KeyParams },
  responses: {
    204: { description: 'Deleted' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function remove(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await deleteAccessKey({ ...services, nowMs }, callerOf(c), c.req.valid('param').uid);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
