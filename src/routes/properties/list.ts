import { createRoute } from '@hono/zod-openapi';
import { ListPropertiesQuery, PropertyList } from '../../contract/properties.ts';
import { listProperties } from '../../domain/properties/list.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/properties',
  operationId: 'listProperties',
  tags: ['gateway'],
  summary: 'List properties, latest first',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListPropertiesQuery },
  responses: {
    200: json(PropertyList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listProperties(c.env.services, callerOf(c), c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
