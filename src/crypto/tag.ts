import { RANDOM_BYTES, splitTag, TAG_BYTES } from '../contract/token-format.ts';
import { hmacHex, type Keyring } from './keyring.ts';
import { randomHex } from './random.ts';

/** A new token: the prefix, 24 random bytes and the tag over both, as hex digits. */
export function mintToken(keyring: Keyring, prefix: string): string {
  const body = prefix + randomHex(RANDOM_BYTES);
  return body + hmacHex(keyring.current.tag, body, TAG_BYTES);
}

/**
 * Whether a token-shaped string was made by this deployment, under the present root key or the one before.
 * A forger has one chance in 2^64 a try; nothing is stored or looked up.
 */
export function hasGenuineTag(keyring: Keyring, token: string): boolean {
  const { body, tagHex } = splitTag(token);
  if (equalText(hmacHex(keyring.current.tag, body, TAG_BYTES), tagHex)) return true;
  return keyring.previous !== null && equalText(hmacHex(keyring.previous.tag, body, TAG_BYTES), tagHex);
}

/** Compares in time that does not depend on where two strings of one length differ. */
function equalText(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i += 1) difference |= left.charCodeAt(i) ^ right.charCodeAt(i);
  return difference === 0;
}
