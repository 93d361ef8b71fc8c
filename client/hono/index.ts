import type { Context, Env, MiddlewareHandler, Next } from 'hono';
import { answerRefused } from '../verify/answer.ts';
import { type Ask, NOTHING, type Require, readRequire } from '../verify/ask.ts';
import { readOptions, type Settings, type VerifierOptions } from '../verify/options.ts';
import type { JetonToken } from '../verify/token.ts';
import type { Verdict } from '../verify/verdict.ts';
import { check, createState, type State } from '../verify/verifier.ts';

export type { SignedClaims } from '../../src/contract/signed-tokens.ts';
export type { Require } from '../verify/ask.ts';
export type { JetonBinding } from '../verify/binding.ts';
export { allows } from '../verify/index.ts';
export type { HttpOptions, OpaqueOptions, RequestLike, VerifierOptions } from '../verify/options.ts';
export type { Grant, JetonToken, Requirement } from '../verify/token.ts';

/** What `jeton` sets: `new Hono<{ Variables: JetonVariables }>()` where the routes are not chained. */
export type JetonVariables = { token: JetonToken };

export type JetonOptions<E extends Env = Env> = VerifierOptions & {
  /**
   * What the token must be granted: a scope word such as `orders:read` (any name) or `orders:eu:read`, its parts, or
   * several, of which all are needed; or what says so for a request.
   */
  require?: Require | ((c: Context<E>) => Require);
  /** The environment that the token must be for. */
  environment?: string | ((c: Context<E>) => string);
  /** The project that the token must be for; to all others the answer is 404. */
  project?: string | ((c: Context<E>) => string);
};

type Guard<E extends Env> = { state: State; settings: Settings; askOf: (c: Context<E>) => Ask };

/**
 * Lets a request in when its token may do what is required, and tells it when an opaque token ends (`Token-Expires`). The
 * handlers find the token in `c.get('token')`. Options may be a function of the first request's context, for what is known
 * only then: `c.env`. Throws a TypeError for options that could never work. Fetches nothing before the first request.
 *
 * @example
 * app.use('/orders/*', jeton({ issuer, audience: 'https://orders.example.com', require: 'orders:read' }));
 */
export function jeton<E extends Env = Env>(
  options: JetonOptions<E> | ((c: Context<E>) => JetonOptions<E>),
): MiddlewareHandler<{ Variables: JetonVariables }> {
  let guard = typeof options === 'function' ? null : createGuard(options);
  return function jeton(context, next) {
    const c = context as Context;
    guard ??= createGuard((options as (c: Context<E>) => JetonOptions<E>)(c));
    const { state, settings, askOf } = guard;
    const verdict = check(state, c.req.raw, askOf(c), (work) => finishBehind(c, work));
    // A token that is remembered is judged at once: awaiting what is no promise would still cost a turn.
    return verdict instanceof Promise
      ? verdict.then((judged) => admit(c, judged, settings, next))
      : admit(c, verdict, settings, next);
  };
}

/** A signed token says itself when it ends; the holder of any other is told. */
async function tellAfter(c: Context, expires: string, next: Next): Promise<void> {
  await next();
  tellExpiry(c, expires);
}

function admit(c: Context, verdict: Verdict, settings: Settings, next: Next): ReturnType<MiddlewareHandler> {
  if (!verdict.active) return Promise.resolve(answerRefused(verdict, settings));
  const { token } = verdict;
  c.set('token', token);
  return token.expires === null || token.format === 'jwt' ? next() : tellAfter(c, token.expires, next);
}

function createGuard<E extends Env>(options: JetonOptions<E>): Guard<E> {
  const settings = readOptions(options);
  return { state: createState(settings), settings, askOf: readAsk(options) };
}

/** What depends on no request is worked out once. */
function readAsk<E extends Env>({ require, environment, project }: JetonOptions<E>): (c: Context<E>) => Ask {
  const needs = typeof require === 'function' ? null : readRequire(require);
  if (needs?.includes(null)) throw new TypeError('require must be words of the form orders:read or orders:eu:read');
  if (needs !== null && typeof environment !== 'function' && typeof project !== 'function') {
    const ask = { require: needs, environment: environment ?? null, project: project ?? null };
    return () => ask;
  }
  return (c) => ({
    require: typeof require === 'function' ? readRequire(require(c)) : (needs ?? NOTHING),
    environment: (typeof environment === 'function' ? environment(c) : environment) ?? null,
    project: (typeof project === 'function' ? project(c) : project) ?? null,
  });
}

/** Workers and some others end what nobody waits for; elsewhere there is no such context, and Hono's getter throws. */
function finishBehind(c: Context, work: Promise<unknown>): void {
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    // It goes on by itself.
  }
}

/** An answer that was fetched has headers that cannot be written to; Hono copies it then. */
function tellExpiry(c: Context, expires: string): void {
  try {
    c.res.headers.set('Token-Expires', expires);
  } catch {
    if (c.res.status >= 200) c.header('Token-Expires', expires);
  }
}
