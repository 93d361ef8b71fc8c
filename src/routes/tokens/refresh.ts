import { createRoute } from '@hono/zod-openapi';
import { formatId } from '../../contract/ids.ts';
import { RefreshTokenBody, TokenWithSecret } from '../../contract/tokens.ts';
import { refreshToken } from '../../domain/tokens/refresh.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { IdempotencyHeaders, TokenParams, view } from './params.ts';

/** No body at all is a refresh without overlap. */
const body = { content: { 'application/json': { schema: RefreshTokenBody } } };

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/{id}/refresh',
  operationId: 'refreshToken',
  tags: ['tokens'],
  summary: 'Replace the secret, the id stays; with `overlap` the old one works on, with `expires` the life is new',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: TokenParams, headers: IdempotencyHeaders, body },
  responses: {
    200: json(TokenWithSecret, 'The token and its new secret'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'idempotency_mismatch',
      'payload_too_large',
    ),
  },
});

export function refresh(api: Api): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const caller = callerOf(c);
    const key = c.req.valid('header')['idempotency-key'];
    const repeatable = key === undefined ? null : { scope: `${id}:${formatId('tok', caller.token.id)}`, key };
    const result = await refreshToken(changeDeps(c), caller, id, c.req.valid('json'), repeatable);
    if (!result.ok) return fail(c, result.denial);
    return c.json({ token: view(c, result.value.record), ...result.value.told }, 200);
  });
}
