import { createRoute } from '@hono/zod-openapi';
import { RevocationForm } from '../../contract/oauth.ts';
import type { Remembered } from '../../domain/edge/memory.ts';
import { revokePresented } from '../../domain/oauth/revoke.ts';
import type { Api } from '../api.ts';
import { authenticate, countFailure, originOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import type { ApiContext } from '../context.ts';
import { BEARER, BY_CLIENT } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps, verifyDeps } from '../verify-deps.ts';
import { admitClient } from './client.ts';
import { failClient, failForm, failOAuth, oauthProblems } from './errors.ts';
import { formBody, readForm } from './form.ts';
import { unlessByClient } from './introspect.ts';

const route = createRoute({
  method: 'post',
  path: '/oauth/revoke',
  operationId: 'revokeTokenByValue',
  tags: ['standards'],
  summary: 'Revoke a token by its very string (RFC 7009): whoever holds a secret may end it',
  description:
    'Credentials need not be given; those that are must be good, and whoever they are of acts under that name where it may delete the token.',
  security: [{}, ...BEARER, ...BY_CLIENT],
  request: { body: formBody(RevocationForm) },
  responses: {
    200: { description: 'Revoked, or there was nothing to revoke' },
    ...oauthProblems(
      'https_required',
      'invalid_token',
      'token_expired',
      'token_revoked',
      'token_replaced',
      'token_disabled',
      'token_not_yet_valid',
      'invalid_dpop_proof',
      'use_dpop_nonce',
      'wrong_client',
      'address_not_allowed',
      'origin_not_allowed',
      'payload_too_large',
      'rate_limited',
      'unavailable',
    ),
  },
});

const ACCESS = { types: null, consistency: 'strict' } as const;

export function revokeByValue(api: Api): void {
  api.openAPIRegistry.registerPath(route);
  api.post(route.path, unlessByClient(authenticate(ACCESS)), boundedBody, answerRevocation);
}

async function answerRevocation(c: ApiContext): Promise<Response> {
  const form = await readForm(c, RevocationForm);
  if (!form.ok) return failForm(c, form.denial);
  const client = await admitClient(c, form.value, ACCESS);
  if (!client.ok) return failClient(c, client.denial);
  const from = originOf(c);
  const bearer: Remembered | undefined = c.get('presented');
  const acting = bearer ?? client.value?.remembered;
  const caller = acting === undefined ? null : { ...from, token: acting.copy };
  const revoked = await revokePresented({ ...verifyDeps(c), ...changeDeps(c) }, from, caller, form.value.token);
  if (!revoked.ok) return failOAuth(c, revoked.denial);
  // RFC 7009 section 2.2: what is no token is revoked already. Guesses are counted all the same.
  const counted = revoked.value ? null : countFailure(c, { reason: 'unknown_token' });
  return counted?.reason === 'too_many_failures' ? fail(c, counted) : c.body(null, 200);
}
