import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { INTROSPECTION_JWT, Introspection, IntrospectionForm } from '../../contract/oauth.ts';
import type { TokenType } from '../../contract/token-types.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Remembered } from '../../domain/edge/memory.ts';
import { introspectToken, signIntrospection } from '../../domain/oauth/introspect.ts';
import type { Api } from '../api.ts';
import { authenticate, originOf } from '../authenticate.ts';
import { isBasic } from '../basic.ts';
import { boundedBody } from '../bounded-body.ts';
import type { ApiContext, ApiEnv } from '../context.ts';
import { BEARER, BY_CLIENT } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps, verifyDeps } from '../verify-deps.ts';
import { admitClient } from './client.ts';
import { failClient, failForm, oauthProblems } from './errors.ts';
import { formBody, readForm } from './form.ts';

const route = createRoute({
  method: 'post',
  path: '/oauth/introspect',
  operationId: 'introspectToken',
  tags: ['standards'],
  summary: 'Say whether a token is good, and for what (RFC 7662); needs a token or a client of its own',
  security: [...BEARER, ...BY_CLIENT],
  request: { body: formBody(IntrospectionForm) },
  responses: {
    200: {
      description: 'The verdict; as a JWT for who accepts that (RFC 9701)',
      content: {
        'application/json': { schema: Introspection },
        [INTROSPECTION_JWT]: { schema: z.string() },
      },
    },
    ...oauthProblems(
      'https_required',
      'unauthenticated',
      'invalid_token',
      'token_expired',
      'token_revoked',
      'token_replaced',
      'token_disabled',
      'token_not_yet_valid',
      'invalid_dpop_proof',
      'use_dpop_nonce',
      'wrong_token_type',
      'wrong_client',
      'address_not_allowed',
      'origin_not_allowed',
      'payload_too_large',
      'rate_limited',
      'unavailable',
    ),
  },
});

/** As `POST /v1/tokens/verify`. */
const TYPES: readonly TokenType[] = ['admin', 'personal', 'master', 'client', 'access'];
const ACCESS = { types: TYPES, consistency: 'bounded' } as const;

export function introspect(api: Api): void {
  api.openAPIRegistry.registerPath(route);
  api.post(route.path, unlessByClient(authenticate(ACCESS)), boundedBody, answerIntrospection);
}

/** Asks for a token of whoever comes with the header of one; a client comes with Basic, or in the form. */
export function unlessByClient(bearer: MiddlewareHandler<ApiEnv>): MiddlewareHandler<ApiEnv> {
  return (c, next) => {
    const header = c.req.header('authorization');
    return header === undefined || isBasic(header) ? next() : bearer(c, next);
  };
}

async function answerIntrospection(c: ApiContext): Promise<Response> {
  const form = await readForm(c, IntrospectionForm);
  if (!form.ok) return failForm(c, form.denial);
  const caller = await findCaller(c, form.value);
  if (caller instanceof Response) return caller;
  const { token, project, environment, address, origin, certificate } = form.value;
  const asked = { token, project, environment, address, origin, certificate };
  const said = await introspectToken(verifyDeps(c), caller, c.env.clientId, asked);
  if (!accepts(c.req.header('accept'))) return c.json(said, 200);
  const jwt = await signIntrospection(changeDeps(c), caller, said);
  return jwt === null ? c.json(said, 200) : c.body(jwt, 200, { 'Content-Type': INTROSPECTION_JWT });
}

async function findCaller(c: ApiContext, form: IntrospectionForm): Promise<Caller | Response> {
  const presented: Remembered | undefined = c.get('presented');
  if (presented) return { ...originOf(c), token: presented.copy };
  const client = await admitClient(c, form, ACCESS);
  if (!client.ok) return failClient(c, client.denial);
  if (client.value === null) return fail(c, { reason: 'missing_credentials' });
  return { ...originOf(c), token: client.value.remembered.copy };
}

function accepts(header: string | undefined): boolean {
  return header?.split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === INTROSPECTION_JWT) ?? false;
}
