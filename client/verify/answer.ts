import { ERROR_CODES, type ErrorCode } from '../../src/contract/error-codes.ts';
import { DPOP_ALGORITHMS } from './dpop.ts';
import type { Settings } from './options.ts';
import type { Refused } from './verdict.ts';

/** Long enough for an overload to pass, and as long as the issuer is left alone after a failure. */
const RETRY_SECONDS = '2';
const ALGORITHMS = `algs="${DPOP_ALGORITHMS.join(' ')}"`;
const DPOP_CODES: readonly ErrorCode[] = ['invalid_dpop_proof', 'use_dpop_nonce'];

/** The answer to a request that is not let in: problem details (RFC 9457), as Jeton itself answers. */
export function answerRefused(refused: Refused, { resourceMetadata }: Pick<Settings, 'resourceMetadata'>): Response {
  const { code, detail, scope, nonce, token } = refused;
  const { status, title, fix } = ERROR_CODES[code];
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  const challenge = challengeOf(refused, resourceMetadata);
  if (challenge !== null) headers.set('WWW-Authenticate', challenge);
  if (nonce !== undefined) headers.set('DPoP-Nonce', nonce);
  if (status === 503) headers.set('Retry-After', RETRY_SECONDS);
  if (token?.expires && status !== 401) headers.set('Token-Expires', token.expires);
  const body = {
    type: `urn:jeton:error:${code}`,
    title,
    status,
    detail,
    code,
    fix,
    ...(scope !== undefined && { scope }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** RFC 6750 section 3, and RFC 9449 section 7.1 for who came with a proof of possession or should have. */
function challengeOf({ code, detail, scope, dpop }: Refused, resourceMetadata: string | null): string | null {
  const metadata = resourceMetadata === null ? '' : `, resource_metadata="${resourceMetadata}"`;
  if (code === 'unauthenticated') return `Bearer realm="jeton"${metadata}, DPoP ${ALGORITHMS}${metadata}`;
  if (ERROR_CODES[code].status !== 401 && code !== 'insufficient_scope') return null;
  const byProof = DPOP_CODES.includes(code);
  const error = byProof || code === 'insufficient_scope' ? code : 'invalid_token';
  const more = scope === undefined ? `error_description="${quotable(detail)}"` : `scope="${quotable(scope)}"`;
  if (dpop || byProof) return `DPoP error="${error}", ${more}, ${ALGORITHMS}${metadata}`;
  return `Bearer realm="jeton", error="${error}", ${more}${metadata}`;
}

/** The characters that RFC 6750 section 3 allows between quotes. */
function quotable(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '');
}
