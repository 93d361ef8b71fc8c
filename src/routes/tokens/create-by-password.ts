import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { PasswordTokenBody } from '../../contract/sign-in.ts';
import { actorName } from '../../domain/caller.ts';
import type { Denial } from '../../domain/denial.ts';
import { createPasswordToken } from '../../domain/sign-in/create-token.ts';
import { signIn } from '../../domain/sign-in/sign-in.ts';
import { refuseInput } from '../api.ts';
import { addressOf } from '../authenticate.ts';
import { isBasic, readBasic } from '../basic.ts';
import type { ApiContext, ApiEnv } from '../context.ts';
import { fail } from '../errors.ts';
import { requestId } from '../request-id.ts';
import { changeDeps } from '../verify-deps.ts';
import { IdempotencyHeaders, view } from './params.ts';

const CHALLENGE = 'Basic realm="jeton", charset="UTF-8"';

/** Asks for a bearer token, but of a request that comes with a password: see {@link createByPassword}. */
export function unlessByPassword(bearer: MiddlewareHandler<ApiEnv>): MiddlewareHandler<ApiEnv> {
  return (c, next) => (isBasic(c.req.header('authorization')) ? next() : bearer(c, next));
}

/**
 * Answers a request that comes with HTTP Basic, the first step of the two: a personal token for everything after. Such a
 * request never gets further than here.
 */
export const createByPassword: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const header = c.req.header('authorization');
  if (!isBasic(header)) return next();
  const credentials = readBasic(header);
  if (!credentials) return refuse(c, { reason: 'wrong_password' });
  const from = {
    address: addressOf(c),
    userAgent: c.req.header('user-agent')?.slice(0, 256) ?? null,
    requestId: requestId(c),
  };
  const deps = changeDeps(c);
  const caller = await signIn(deps, from, credentials);
  if (!caller.ok) return refuse(c, caller.denial);
  const headers = IdempotencyHeaders.safeParse(c.req.header());
  if (!headers.success) return refuseInput(c, headers.error);
  const body = PasswordTokenBody.safeParse(await readBody(c));
  if (!body.success) return refuseInput(c, body.error);
  const key = headers.data['idempotency-key'];
  const repeatable = key === undefined ? null : { scope: `create:${actorName(caller.value.token)}`, key };
  const result = await createPasswordToken(deps, caller.value, body.data, repeatable);
  if (!result.ok) return fail(c, result.denial);
  return c.json({ token: view(c, result.value.record), ...result.value.told }, 201);
};

function refuse(c: ApiContext, denial: Denial): Response {
  const response = fail(c, denial);
  if (response.status === 401) response.headers.append('WWW-Authenticate', CHALLENGE);
  return response;
}

/** The body may be left out; what there is must be JSON and say so, as everywhere. */
async function readBody(c: ApiContext): Promise<unknown> {
  // As bytes: the platform warns of text in what a form's content type announces.
  const text = new TextDecoder().decode(await c.req.arrayBuffer());
  if (text === '') return {};
  if (!/^application\/json(?:;|$)/i.test(c.req.header('content-type') ?? '')) throw new HTTPException(400);
  try {
    return JSON.parse(text);
  } catch {
    throw new HTTPException(400);
  }
}
