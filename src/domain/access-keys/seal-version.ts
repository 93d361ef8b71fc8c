import { accessKeyContext, type CreateAccessKeyVersionBody } from '../../contract/access-keys.ts';
import { makeKey } from '../../contract/ids.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { random12Bits } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import type { NewVersion } from '../../d1/access-keys/create.ts';
import type { RequestRecord } from '../../d1/access-keys/find.ts';

export type SealDeps = { keyring: Keyring; nowMs: number };

/** A version that waits for its activation, its credential sealed, and the request for it. */
export async function sealVersion(
  { keyring, nowMs }: SealDeps,
  of: Pick<RequestRecord, 'kind' | 'project' | 'accessKeyId' | 'version' | 'request' | 'requestedBy'>,
  { cloudAccessKeyId, cloudSecretAccessKey }: CreateAccessKeyVersionBody,
): Promise<NewVersion> {
  const at = Math.floor(nowMs / 1000);
  const { accessKeyId, version, requestedBy } = of;
  return {
    version: {
      accessKeyId,
      version,
      guid: crypto.randomUUID(),
      cloudAccessKeyId,
      sealed: await seal(keyring, cloudSecretAccessKey, accessKeyContext(accessKeyId, version)),
      rootKeyId: keyring.current.id,
      status: 'PENDING_ACTIVATION',
      statusAt: at,
      createdBy: requestedBy,
      createdAt: at,
    },
    request: {
      ...of,
      id: makeKey(nowMs, random12Bits()),
      status: 'IN_PROGRESS',
      reason: null,
      requestedAt: at,
      endedAt: null,
    },
  };
}
