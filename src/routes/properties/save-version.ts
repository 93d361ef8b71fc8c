import { createRoute } from '@hono/zod-openapi';
import { PropertyVersion, SaveVersionBody } from '../../contract/properties.ts';
import { saveVersion as save } from '../../domain/properties/save.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedTo } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { MAX_DOCUMENT_BYTES, VersionParams } from './params.ts';

const route = createRoute({
  method: 'put',
  path: '/v1/properties/{id}/versions/{n}',
  operationId: 'savePropertyVersion',
  tags: ['gateway'],
  summary: 'Replace the whole document of a version that was never active',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedTo(MAX_DOCUMENT_BYTES)] as const,
  request: { params: VersionParams, body: jsonBody(SaveVersionBody) },
  responses: {
    200: json(PropertyVersion, 'The version as it is now, with what is wrong with it'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'payload_too_large',
    ),
  },
});

export function saveVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id, n } = c.req.valid('param');
    const result = await save({ ...services, nowMs }, callerOf(c), id, n, c.req.valid('json'));
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
