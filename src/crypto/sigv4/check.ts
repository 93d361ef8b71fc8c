import { equalBytes } from '../digest.ts';
import { canonicalRequest, formatScope, signatureOf, splitQuery } from './canonical.ts';
import type { Checked, PresentedSignature, SignatureFault, SignedRequest } from './presented.ts';

/** What the chunks of a body are signed with: each signature is made over the one before it, the first over the request's. */
export type ChunkKey = { signingKey: Uint8Array; amzDate: string; scope: string; seedSignature: string };

/** As far as AWS lets clocks differ. */
const MAX_SKEW_MS = 15 * 60 * 1000;
const SCHEME = 'AWS4-HMAC-SHA256';

/**
 * Checks the signature of a request: at the right time? → is all signed that has to be? → does it agree? Gives what the
 * chunks of its body are then held against. `signingKey`: that of the signature's day and region.
 */
export function checkSignature(
  presented: PresentedSignature,
  signingKey: Uint8Array,
  request: SignedRequest,
  nowMs: number,
): Checked<ChunkKey> {
  const denial = refuseTime(presented, nowMs) ?? refuseUnsigned(presented, request.headers);
  if (denial) return { ok: false, denial };
  const { amzDate, scope: day } = presented;
  const canonical = canonicalOf(presented, request);
  const signature = signatureOf(SCHEME, signingKey, { amzDate, scope: day, canonical });
  if (!equalHex(signature, presented.signature)) return { ok: false, denial: { reason: 'signature_mismatch' } };
  return { ok: true, value: { signingKey, amzDate, scope: formatScope(SCHEME, day), seedSignature: signature } };
}

/** In time that depends only on the length. */
export function equalHex(left: string, right: string): boolean {
  return equalBytes(encoder.encode(left), encoder.encode(right));
}
const encoder = new TextEncoder();

function refuseTime({ signedAtMs, expiresSeconds }: PresentedSignature, nowMs: number): SignatureFault | null {
  if (signedAtMs > nowMs + MAX_SKEW_MS) return { reason: 'time_skewed' };
  if (expiresSeconds === null) return nowMs > signedAtMs + MAX_SKEW_MS ? { reason: 'time_skewed' } : null;
  return nowMs >= signedAtMs + expiresSeconds * 1000 ? { reason: 'url_expired' } : null;
}

/** What an S3 command may be told by must be signed: the host, and every header of S3's own. */
function refuseUnsigned({ signedHeaders }: PresentedSignature, headers: Headers): SignatureFault | null {
  if (!signedHeaders.includes('host')) return { reason: 'unsigned_header', header: 'host' };
  for (const header of headers.keys()) {
    if (header.startsWith('x-amz-') && !signedHeaders.includes(header)) return { reason: 'unsigned_header', header };
  }
  return null;
}

function canonicalOf(presented: PresentedSignature, request: SignedRequest): string {
  const { method, url } = request;
  const headers = presented.signedHeaders.map((name) => [name, headerValue(request, name)] as const);
  const query = presented.how === 'header' ? url.search.slice(1) : withoutSignature(url.search.slice(1));
  const { payloadHash } = presented;
  return canonicalRequest({ method, path: url.pathname, query, headers, payloadHash }, presented.scope.service);
}

/** A header that was signed and is not there is as if it were empty. */
function headerValue(request: SignedRequest, name: string): string {
  const value = request.headers.get(name);
  if (name === 'host') return hostOf(request.url, value);
  if (name === 'accept-encoding') return request.acceptEncoding ?? value ?? '';
  return value ?? '';
}

/** The host that the request is for, whatever a header says; in the client's spelling where it is the same. */
function hostOf({ host }: URL, sent: string | null): string {
  return sent !== null && sent.toLowerCase() === host ? sent : host;
}

function withoutSignature(query: string): string {
  return splitQuery(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
