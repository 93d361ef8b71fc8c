import type { SigningKey } from '../../contract/signing-keys.ts';
import type { SigningKeyStore } from '../../d1/signing-keys.ts';
import { statesOf, viewKey } from './states.ts';

type Deps = { signingKeys: Pick<SigningKeyStore, 'list'>; nowMs: number };

/** All keys that are kept, the one that signs last first. */
export async function listKeys({ signingKeys, nowMs }: Deps): Promise<SigningKey[]> {
  return statesOf(await signingKeys.list(), nowMs).map(viewKey);
}
