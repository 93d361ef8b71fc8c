import { createRoute } from '@hono/zod-openapi';
import { Property } from '../../contract/properties.ts';
import { findProperty } from '../../domain/properties/find.ts';
import { viewProperty } from '../../domain/properties/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { PropertyParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/properties/{id}',
  operationId: 'getProperty',
  tags: ['gateway'],
  summary: 'Get one property, and which version is active where',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: PropertyParams },
  responses: {
    200: json(Property, 'The property'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findProperty(c.env.services, callerOf(c), c.req.valid('param').id, 'read');
    return result.ok ? c.json(viewProperty(result.value), 200) : fail(c, result.denial);
  });
}
