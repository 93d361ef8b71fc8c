import { createRoute } from '@hono/zod-openapi';
import {
  AcceptedRequest,
  CreateAccessKeyVersionBody,
  REQUEST_RETRY_SECONDS,
  requestLink,
} from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import { addKeyVersion } from '../../domain/access-keys/add-version.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { accepted, askAfter, laterDeps } from './accepted.ts';
import { KeyParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/access-keys/{uid}/versions',
  operationId: 'createAccessKeyVersion',
  tags: ['access keys'],
  summary: 'Take in another credential of a key, to change over to; it is activated behind the answer',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: KeyParams, body: jsonBody(CreateAccessKeyVersionBody) },
  responses: {
    202: accepted(AcceptedRequest, 'The request, which tells what has become of it', requestLink('akr_0000000001b')),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function addVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const { uid } = c.req.valid('param');
    const result = await addKeyVersion(laterDeps(c), callerOf(c), uid, c.req.valid('json'));
    if (!result.ok) return fail(c, result.denial);
    const requestId = formatId('akr', result.value.id);
    const retryAfter = REQUEST_RETRY_SECONDS;
    return c.json({ requestId, retryAfter }, 202, askAfter(requestLink(requestId), retryAfter));
  });
}
