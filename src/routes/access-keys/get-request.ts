import { createRoute } from '@hono/zod-openapi';
import { AccessKeyRequest } from '../../contract/access-keys.ts';
import { findKeyRequest } from '../../domain/access-keys/find.ts';
import { viewRequest } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { RequestParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys/requests/{id}',
  operationId: 'getAccessKeyRequest',
  tags: ['access keys'],
  summary: 'Ask after a request for a key, or for a version of one',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: RequestParams },
  responses: {
    200: json(AccessKeyRequest, 'What was asked for, and what has become of it'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function getRequest(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findKeyRequest(c.env.services, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(viewRequest(result.value), 200) : fail(c, result.denial);
  });
}
