import { createRoute } from '@hono/zod-openapi';
import { AccessKeyLookup } from '../../contract/access-keys.ts';
import { findKeyLookup } from '../../domain/access-keys/find.ts';
import { viewLookup } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { LookupParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys/lookups/{id}',
  operationId: 'getAccessKeyLookup',
  tags: ['access keys'],
  summary: 'Get the answer of a lookup',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: LookupParams },
  responses: {
    200: json(AccessKeyLookup, 'The lookup, with its answer once it is complete'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function getLookup(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findKeyLookup(c.env.services, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(viewLookup(result.value), 200) : fail(c, result.denial);
  });
}
