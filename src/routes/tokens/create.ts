import { createRoute } from '@hono/zod-openapi';
import { formatId } from '../../contract/ids.ts';
import { CreateTokenBody, TokenWithSecret } from '../../contract/tokens.ts';
import { createToken } from '../../domain/tokens/create.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, BY_PASSWORD, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { createByPassword, unlessByPassword } from './create-by-password.ts';
import { IdempotencyHeaders, view } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens',
  operationId: 'createToken',
  tags: ['tokens'],
  summary: 'Create a token; its secret is told this once, or again to the same `Idempotency-Key`',
  description:
    'With a mail address and a password (HTTP Basic) it is a personal token of that person: the body is a PasswordToken and may be left out.',
  security: [...BEARER, ...BY_PASSWORD],
  middleware: [unlessByPassword(authenticate(managesItself('strict'))), boundedBody, createByPassword] as const,
  request: { headers: IdempotencyHeaders, body: jsonBody(CreateTokenBody) },
  responses: {
    201: json(TokenWithSecret, 'The token and its secret'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'conflict',
      'limit_reached',
      'idempotency_mismatch',
      'payload_too_large',
    ),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const caller = callerOf(c);
    const key = c.req.valid('header')['idempotency-key'];
    const repeatable = key === undefined ? null : { scope: `create:${formatId('tok', caller.token.id)}`, key };
    const result = await createToken(changeDeps(c), caller, c.req.valid('json'), repeatable);
    if (!result.ok) return fail(c, result.denial);
    return c.json({ token: view(c, result.value.record), ...result.value.told }, 201);
  });
}
