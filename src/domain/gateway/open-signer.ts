import { Buffer } from 'node:buffer';
import { accessKeyContext } from '../../contract/access-keys.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { open } from '../../crypto/seal.ts';
import type { Scheme } from '../../crypto/sigv4/canonical.ts';
import type { Signer } from '../../crypto/sigv4/sign.ts';
import type { Route } from './find-route.ts';

const SCHEMES = {
  AWS4_HMAC_SHA256: { scheme: 'AWS4-HMAC-SHA256', service: 's3' },
  GOOG4_HMAC_SHA256: { scheme: 'GOOG4-HMAC-SHA256', service: 'storage' },
} as const satisfies Record<string, { scheme: Scheme; service: string }>;

/**
 * What requests of a route are signed with; null where they are not. Opened once and kept with the route in memory, seconds
 * long. Throws a StorageError when the sealed key does not open: the root key that it was sealed under is gone.
 */
export async function openSigner({ keyring }: { keyring: Keyring }, route: Route): Promise<Signer | null> {
  if (route.signer !== null) return route.signer;
  const { key, document } = route.copy;
  if (key === null || document.signing === null) return null;
  const context = accessKeyContext(key.keyId, key.version);
  const secretAccessKey = await open(keyring, Buffer.from(key.sealed, 'base64'), context).catch((cause) => {
    throw new StorageError('a sealed access key does not open', { cause });
  });
  const { scheme, service } = SCHEMES[key.authenticationMethod];
  const { region } = document.signing;
  route.signer = {
    scheme,
    accessKeyId: key.cloudAccessKeyId,
    secretAccessKey,
    region,
    service: document.signing.service ?? service,
    day: null,
  };
  return route.signer;
}
