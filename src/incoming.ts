import { MAX_SIGNED_LENGTH } from './contract/signed-tokens.ts';
import type { Denial } from './domain/denial.ts';
import { noteFailure } from './domain/limits/failures.ts';
import type { Background, Invocation } from './invocation.ts';

/** A token, and the scheme that it came with. */
export type Credential = { scheme: 'bearer' | 'dpop'; token: string };

/** The longest token with its scheme; what is longer is not looked at. */
const MAX_AUTHORIZATION_LENGTH = 'Bearer '.length + MAX_SIGNED_LENGTH;

/**
 * The token of an `Authorization` header, RFC 6750 section 2.1 or RFC 9449 section 7.1: the scheme in any case, then spaces,
 * then the token. Null when there is none; what is not a token is returned as it stands and fails as one.
 */
export function readCredential(header: string | null | undefined): Credential | null {
  if (header === null || header === undefined) return null;
  if (header.length > MAX_AUTHORIZATION_LENGTH) return { scheme: 'bearer', token: '' };
  // Nearly always.
  if (header.startsWith('Bearer ') && header.charCodeAt(7) !== 32) return { scheme: 'bearer', token: header.slice(7) };
  const [, scheme, token = ''] = /^(bearer|dpop) +(.*)$/i.exec(header) ?? [];
  if (scheme === undefined) return null;
  return { scheme: scheme.toLowerCase() === 'bearer' ? 'bearer' : 'dpop', token };
}

/** The caller's address as Cloudflare tells it; no other header is believed. */
export function addressIn({ headers }: Request): string | null {
  return headers.get('cf-connecting-ip');
}

/**
 * The fingerprint of the certificate that Cloudflare verified the client by (mTLS); null without one. A certificate that
 * was not verified, or was revoked, counts for nothing.
 */
export function certificateIn({ cf }: Request): string | null {
  const seen = cf?.tlsClientAuth as Partial<IncomingRequestCfPropertiesTLSClientAuth> | undefined;
  if (seen?.certVerified !== 'SUCCESS' || seen.certRevoked !== '0') return null;
  const { certFingerprintSHA256 } = seen;
  return typeof certFingerprintSHA256 === 'string' ? certFingerprintSHA256.toLowerCase() : null;
}

/** The denials that say "this credential is not good": they count as failed attempts of the address. */
const FAILED_ATTEMPTS: readonly Denial['reason'][] = [
  'unknown_token',
  'foreign_token_refused',
  'expired',
  'revoked',
  'replaced',
  'disabled',
  // Who holds the token and not its key may have stolen it; a nonce that is missing is not held against anybody.
  'bad_proof',
  'client_key_refused',
];

/** Counts a denial as a failed attempt, where it is one: returns the denial, or `too_many_failures`. */
export function noteDenial(
  { request, invocation, background }: { request: Request; invocation: Invocation; background: Background },
  denial: Denial,
): Denial {
  if (!FAILED_ATTEMPTS.includes(denial.reason)) return denial;
  const { services, isolate, nowMs } = invocation;
  const retryAfterSeconds = noteFailure(
    {
      failures: isolate.failures,
      perMinute: services.failuresPerMinute,
      countInLocation: services.countFailure,
      nowMs,
      background,
    },
    addressIn(request) ?? 'unknown',
  );
  return retryAfterSeconds === null ? denial : { reason: 'too_many_failures', retryAfterSeconds };
}
