import { createRoute } from '@hono/zod-openapi';
import { RotateSigningKeyBody, SigningKey } from '../../contract/signing-keys.ts';
import { rotateKey } from '../../domain/signing/rotate.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

/** No body at all is a key that signs in a day. */
const body = { content: { 'application/json': { schema: RotateSigningKeyBody } } };

const route = createRoute({
  method: 'post',
  path: '/v1/signing-keys',
  operationId: 'rotateSigningKey',
  tags: ['signing keys'],
  summary: 'Publish the next key, which signs in a day or when told; the one before stays until its tokens end',
  security: BEARER,
  middleware: [authenticate(manages('signing_key', 'create')), boundedBody] as const,
  request: { body },
  responses: {
    201: json(SigningKey, 'The key'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function rotate(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await rotateKey(changeDeps(c), callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(result.value, 201) : fail(c, result.denial);
  });
}
