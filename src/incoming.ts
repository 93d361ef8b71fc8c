import type { Denial } from './domain/denial.ts';
import { noteFailure } from './domain/limits/failures.ts';
import type { Background, Invocation } from './invocation.ts';

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
