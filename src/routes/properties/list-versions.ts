import { createRoute } from '@hono/zod-openapi';
import { ListVersionsQuery, PropertyVersionList } from '../../contract/properties.ts';
import { listVersions as listAll } from '../../domain/properties/versions.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { PropertyParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/properties/{id}/versions',
  operationId: 'listPropertyVersions',
  tags: ['gateway'],
  summary: 'List the versions of a property without their documents, latest first',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: PropertyParams, query: ListVersionsQuery },
  responses: {
    200: json(PropertyVersionList, 'A page'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function listVersions(api: Api): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const result = await listAll(c.env.services, callerOf(c), id, c.req.valid('query'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
