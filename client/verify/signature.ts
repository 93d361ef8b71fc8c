import { fromBase64Url } from './base64url.ts';
import type { Header, Issuer, PublicKey } from './issuer.ts';
import { findKey } from './keys.ts';

export type Signed = { kid: string; key: PublicKey; payload: Record<string, unknown> };

/** What WebCrypto calls the two algorithms, RFC 8037 and RFC 7518 section 3.4. */
const WEB_CRYPTO: Record<string, { name: string; hash?: string } | undefined> = {
  EdDSA: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
};

/**
 * Both sign with 64 bytes: 86 characters, of which the last has four bits to spare. They must be zero, or sixteen strings
 * would be the same token.
 */
const CANONICAL = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * What a JWT of one of these types says, if the issuer signed it: one call of WebCrypto, which is all but the price of it.
 * The algorithm is that of the key, whatever the JWT says (RFC 8725 section 3.1); a key that it brings along or points to
 * (`jwk`, `jku`, `x5u`, `x5c`) is not looked at, and what it calls critical (`crit`) nobody here knows. Null: it is none of
 * the issuer's.
 */
export async function readSigned(
  issuer: Issuer,
  jwt: string,
  types: readonly string[],
): Promise<Signed | null | 'unavailable'> {
  if (!CANONICAL.test(jwt)) return null;
  const [header, payload] = [jwt.indexOf('.'), jwt.lastIndexOf('.')];
  const segment = jwt.slice(0, header);
  const named = issuer.headers.get(segment) ?? readHeader(segment);
  if (named === null || !types.includes(named.typ)) return null;
  const key = await findKey(issuer, named.kid);
  if (key === null || key === 'unavailable') return key;
  const algorithm = WEB_CRYPTO[key.algorithm];
  if (key.algorithm !== named.alg || algorithm === undefined) return null;
  const signature = fromBase64Url(jwt.slice(payload + 1));
  const signed = encoder.encode(jwt.slice(0, payload));
  if (!(await crypto.subtle.verify(algorithm, key.key, signature, signed))) return null;
  rememberHeader(issuer, segment, named);
  const claims = parse(jwt.slice(header + 1, payload));
  return claims && { kid: named.kid, key, payload: claims };
}

/** The header's own words for its type and its key; null where it asks for what is not known here. */
function readHeader(segment: string): Header | null {
  const { alg, typ, kid, crit, b64 } = parse(segment) ?? {};
  if (crit !== undefined || b64 !== undefined) return null;
  if (typeof kid !== 'string' || typeof alg !== 'string' || typeof typ !== 'string') return null;
  return { kid, alg, typ: typ.toLowerCase() };
}

/** All tokens of a key have the same header: it is read once. Only what the issuer signed gets in here. */
function rememberHeader({ headers }: Issuer, segment: string, header: Header): void {
  if (headers.has(segment)) return;
  if (headers.size >= MAX_HEADERS) headers.clear();
  headers.set(segment, header);
}

const MAX_HEADERS = 64;

/** The object in a segment of a JWT; null where there is none. */
function parse(segment: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(fromBase64Url(segment)));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
