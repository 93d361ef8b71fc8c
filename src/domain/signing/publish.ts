import type { Jwk } from '../../contract/signing-keys.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import { type Feed, isFresh, readFeed } from '../edge/feed.ts';
import { findKeys, type KeyDeps } from './keys.ts';
import { isPublished, statesOf } from './states.ts';

export type PublishKeysDeps = KeyDeps & {
  feed: Feed;
  changes: Pick<ChangeStore, 'read'>;
  stalenessMs: number;
};

/** A key that signs at once is not known beforehand: it is told this soon. */
const MEMORY_MS = 60_000;
/** Where there is none, the first is looked for. */
const NONE_MEMORY_MS = 10_000;

/**
 * The public keys that others must be able to find. One that was taken away is gone from here within the staleness bound;
 * throws a StorageError when D1 cannot vouch for that.
 */
export async function publishKeys(deps: PublishKeysDeps): Promise<Jwk[]> {
  const { feed, changes, nowMs, stalenessMs, signing } = deps;
  if (!isFresh(feed, nowMs, stalenessMs)) await readFeed(feed, changes, nowMs);
  const records = await findKeys(deps, signing.records.length > 0 ? MEMORY_MS : NONE_MEMORY_MS);
  return statesOf(records, nowMs)
    .filter((state) => isPublished(state, nowMs))
    .map(({ record: { kid, algorithm, publicJwk } }) => ({ ...publicJwk, kid, alg: algorithm, use: 'sig' }));
}
