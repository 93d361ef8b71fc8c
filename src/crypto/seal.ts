import type { Keyring, Keys } from './keyring.ts';

/** AES-256-GCM's nonce, NIST SP 800-38D section 8.2.1. */
const NONCE_BYTES = 12;
const KEY_ID_BYTES = 8;

/**
 * Seals a string under the present root key: key id, nonce, ciphertext and tag, in that order.
 * `context` is bound as associated data, so that what was sealed for one row does not open for another.
 */
export async function seal(keyring: Keyring, plaintext: string, context: string): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await importKey(keyring.current, 'encrypt');
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: encode(context) },
    key,
    encode(plaintext),
  );
  const sealed = new Uint8Array(KEY_ID_BYTES + NONCE_BYTES + ciphertext.byteLength);
  sealed.set(encode(keyring.current.id), 0);
  sealed.set(nonce, KEY_ID_BYTES);
  sealed.set(new Uint8Array(ciphertext), KEY_ID_BYTES + NONCE_BYTES);
  return sealed;
}

/** Opens what {@link seal} made with the same context. Throws when the key is gone, or a byte or the context differs. */
export async function open(keyring: Keyring, sealed: Uint8Array, context: string): Promise<string> {
  const keyId = sealedUnder(sealed);
  const keys = [keyring.current, keyring.previous].find((candidate) => candidate?.id === keyId);
  if (!keys) throw new Error(`nothing here opens what was sealed under root key ${keyId}`);
  const key = await importKey(keys, 'decrypt');
  const plaintext = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: sealed.slice(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES),
      additionalData: encode(context),
    },
    key,
    sealed.slice(KEY_ID_BYTES + NONCE_BYTES),
  );
  return new TextDecoder().decode(plaintext);
}

/** The id of the root key that something was sealed under. */
export function sealedUnder(sealed: Uint8Array): string {
  return new TextDecoder().decode(sealed.slice(0, KEY_ID_BYTES));
}

function importKey(keys: Keys, usage: 'encrypt' | 'decrypt'): ReturnType<typeof crypto.subtle.importKey> {
  return crypto.subtle.importKey('raw', keys.sealing, 'AES-GCM', false, [usage]);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
