import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Requirement } from '../contract/grants.ts';
import { MAX_SIGNED_LENGTH } from '../contract/signed-tokens.ts';
import type { Consistency, TokenType } from '../contract/tokens.ts';
import type { Caller } from '../domain/caller.ts';
import type { Denial } from '../domain/denial.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import { noteFailure } from '../domain/limits/failures.ts';
import type { Attempt } from '../domain/tokens/check.ts';
import { TYPE_POLICIES } from '../domain/tokens/types.ts';
import { verifyToken } from '../domain/tokens/verify.ts';
import { type ApiContext, type ApiEnv, background } from './context.ts';
import { fail } from './errors.ts';
import { requestId } from './request-id.ts';
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
/** The longest token with its scheme; what is longer is not looked at. */
const MAX_AUTHORIZATION_LENGTH = 'Bearer '.length + MAX_SIGNED_LENGTH;

/**
 * Lets a request in when its bearer token may do what the route asks, and tells it when the token ends.
 * Nothing of the request but its headers and address is read before.
 */
export function authenticate(access: Access): MiddlewareHandler<ApiEnv> {
  return async function authenticate(c, next) {
    const presented = readBearer(c.req.header('authorization'));
    if (presented === null) return fail(c, { reason: 'missing_credentials' });
    const attempt = new RequestAttempt(c, access);
    const verdict = verifyToken(verifyDeps(c), presented, attempt, access.consistency);
    // A token in memory is judged at once: awaiting what is no promise would still cost a turn.
    const result = verdict instanceof Promise ? await verdict : verdict;
    if (!result.ok) {
      const answer = (await access.recover?.(c, presented, attempt, result.denial)) ?? refuse(c, result.denial);
      if (result.found && answer.status !== 401) tellExpiry(answer.headers, result.found, attempt);
      return answer;
    }
    c.set('presented', result.value);
    await next();
    tellExpiry(c.res.headers, result.value, attempt);
  };
}

/**
 * The token of an `Authorization` header, RFC 6750 section 2.1: the scheme in any case, then spaces, then the token.
 * Null when there is no bearer token; what is not a token is returned as it stands and fails as one.
 */
export function readBearer(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (header.length > MAX_AUTHORIZATION_LENGTH) return '';
  if (header.startsWith('Bearer ') && header.charCodeAt(7) !== 32) return header.slice(7);
  return /^bearer +(.*)$/i.exec(header)?.[1] ?? null;
}

/** The caller of an authenticated request, for the audit trail. */
export function callerOf(c: ApiContext): Caller {
  return {
    token: c.get('presented').copy,
    address: addressOf(c),
    userAgent: c.req.header('user-agent')?.slice(0, 256) ?? null,
    requestId: requestId(c),
  };
}

/** The caller's address as Cloudflare tells it; no other header is believed. */
export function addressOf(c: ApiContext): string | null {
  return c.req.header('cf-connecting-ip') ?? null;
}

/**
 * The fingerprint of the certificate that Cloudflare verified the client by (mTLS); null without one. A certificate that
 * was not verified, or was revoked, counts for nothing.
 */
function certificateOf(c: ApiContext): string | null {
  const verified = VerifiedCertificate.safeParse(c.req.raw.cf?.tlsClientAuth);
  return verified.success ? verified.data.certFingerprintSHA256.toLowerCase() : null;
}

const VerifiedCertificate = z.object({
  certVerified: z.literal('SUCCESS'),
  certRevoked: z.literal('0'),
  certFingerprintSHA256: z.string(),
});

/** What a request asks, read from it only when the token turns on it: reading a header is a call out of JavaScript. */
class RequestAttempt implements Attempt {
  readonly nowSeconds: number;
  readonly types: Attempt['types'];
  readonly askedBy = null;
  readonly #c: ApiContext;
  readonly #access: Access;

  constructor(c: ApiContext, access: Access) {
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
    return certificateOf(this.#c);
  }

  get origin(): string | null {
    return this.#c.req.header('origin') ?? null;
  }

  get requires(): readonly Requirement[] {
    return this.#access.requires?.(this.#c) ?? NOTHING;
  }
}

/** The denials that say "this credential is not good": they count as failed attempts of the address. */
const FAILED_ATTEMPTS: readonly Denial['reason'][] = ['unknown_token', 'expired', 'revoked', 'replaced', 'disabled'];

/** Answers a denial; a failed attempt too many is 429, whatever it was. */
export function refuse(c: ApiContext, denial: Denial): Response {
  if (!FAILED_ATTEMPTS.includes(denial.reason)) return fail(c, denial);
  const { services, isolate, nowMs } = c.env;
  const retryAfterSeconds = noteFailure(
    {
      failures: isolate.failures,
      perMinute: services.failuresPerMinute,
      countInLocation: services.countFailure,
      nowMs,
      background: background(c),
    },
    addressOf(c) ?? 'unknown',
  );
  return fail(c, retryAfterSeconds === null ? denial : { reason: 'too_many_failures', retryAfterSeconds });
}

/**
 * `Token-Expires` on every authenticated answer, refusals too. A browser gets to read the answer if its origin is one
 * of the token's; a token that is refused for its origin names none that it came from.
 */
function tellExpiry(headers: Headers, { copy, expiresHeader }: Remembered, attempt: Attempt): void {
  if (expiresHeader !== null) headers.set('Token-Expires', expiresHeader);
  if (TYPE_POLICIES[copy.type].browser !== 'reads') return;
  const { origin } = attempt;
  if (origin === null) return;
  const allowed = copy.allowedOrigins ?? [];
  if (!allowed.includes(origin) && !allowed.includes('*')) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', 'Token-Expires, Request-Id');
  headers.append('Vary', 'Origin');
}
