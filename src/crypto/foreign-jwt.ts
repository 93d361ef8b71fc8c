import { type CryptoKey, compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';

/** A public key of another issuer: it verifies by this algorithm alone. */
export type ForeignKey = { kid: string; algorithm: string; key: CryptoKey };

/** What a JWT says of itself, before anything of it is believed. */
export type Unverified = { issuer: string; kid: string; algorithm: string };

/** Asymmetric ones, and none that its users have left behind. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];
/** A key set may name keys of other kinds and for other uses: these are passed over. */
const Jwk = z.object({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  kid: z.string().min(1).max(256),
  use: z.literal('sig').optional(),
  key_ops: z
    .array(z.string())
    .refine((operations) => operations.includes('verify'))
    .optional(),
  alg: z.enum(ALGORITHMS).optional(),
  crv: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
});
type Jwk = z.infer<typeof Jwk>;
const JwkSet = z.object({ keys: z.array(z.unknown()) });
/** Issuers publish a handful. */
const MAX_KEYS = 64;
const CURVES: Record<string, string> = { 'P-256': 'ES256', 'P-384': 'ES384', Ed25519: 'EdDSA' };

/**
 * Who a JWT says has signed it, and how; null for what is none, or is signed by what both sides know. Keys that it brings
 * along or points to (`jwk`, `jku`, `x5c`, `x5u`) are not looked at.
 */
export function readUnverified(jwt: string): Unverified | null {
  try {
    const { kid, alg, crit, b64 } = decodeProtectedHeader(jwt);
    const { iss } = decodeJwt(jwt);
    if (crit !== undefined || b64 !== undefined || typeof kid !== 'string' || typeof iss !== 'string') return null;
    return alg !== undefined && ALGORITHMS.includes(alg) ? { issuer: iss, kid, algorithm: alg } : null;
  } catch {
    return null;
  }
}

/** The keys of a key set (RFC 7517) that can verify a signature; null where it is no key set. */
export async function importForeignKeys(document: unknown): Promise<ForeignKey[] | null> {
  const set = JwkSet.safeParse(document);
  if (!set.success) return null;
  const keys = await Promise.all(set.data.keys.slice(0, MAX_KEYS).map(importForeignKey));
  return keys.filter((key) => key !== null);
}

async function importForeignKey(document: unknown): Promise<ForeignKey | null> {
  const read = Jwk.safeParse(document);
  const algorithm = read.success ? algorithmOf(read.data) : null;
  if (!read.success || algorithm === null) return null;
  const { kty, kid, crv, n, e, x, y } = read.data;
  try {
    const key = await importJWK({ kty, ...given({ crv, n, e, x, y }) }, algorithm);
    return key instanceof Uint8Array ? null : { kid, algorithm, key };
  } catch {
    return null;
  }
}

/** What the key itself says (RFC 8725 section 3.1), else what its kind is for. */
function algorithmOf({ alg, kty, crv }: Jwk): string | null {
  return alg ?? (kty === 'RSA' ? 'RS256' : (CURVES[crv ?? ''] ?? null));
}

function given(members: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The claims of a JWT that was signed with this key; null where it was not. Says nothing of times, or for whom it is. */
export async function verifyForeign(
  { algorithm, key }: ForeignKey,
  jwt: string,
): Promise<Record<string, unknown> | null> {
  try {
    await compactVerify(jwt, key, { algorithms: [algorithm] });
    return decodeJwt(jwt);
  } catch {
    return null;
  }
}
