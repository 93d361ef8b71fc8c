import { createHmac } from 'node:crypto';
import { equalBytes } from './digest.ts';
import { toHex } from './hex.ts';
import type { Keyring, Keys } from './keyring.ts';

/** Four random bytes, so that no two signatures are alike, then 96 bits of HMAC-SHA-256. */
const SALT_BYTES = 4;
export const SIGNATURE_BYTES = 16;

/** What stands in for the hash of the row before the very first one. */
export const CHAIN_START: Uint8Array = new Uint8Array(32);

/** A row of the audit trail as the chain binds it. */
export type Link = { id: number; content: string; signature: Uint8Array | null };

/** The signature that a row is inserted with: whoever has the database alone cannot make one. */
export function signEvent(keys: Keys, content: string): Uint8Array {
  return signWith(keys, crypto.getRandomValues(new Uint8Array(SALT_BYTES)), content);
}

/** Whether this deployment signed that content, under the present root key or the one before. */
export function isSignedHere(keyring: Keyring, content: string, signature: Uint8Array): boolean {
  const salt = signature.subarray(0, SALT_BYTES);
  return underEither(keyring, (keys) => equalBytes(signWith(keys, salt, content), signature));
}

/** The hash that chains a row to the one before. The same for everybody who computes it. */
export function chainHash(keys: Keys, previousHash: Uint8Array, { id, content, signature }: Link): Uint8Array {
  // Neither hex nor JSON holds a line break: no two rows give the same text.
  const signed = signature === null ? '-' : toHex(signature);
  return hmac(keys, `chain\n${toHex(previousHash)}\n${id}\n${signed}\n${content}`);
}

/** Whether `hash` chains the row to `previousHash`, under the present root key or the one before. */
export function isChained(keyring: Keyring, previousHash: Uint8Array, link: Link, hash: Uint8Array): boolean {
  return underEither(keyring, (keys) => equalBytes(chainHash(keys, previousHash, link), hash));
}

function signWith(keys: Keys, salt: Uint8Array, content: string): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES);
  signature.set(salt);
  signature.set(hmac(keys, `event\n${toHex(salt)}\n${content}`).subarray(0, SIGNATURE_BYTES - SALT_BYTES), SALT_BYTES);
  return signature;
}

function hmac(keys: Keys, message: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', keys.audit).update(message).digest());
}

function underEither({ current, previous }: Keyring, holds: (keys: Keys) => boolean): boolean {
  return holds(current) || (previous !== null && holds(previous));
}
