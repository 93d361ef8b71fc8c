import { createRoute } from '@hono/zod-openapi';
import { CreatePropertyBody, PropertyWithVersion } from '../../contract/properties.ts';
import { createProperty } from '../../domain/properties/create.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedTo } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { MAX_DOCUMENT_BYTES } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/properties',
  operationId: 'createProperty',
  tags: ['gateway'],
  summary: 'Make a property and its first version from a whole document; it is active nowhere yet',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedTo(MAX_DOCUMENT_BYTES)] as const,
  request: { body: jsonBody(CreatePropertyBody) },
  responses: {
    201: json(PropertyWithVersion, 'The property, and its version 1 with what is wrong with it'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createProperty({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(result.value, 201) : fail(c, result.denial);
  });
}
