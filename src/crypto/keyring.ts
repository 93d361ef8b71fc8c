import { createHmac, hkdfSync } from 'node:crypto';
import { sha256 } from './digest.ts';
import { fromHex, toHex } from './hex.ts';

/** The keys derived from one root key (HKDF-SHA-256, one `info` a purpose). */
export type Keys = {
  /** Names the root key without telling anything of it; kept beside whatever was sealed under it. */
  id: string;
  tag: Uint8Array;
  sealing: Uint8Array<ArrayBuffer>;
  /** Signs and chains the audit trail. */
  audit: Uint8Array;
  /** Makes the nonces of proofs of possession. */
  dpop: Uint8Array;
  /** Makes S3 key pairs: the tags of their ids, and their secrets. */
  s3: Uint8Array;
};

/** The present root key's keys, and those of the one before it while `ROOT_KEY_PREVIOUS` is set. */
export type Keyring = { current: Keys; previous: Keys | null };

/**
 * Derives the keyring from root keys of 64 hex digits (32 bytes).
 *
 * Throws when one is malformed: a deployment without a sound root key must not run.
 */
export function deriveKeyring(rootKeyHex: string, previousRootKeyHex: string | null): Keyring {
  return {
    current: deriveKeys(rootKeyHex, 'ROOT_KEY'),
    previous: previousRootKeyHex === null ? null : deriveKeys(previousRootKeyHex, 'ROOT_KEY_PREVIOUS'),
  };
}

function deriveKeys(rootKeyHex: string, name: string): Keys {
  const root = fromHex(rootKeyHex);
  if (root?.byteLength !== 32) throw new Error(`${name} must be 64 hex digits (32 random bytes)`);
  const derive = (info: string) => new Uint8Array(hkdfSync('sha256', root, '', `jeton/${info}`, 32));
  const id = toHex(sha256(toHex(derive('id')))).slice(0, 8);
  return {
    id,
    tag: derive('tag'),
    sealing: derive('sealing'),
    audit: derive('audit'),
    dpop: derive('dpop'),
    s3: derive('s3'),
  };
}

/** The first `byteLength` bytes of HMAC-SHA-256 over a string, as hex digits. */
export function hmacHex(key: Uint8Array, message: string, byteLength: number): string {
  return createHmac('sha256', key)
    .update(message)
    .digest('hex')
    .slice(0, byteLength * 2);
}
