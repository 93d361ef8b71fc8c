import { compactVerify, decodeProtectedHeader } from 'jose';
import type { Issuer, PublicKey } from './issuer.ts';
import { findKey } from './keys.ts';

export type Signed = { kid: string; key: PublicKey; payload: Record<string, unknown> };

/**
 * Both algorithms sign with 64 bytes: 86 characters, of which the last has four bits to spare. They must be zero, or
 * sixteen strings would be the same token.
 */
const CANONICAL_SIGNATURE = /\.[\w-]{85}[AQgw]$/;

/**
 * What a JWT of one of these types says, if the issuer signed it. The algorithm is that of the key, whatever the JWT says
 * (RFC 8725 section 3.1); a key that it brings along or points to (`jwk`, `jku`, `x5u`, `x5c`) is not looked at, and what it
 * calls critical (`crit`) nobody here knows. Null: it is none of the issuer's.
 */
export async function readSigned(
  issuer: Issuer,
  jwt: string,
  types: readonly string[],
): Promise<Signed | null | 'unavailable'> {
  const header = readHeader(jwt, types);
  if (header === null) return null;
  const key = await findKey(issuer, header.kid);
  if (key === null || key === 'unavailable') return key;
  if (key.algorithm !== header.alg) return null;
  try {
    const { payload } = await compactVerify(jwt, key.key, { algorithms: [key.algorithm] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isRecord(claims) ? { kid: header.kid, key, payload: claims } : null;
  } catch {
    return null;
  }
}

function readHeader(jwt: string, types: readonly string[]): { kid: string; alg: string } | null {
  if (!CANONICAL_SIGNATURE.test(jwt)) return null;
  try {
    const { alg, typ, kid, crit, b64 } = decodeProtectedHeader(jwt);
    if (crit !== undefined || b64 !== undefined) return null;
    if (typeof kid !== 'string' || typeof alg !== 'string' || typeof typ !== 'string') return null;
    return types.includes(typ.toLowerCase()) ? { kid, alg } : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
