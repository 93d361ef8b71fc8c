import { createRoute } from '@hono/zod-openapi';
import { AccessKeyVersion } from '../../contract/access-keys.ts';
import { findVersion } from '../../domain/access-keys/find.ts';
import { viewVersion } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { VersionParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/access-keys/{uid}/versions/{version}',
  operationId: 'getAccessKeyVersion',
  tags: ['access keys'],
  summary: 'Get one version of an access key',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: VersionParams },
  responses: {
    200: json(AccessKeyVersion, 'The version'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function getVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await findVersion(c.env.services, callerOf(c), c.req.valid('param'), 'read');
    return result.ok ? c.json(viewVersion(result.value.version), 200) : fail(c, result.denial);
  });
}
