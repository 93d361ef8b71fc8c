import { importJWK } from 'jose';
import { fetchText } from './bounded-fetch.ts';
import { attempt, type Brought, type DocumentDeps, obtain } from './document.ts';
import { fetching, type Issuer, type KeySet, type PublicKey } from './issuer.ts';

/** How long keys are relied on: one that is taken away is refused by then. New ones are published a day ahead. */
const KEYS_MS = 300_000;
/** An unknown `kid` has the keys fetched anew this often at most: anybody can make one up. */
const UNKNOWN_KID_MS = 30_000;
const MAX_KEYS_BYTES = 64_000;
const MAX_KEYS = 50;

/** The key types that we take, and the one algorithm of each: RFC 8037 and RFC 7518. */
const ALGORITHMS: Record<string, string | undefined> = { 'OKP Ed25519': 'EdDSA', 'EC P-256': 'ES256' };

/** The key of this name; null: the issuer has none; `unavailable`: nobody can say. */
export async function findKey(issuer: Issuer, kid: string): Promise<PublicKey | null | 'unavailable'> {
  const { keys, settings } = issuer;
  const deps = keysDeps(issuer);
  const set = await obtain(keys, deps);
  if (set === null) return 'unavailable';
  const key = set.get(kid);
  if (key) return key;
  const nowMs = settings.now();
  if (nowMs < Math.max(issuer.askedAnewAtMs, keys.held?.askedAtMs ?? 0) + UNKNOWN_KID_MS) return null;
  issuer.askedAnewAtMs = nowMs;
  return (await attempt(keys, deps)) ? (keys.held?.value.get(kid) ?? null) : 'unavailable';
}

export function keysDeps(issuer: Issuer): DocumentDeps<KeySet> {
  return fetching(issuer, (url) => bringKeys(issuer, url));
}

async function bringKeys({ settings }: Issuer, url: string): Promise<Brought<KeySet>> {
  const text = await fetchText(
    settings.fetch,
    url,
    { headers: { Accept: 'application/jwk-set+json, application/json' } },
    MAX_KEYS_BYTES,
  );
  const { keys } = JSON.parse(text) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new Error('it is no key set');
  const found = await Promise.all(keys.slice(0, MAX_KEYS).map(readKey));
  const value = new Map(found.filter((entry) => entry !== null));
  return { value, goodForMs: KEYS_MS, endsAtMs: Number.POSITIVE_INFINITY };
}

/** A key of a set with its `kid`; null for what we have no use for. Of its members none but the public point is taken. */
async function readKey(jwk: unknown): Promise<[kid: string, PublicKey] | null> {
  if (typeof jwk !== 'object' || jwk === null) return null;
  const { kid, kty, crv, x, y, alg, use } = jwk as Record<string, unknown>;
  const algorithm = ALGORITHMS[`${kty} ${crv}`];
  if (algorithm === undefined || typeof kid !== 'string' || typeof x !== 'string') return null;
  if ((alg !== undefined && alg !== algorithm) || (use !== undefined && use !== 'sig')) return null;
  const point = { kty: String(kty), crv: String(crv), x, ...(typeof y === 'string' && { y }) };
  const key = await importJWK(point, algorithm).catch(() => null);
  return key === null || key instanceof Uint8Array ? null : [kid, { algorithm, key, x }];
}
