import { createRoute } from '@hono/zod-openapi';
import { AccessKey } from '../../contract/access-keys.ts';
import { findAccessKey } from '../../domain/access-keys/find.ts';
import { viewKey } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { KeyParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys/{uid}',
  operationId: 'getAccessKey',
  tags: ['access keys'],
  summary: 'Get one access key',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: KeyParams },
  responses: {
    200: json(AccessKey, 'The access key'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findAccessKey(c.env.services, callerOf(c), c.req.valid('param').uid, 'read');
    return result.ok ? c.json(viewKey(result.value.key), 200) : fail(c, result.denial);
  });
}
