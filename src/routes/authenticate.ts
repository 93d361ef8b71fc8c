import type { MiddlewareHandler } from 'hono';
import type { Requirement } from '../contract/grants.ts';
import type { TokenType } from '../contract/token-types.ts';
import type { Consistency } from '../contract/tokens.ts';
import type { Caller, Origin } from '../domain/caller.ts';
import type { Denial } from '../domain/denial.ts';
import { presentNonce } from '../domain/dpop/check.ts';
import { BEARER, type Possession } from '../domain/dpop/possession.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import type { Attempt } from '../domain/tokens/check.ts';
import { TYPE_POLICIES } from '../domain/tokens/types.ts';
import { verifyToken } from '../domain/tokens/verify.ts';
import { addressIn, type Credential, certificateIn, noteDenial, readCredential } from '../incoming.ts';
import { type ApiContext, type ApiEnv, background } from './context.ts';
import { fail } from './errors.ts';
import { requestId } from './request-id.ts';
import { sessionOf } from './session.ts';
import { verifyDeps } from './verify-deps.ts';

/** What a route asks of the token that it is called with. */
export type Access = {
  /** The types that it takes; null: any. */
  types: readonly TokenType[] | null;
  requires?: (c: ApiContext) => readonly Requirement[];
  project?: (c: ApiContext) => string | null;
  /** Whether browsers call the route from other sites. */
  fromBrowsers?: boolean;
  /** Whether a right held in any one project will do, where no project is asked. */
  anywhere?: boolean;
  environment?: (c: ApiContext) => string | null;
  consistency: Consistency;
  /** A last word on a denied request: an answer after all, or null to let the denial stand. */
  recover?: (c: ApiContext, presented: string, attempt: Attempt, denial: Denial) => Promise<Response | null>;
};

const NOTHING: readonly Requirement[] = [];

/**
 * Lets a request in when its token may do what the route asks, and tells it when the token ends. A token that is bound to
 * a key comes with the scheme DPoP and a proof (RFC 9449), any other as a bearer token.
 * Nothing of the request but its headers and address is read before.
 */
export function authenticate(access: Access): MiddlewareHandler<ApiEnv> {
  return async function authenticate(c, next) {
    const header = c.req.header('authorization');
    const sent = readCredential(header);
    const credential = sent ?? (header === undefined ? await credentialOfSession(c) : null);
    if (credential === null) return fail(c, { reason: 'missing_credentials' });
    if ('reason' in credential) return fail(c, credential);
    const presented = credential.token;
    const bearer = credential.scheme === 'bearer';
    const attempt = new RequestAttempt(c, sent === null ? withinConsole(access) : access, bearer ? BEARER : proofOf(c));
    const verdict = verifyToken(verifyDeps(c), presented, attempt, access.consistency);
    // A token in memory is judged at once: awaiting what is no promise would still cost a turn.
    const result = verdict instanceof Promise ? await verdict : verdict;
    if (!result.ok) {
      const answer = (await access.recover?.(c, presented, attempt, result.denial)) ?? refuse(c, result.denial);
      if (result.found) tellRefused(c, answer, result.found, attempt, result.denial);
      return answer;
    }
    c.set('presented', result.value);
    await next();
    tellExpiry(c.res.headers, result.value, attempt);
    if (!bearer) tellNonce(c, c.res.headers);
  };
}

/** The console's own pages are no browsers from elsewhere: what they ask, the holder of the token asks. */
function withinConsole(access: Access): Access {
  return { ...access, fromBrowsers: false };
}

/** The token of the console's session, where a request has nothing else. */
async function credentialOfSession(c: ApiContext): Promise<Credential | Denial | null> {
  const session = await sessionOf(c);
  if (!session.ok) return session.denial;
  return session.value && { scheme: 'bearer', token: session.value.token };
}

function proofOf(c: ApiContext): Possession {
  return { how: 'proof', proof: c.req.header('dpop') ?? null, method: c.req.method, url: c.req.url };
}

/** The caller of an authenticated request, for the audit trail. */
export function callerOf(c: ApiContext): Caller {
  return { ...originOf(c), token: c.get('presented').copy };
}

/** From where a request comes, for the audit trail. */
export function originOf(c: ApiContext): Origin {
  return {
    address: addressOf(c),
    userAgent: c.req.header('user-agent')?.slice(0, 256) ?? null,
    requestId: requestId(c),
  };
}

/** The caller's address as Cloudflare tells it; no other header is believed. */
export function addressOf(c: ApiContext): string | null {
  return addressIn(c.req.raw);
}

/** What a request asks, read from it only when the token turns on it: reading a header is a call out of JavaScript. */
export class RequestAttempt implements Attempt {
  readonly nowSeconds: number;
  readonly types: Attempt['types'];
  readonly askedBy = null;
  readonly #c: ApiContext;
  readonly possession: Possession;
  readonly #access: Access;

  constructor(c: ApiContext, access: Access, possession: Possession) {
    this.possession = possession;
    this.nowSeconds = Math.floor(c.env.nowMs / 1000);
    this.types = access.types;
    this.#c = c;
    this.#access = access;
  }

  get project(): string | null {
    return this.#access.project?.(this.#c) ?? null;
  }

  get fromBrowsers(): boolean {
    return this.#access.fromBrowsers ?? false;
  }

  get anywhere(): boolean {
    return this.#access.anywhere ?? false;
  }

  get environment(): string | null {
    return this.#access.environment?.(this.#c) ?? null;
  }

  get address(): string | null {
    return addressOf(this.#c);
  }

  /** Signed tokens must be for this deployment itself. Its keys were read to check one: the issuer is known by then. */
  get audience(): string | null {
    return this.#c.env.isolate.signing.issuer ?? '';
  }

  get certificate(): string | null {
    return certificateIn(this.#c.req.raw);
  }

  get clientId(): string | null {
    return this.#c.env.clientId;
  }

  get origin(): string | null {
    return this.#c.req.header('origin') ?? null;
  }

  get requires(): readonly Requirement[] {
    return this.#access.requires?.(this.#c) ?? NOTHING;
  }
}

/** Answers a denial; a failed attempt too many is 429, whatever it was. */
export function refuse(c: ApiContext, denial: Denial): Response {
  return fail(c, countFailure(c, denial));
}

/** Counts a denial as a failed attempt, where it is one: returns the denial, or `too_many_failures`. */
export function countFailure(c: ApiContext, denial: Denial): Denial {
  return noteDenial({ request: c.req.raw, invocation: c.env, background: background(c) }, denial);
}

/** A fresh nonce with every answer to a proof, so that the next one need not be made twice: RFC 9449 section 8.2. */
function tellNonce(c: ApiContext, headers: Headers): void {
  headers.set('DPoP-Nonce', presentNonce({ keyring: c.env.services.keyring, nowMs: c.env.nowMs }));
}

/** A page must read that its proof is refused, to mend it; when the token ends is for who has proved its key. */
function tellRefused(
  c: ApiContext,
  { headers, status }: Response,
  found: Remembered,
  attempt: Attempt,
  denial: Denial,
) {
  if (status !== 401) tellExpiry(headers, found, attempt);
  else if (denial.reason === 'bad_proof' || denial.reason === 'use_nonce') openToBrowser(headers, found, attempt);
  if (denial.reason === 'insufficient_scope' && attempt.possession !== BEARER) tellNonce(c, headers);
}

/** `Token-Expires` on every authenticated answer, refusals too. */
function tellExpiry(headers: Headers, found: Remembered, attempt: Attempt): void {
  if (found.expiresHeader !== null) headers.set('Token-Expires', found.expiresHeader);
  openToBrowser(headers, found, attempt);
}

/**
 * A browser gets to read the answer if its origin is one of the token's; a token that is refused for its origin names none
 * that it came from.
 */
function openToBrowser(headers: Headers, { copy }: Remembered, attempt: Attempt): void {
  if (TYPE_POLICIES[copy.type].browser !== 'reads') return;
  const { origin } = attempt;
  if (origin === null) return;
  const allowed = copy.allowedOrigins ?? [];
  if (!allowed.includes(origin) && !allowed.includes('*')) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', 'Token-Expires, Request-Id, DPoP-Nonce, WWW-Authenticate');
  headers.append('Vary', 'Origin');
}
