import { createRoute } from '@hono/zod-openapi';
import { PropertyVersion } from '../../contract/properties.ts';
import { showVersion } from '../../domain/properties/versions.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { VersionParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/properties/{id}/versions/{n}',
  operationId: 'getPropertyVersion',
  tags: ['gateway'],
  summary: 'Get one version with its document, and what is wrong with it at present',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { params: VersionParams },
  responses: {
    200: json(
      PropertyVersion,
      'The version; where the names of origins lead is only looked up when it is saved or activated',
    ),
    ...problems('invalid_request', 'wrong_token_type', 'not_found'),
  },
});

export function getVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id, n } = c.req.valid('param');
    const result = await showVersion({ ...services, nowMs }, callerOf(c), id, n);
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
