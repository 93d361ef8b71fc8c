import { createRoute } from '@hono/zod-openapi';
import { formatId } from '../../contract/ids.ts';
import { IdempotencyKey, SelfRefreshBody, TokenWithSecret } from '../../contract/tokens.ts';
import type { Denial } from '../../domain/denial.ts';
import type { Attempt } from '../../domain/tokens/check.ts';
import { refreshToken } from '../../domain/tokens/refresh.ts';
import { repeatLostRefresh } from '../../domain/tokens/repeat-lost.ts';
import { readCredential } from '../../incoming.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import type { ApiContext } from '../context.ts';
import { BEARER, json, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { sessionOf } from '../session.ts';
import { changeDeps, verifyDeps } from '../verify-deps.ts';
import { IdempotencyHeaders, view } from './params.ts';

/** No body at all is a refresh without overlap. */
const body = { content: { 'application/json': { schema: SelfRefreshBody } } };

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/self/refresh',
  operationId: 'refreshSelf',
  tags: ['tokens'],
  summary: 'Replace the secret of the presented token',
  security: BEARER,
  middleware: [boundedBody, authenticate({ types: null, consistency: 'strict', recover: repeatLost })] as const,
  request: { headers: IdempotencyHeaders, body },
  responses: {
    200: json(TokenWithSecret, 'The token and its new secret'),
    ...problems('invalid_request', 'conflict', 'idempotency_mismatch', 'payload_too_large'),
  },
});

export function refreshSelf(api: Api): void {
  api.openapi(route, async (c) => {
    const caller = callerOf(c);
    const key = c.req.valid('header')['idempotency-key'];
    const presented = key === undefined ? null : await presentedIn(c);
    const repeatable = key === undefined || presented === null ? null : { scope: scopeOf(presented), key };
    const id = formatId('tok', caller.token.id);
    const result = await refreshToken(changeDeps(c), caller, id, c.req.valid('json'), repeatable);
    if (!result.ok) return fail(c, result.denial);
    return c.json({ token: view(c, result.value.record), ...result.value.told }, 200);
  });
}

/** A replaced secret, with the key of the refresh that replaced it, may have the lost answer again. */
async function repeatLost(
  c: ApiContext,
  presented: string,
  attempt: Attempt,
  denial: Denial,
): Promise<Response | null> {
  const key = IdempotencyKey.safeParse(c.req.header('idempotency-key'));
  if (denial.reason !== 'replaced' || !key.success) return null;
  const text = await c.req.text();
  const asked = SelfRefreshBody.safeParse(text === '' ? {} : parse(text));
  if (!asked.success) return null;
  const deps = { ...changeDeps(c), ...verifyDeps(c) };
  const repeatable = { scope: scopeOf(presented), key: key.data };
  const { tokens } = c.env.services;
  const repeated = await repeatLostRefresh({ ...deps, tokens }, presented, asked.data, repeatable, attempt);
  if (repeated === null) return null;
  if (!repeated.ok) return fail(c, repeated.denial);
  return c.json({ token: view(c, repeated.value.record), ...repeated.value.told }, 200);
}

/** The secret that a request was let in with: its own, or that of its session. */
async function presentedIn(c: ApiContext): Promise<string | null> {
  const credential = readCredential(c.req.header('authorization'));
  if (credential) return credential.token;
  const session = await sessionOf(c);
  return session.ok && session.value ? session.value.token : null;
}

/** Only its digest is ever kept: see `keyOf` in domain/tokens/keep-answer.ts. */
function scopeOf(presented: string): string {
  return `self:${presented}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
