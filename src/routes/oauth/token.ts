import { createRoute } from '@hono/zod-openapi';
import { IssuedToken, SUBJECT_TOKEN_TYPES, TOKEN_EXCHANGE, TokenForm } from '../../contract/oauth.ts';
import { formatScopes } from '../../contract/scopes.ts';
import { presentNonce } from '../../domain/dpop/check.ts';
import type { Issued } from '../../domain/oauth/exchange.ts';
import { grantToken } from '../../domain/oauth/grant.ts';
import type { Api } from '../api.ts';
import { originOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import type { ApiContext } from '../context.ts';
import { BY_CLIENT, json } from '../describe.ts';
import { changeDeps, verifyDeps } from '../verify-deps.ts';
import { admitClient, attemptOf } from './client.ts';
import { failClient, failForm, failOAuth, oauthProblems } from './errors.ts';
import { formBody, readForm } from './form.ts';

const route = createRoute({
  method: 'post',
  path: '/oauth/token',
  operationId: 'oauthToken',
  tags: ['standards'],
  summary: 'Exchange a token, or that of a trusted issuer, for a signed one that is shorter and can do no more',
  description:
    'Client credentials (RFC 6749 section 4.4) and token exchange (RFC 8693). A client is a token: its id and its secret. With a `DPoP` header the answer is bound to that key (RFC 9449).',
  security: [...BY_CLIENT, {}],
  request: { body: formBody(TokenForm) },
  responses: {
    200: json(IssuedToken, 'The token; it is told this once'),
    ...oauthProblems('https_required', 'payload_too_large', 'rate_limited', 'unavailable'),
  },
});

/** Every token is asked of the truth: nothing is given for one that has just ended. */
const ACCESS = { types: null, consistency: 'strict', provesKey: true } as const;

export function token(api: Api): void {
  api.openAPIRegistry.registerPath(route);
  api.post(route.path, boundedBody, answerToken);
}

async function answerToken(c: ApiContext): Promise<Response> {
  const form = await readForm(c, TokenForm);
  if (!form.ok) return failForm(c, form.denial);
  const client = await admitClient(c, form.value, ACCESS);
  if (!client.ok) return failClient(c, client.denial);
  const proof = c.req.header('dpop') ?? null;
  const issued = await grantToken({ ...verifyDeps(c), ...changeDeps(c) }, originOf(c), {
    form: form.value,
    client: client.value && { presented: client.value.presented, found: client.value.remembered.copy },
    attempt: attemptOf(c, ACCESS),
    dpop: { proof, method: c.req.method, url: c.req.url },
  });
  if (!issued.ok) return failOAuth(c, issued.denial);
  const headers = proof === null ? undefined : { 'DPoP-Nonce': presentNonce(verifyDeps(c)) };
  // RFC 6749 section 5.1; every answer is `Cache-Control: no-store`.
  return c.json(view(form.value, issued.value, c.env.nowMs), 200, { Pragma: 'no-cache', ...headers });
}

function view({ grant_type, requested_token_type }: TokenForm, { record, secret }: Issued, nowMs: number): IssuedToken {
  const { accessToken, jwt } = SUBJECT_TOKEN_TYPES;
  const scope = formatScopes(record.grants);
  const issuedType = requested_token_type === jwt ? jwt : accessToken;
  return {
    access_token: secret,
    ...(grant_type === TOKEN_EXCHANGE && { issued_token_type: issuedType }),
    token_type: record.dpopKey === null ? 'Bearer' : 'DPoP',
    expires_in: (record.expiresAt ?? 0) - Math.floor(nowMs / 1000),
    ...(scope !== '' && { scope }),
  };
}
