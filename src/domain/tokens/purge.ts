import { LAST_ID } from '../../contract/notices.ts';
import type { Watermark } from '../../d1/notices/watermarks.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import type { TokenStore } from '../../d1/tokens.ts';

export type PurgeDeps = {
  tokens: Pick<TokenStore, 'purgeExpired' | 'purgeRevoked'>;
  notices: Pick<NoticeStore, 'readWatermarks'>;
  /** How many days an expired token is kept, so that its holder still learns why it is refused. */
  expiredTokensKeptDays: number;
  nowMs: number;
};

/**
 * A revoked token is kept so long: its holder still learns why it is refused, and every copy of it at the edge has
 * said "revoked" and vanished long before D1 forgets it.
 */
const REVOKED_KEPT_SECONDS = 30 * 86_400;
const CHUNK_ROWS = 1_000;
/** A chunk is one query, and an invocation has 1,000 of them, 50 on the free plan; the queue carries on with the rest. */
const MAX_CHUNKS = 40;

/**
 * Deletes tokens that have ended, by index, in chunks; their secrets, facets and search entries go with them, and
 * their copies in KV vanish by themselves: each was written to expire with its token. Only tokens whose end has been
 * announced go: a notice must not come too late to be written. Signed ones stay an hour past the end of their last JWT.
 */
export async function purgeEnded(deps: PurgeDeps): Promise<{ purged: number; more: boolean }> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const announced = lastWholeSecond((await deps.notices.readWatermarks()).get('expired'));
  const expiredBy = Math.min(nowSeconds - deps.expiredTokensKeptDays * 86_400, announced);
  const kinds = [
    () => deps.tokens.purgeExpired(expiredBy, nowSeconds, CHUNK_ROWS),
    () => deps.tokens.purgeRevoked(nowSeconds - REVOKED_KEPT_SECONDS, nowSeconds, CHUNK_ROWS),
  ];
  let purged = 0;
  let chunksLeft = MAX_CHUNKS;
  for (const purgeChunk of kinds) {
    for (let deleted = CHUNK_ROWS; deleted === CHUNK_ROWS; ) {
      if (chunksLeft === 0) return { purged, more: true };
      chunksLeft -= 1;
      deleted = await purgeChunk();
      purged += deleted;
    }
  }
  return { purged, more: false };
}

/** The last second whose tokens have all been told of: a walk may have been interrupted in the middle of one. */
function lastWholeSecond(walk: Watermark | undefined): number {
  if (walk === undefined) return 0;
  return walk.id === LAST_ID ? walk.at : walk.at - 1;
}
