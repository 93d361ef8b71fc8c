import { scrypt, timingSafeEqual } from 'node:crypto';
import { fromHex, toHex } from './hex.ts';

/**
 * scrypt at OWASP's setting for 32 MiB, of its equivalents the one that fits an isolate of 128 MB beside everything else.
 */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Hashes a password for keeping: `scrypt$N$r$p$salt$key`, so that the cost can rise later. About 0.2 s of CPU. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, toHex(salt), toHex(key)].join('$');
}

/** Whether a password is the one behind a kept hash. Throws when the hash is not of our making. */
export async function verifyPassword(password: string, kept: string): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = kept.split('$');
  const saltBytes = fromHex(salt ?? '');
  const keyBytes = fromHex(key ?? '');
  if (scheme !== 'scrypt' || !saltBytes || keyBytes?.byteLength !== KEY_BYTES) throw new Error('not a password hash');
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  return timingSafeEqual(await derive(password, saltBytes, cost), keyBytes);
}

/** The hash of no password, at the cost of all others: what to check against where there is none. */
export const UNMATCHED_HASH = ['scrypt', COST.N, COST.r, COST.p, '00'.repeat(SALT_BYTES), '00'.repeat(KEY_BYTES)].join(
  '$',
);

function derive(password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}
