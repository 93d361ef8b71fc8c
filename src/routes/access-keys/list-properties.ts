import { createRoute } from '@hono/zod-openapi';
import { UsingPropertyList } from '../../contract/access-keys.ts';
import { listKeyUses } from '../../domain/access-keys/list-uses.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { VersionParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys/{uid}/versions/{version}/properties',
  operationId: 'listAccessKeyVersionProperties',
  tags: ['access keys'],
  summary: 'List the active properties that sign with a version',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: VersionParams },
  responses: {
    200: json(UsingPropertyList, 'The properties, at this moment; none: the version may be deleted'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function listProperties(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listKeyUses(c.env.services, callerOf(c), c.req.valid('param'));
    return result.ok ? c.json({ properties: result.value }, 200) : fail(c, result.denial);
  });
}
