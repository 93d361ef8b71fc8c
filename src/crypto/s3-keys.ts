import { createHmac } from 'node:crypto';
import { S3_KEY_PREFIX, S3_RANDOM_BYTES, S3_TAG_BYTES } from '../contract/s3-keys.ts';
import { equalBytes } from './digest.ts';
import type { Keyring, Keys } from './keyring.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET_LENGTH = 40;

/** A new id for an S3 key pair: random digits, and the tag over them. */
export function mintS3KeyId(keyring: Keyring): string {
  const body = S3_KEY_PREFIX + base32(crypto.getRandomValues(new Uint8Array(S3_RANDOM_BYTES)));
  return body + tagOf(keyring.current, body);
}

/**
 * The secret of an S3 key id that this deployment made, under the present root key or the one before; null for any other
 * string of its shape. 40 characters, as those of AWS are.
 */
export function s3SecretOf(keyring: Keyring, keyId: string): string | null {
  const keys = [keyring.current, keyring.previous].find((candidate) => candidate && isTagged(candidate, keyId));
  if (!keys) return null;
  return createHmac('sha256', keys.s3).update(`secret:${keyId}`).digest('base64url').slice(0, SECRET_LENGTH);
}

/** Whether this deployment made an id of the right shape. */
export function isGenuineS3KeyId(keyring: Keyring, keyId: string): boolean {
  return isTagged(keyring.current, keyId) || (keyring.previous !== null && isTagged(keyring.previous, keyId));
}

function isTagged(keys: Keys, keyId: string): boolean {
  const body = keyId.slice(0, -TAG_DIGITS);
  return equalBytes(encode(tagOf(keys, body)), encode(keyId.slice(-TAG_DIGITS)));
}

const TAG_DIGITS = (S3_TAG_BYTES * 8) / 5;

function tagOf(keys: Keys, body: string): string {
  return base32(createHmac('sha256', keys.s3).update(`tag:${body}`).digest().subarray(0, S3_TAG_BYTES));
}

/** RFC 4648 section 6, of a multiple of 5 bytes: nothing to pad. */
function base32(bytes: Uint8Array): string {
  let digits = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits += ALPHABET.charAt((value >> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return digits;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
