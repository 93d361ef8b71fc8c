import { createRoute } from '@hono/zod-openapi';
import { PropertyVersion, SaveVersionBody } from '../../contract/properties.ts';
import { addVersion } from '../../domain/properties/save.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedTo } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { MAX_DOCUMENT_BYTES, PropertyParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/properties/{id}/versions',
  operationId: 'createPropertyVersion',
  tags: ['gateway'],
  summary: 'Make the next version of a property from a whole document',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedTo(MAX_DOCUMENT_BYTES)] as const,
  request: { params: PropertyParams, body: jsonBody(SaveVersionBody) },
  responses: {
    201: json(PropertyVersion, 'The version, with what is wrong with it'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function createVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id } = c.req.valid('param');
    const result = await addVersion({ ...services, nowMs }, callerOf(c), id, c.req.valid('json'));
    return result.ok ? c.json(result.value, 201) : fail(c, result.denial);
  });
}
