import { StorageError } from '../../contract/storage-error.ts';
import type { Told } from '../../contract/tokens.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { s3SecretOf } from '../../crypto/s3-keys.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';

/** A token whose secret has just been made, or opened, with what its holder is told of it. */
export type Issued = { record: TokenRecord; told: Told };

/**
 * What the holder of a token is told. The string that is looked up, and kept where one is kept, is that of an S3 key pair's
 * id: no secret. The secret is made from it and the root key whenever it is told, and stands nowhere.
 */
export function tell(keyring: Keyring, { s3 }: Pick<TokenRecord, 's3'>, secret: string): Told {
  if (!s3) return { secret };
  const secretAccessKey = s3SecretOf(keyring, secret);
  if (secretAccessKey === null) throw new StorageError('an S3 key pair is of a root key that is gone');
  return { secret: secretAccessKey, s3: { accessKeyId: secret, secretAccessKey } };
}
