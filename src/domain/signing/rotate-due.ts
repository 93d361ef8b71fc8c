import { sealedUnder } from '../../crypto/seal.ts';
import type { SigningKeyRecord, SigningKeyStore } from '../../d1/signing-keys.ts';
import { sweepEvent } from '../caller.ts';
import { keyHappening, makeKey, newestId, type SignerDeps, signingOf } from './keys.ts';
import { isPublished, KEPT_PAST_TOKENS_SECONDS, statesOf } from './states.ts';

export type RotateDueDeps = Pick<SignerDeps, 'keyring' | 'signingAlgorithm' | 'nowMs'> & {
  signingKeys: Pick<SigningKeyStore, 'list' | 'add' | 'prune'>;
  /** How long a key signs. */
  signingKeyDays: number;
};

const DAY_SECONDS = 86_400;
/** Longer than whoever caches our keys keeps them; and a run that is missed once delays no rotation. */
const PUBLISHED_AHEAD_SECONDS = DAY_SECONDS;
const DUE_AHEAD_SECONDS = 2 * DAY_SECONDS;

/**
 * Publishes the next key when the time of the one that signs is nearly over, and forgets keys that nobody needs any more.
 * A key of another algorithm than the settings say, or sealed under another root key, is replaced as soon as others can
 * know its successor. Without any key nothing is due: the first is made by the first token.
 */
export async function rotateDue(deps: RotateDueDeps): Promise<{ made: number; pruned: number }> {
  const { signingKeys, nowMs } = deps;
  const nowSeconds = Math.floor(nowMs / 1000);
  const records = await signingKeys.list();
  const signsFrom = nextSignsFrom(deps, records);
  let made = 0;
  if (signsFrom !== null) {
    const key = await makeKey(deps, signsFrom);
    const event = sweepEvent(nowSeconds, { action: 'signing_key.created', ...keyHappening(key) });
    made = (await signingKeys.add(key, newestId(records), event)) ? 1 : 0;
  }
  const done = statesOf(records, nowMs).filter((state) => !isPublished(state, nowMs));
  const kids = done.map(({ record }) => record.kid);
  const pruned = kids.length === 0 ? 0 : await signingKeys.prune(kids, nowSeconds - KEPT_PAST_TOKENS_SECONDS);
  return { made, pruned };
}

/** When the next key shall begin to sign; null while that is not due, or one waits already. */
function nextSignsFrom(deps: RotateDueDeps, records: readonly SigningKeyRecord[]): number | null {
  const { nowMs, keyring, signingAlgorithm, signingKeyDays } = deps;
  const nowSeconds = Math.floor(nowMs / 1000);
  const signing = signingOf(records, nowMs);
  if (!signing || records.some(({ signsFrom }) => signsFrom > nowSeconds)) return null;
  const soonest = nowSeconds + PUBLISHED_AHEAD_SECONDS;
  const rootKeyId = sealedUnder(signing.sealed);
  // A key that nothing opens signs nothing: there is no time to lose.
  if (![keyring.current.id, keyring.previous?.id].includes(rootKeyId)) return nowSeconds;
  if (rootKeyId !== keyring.current.id || signing.algorithm !== signingAlgorithm) return soonest;
  const end = signing.signsFrom + signingKeyDays * DAY_SECONDS;
  return nowSeconds >= end - DUE_AHEAD_SECONDS ? Math.max(soonest, end) : null;
}
