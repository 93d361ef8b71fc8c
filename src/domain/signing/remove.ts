import type { SigningKeyStore } from '../../d1/signing-keys.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { forgetKeys, keyHappening, type SigningMemory, signingOf } from './keys.ts';

type Deps = {
  signingKeys: Pick<SigningKeyStore, 'list' | 'remove'>;
  signing: SigningMemory;
  nowMs: number;
  /** Called once the change is committed. */
  announceEpoch: () => void;
};

/**
 * Takes a key away: what it has signed is good no more, here within the staleness bound, elsewhere when those who check
 * read the keys anew. Denies with `conflict` for the key that signs.
 */
export async function removeKey(deps: Deps, caller: Caller, kid: string): Promise<Result<null, Denial>> {
  const { signingKeys, signing, nowMs } = deps;
  const records = await signingKeys.list();
  const record = records.find((each) => each.kid === kid);
  if (!record) return deny({ reason: 'not_found' });
  const signer = signingOf(records, nowMs);
  if (record === signer) {
    return deny({ reason: 'conflict', message: 'this key signs; have another one sign first' });
  }
  const { target, after: before } = keyHappening(record);
  const event = eventBy(caller, Math.floor(nowMs / 1000), {
    action: 'signing_key.deleted',
    target,
    before,
  });
  if (!(await signingKeys.remove(kid, signer?.kid ?? '', event))) return deny({ reason: 'not_found' });
  forgetKeys(signing);
  deps.announceEpoch();
  return ok(null);
}
