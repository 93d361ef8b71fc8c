import type { TokenStore } from '../../d1/tokens.ts';

export type PurgeDeps = { tokens: Pick<TokenStore, 'purgeEnded'>; nowMs: number };

/** An ended token is kept so long: its holder still learns why it is refused, its owner what became of it. */
const KEPT_SECONDS = 30 * 86_400;
const CHUNK_ROWS = 1_000;
/** D1 allows 1,000 queries an invocation, 50 on the free plan; what is left waits for the next run. */
const MAX_CHUNKS = 40;

/** Deletes tokens that ended 30 days ago or more, by index, in chunks. Returns how many. */
export async function purgeEnded({ tokens, nowMs }: PurgeDeps): Promise<number> {
  const endedBefore = Math.floor(nowMs / 1000) - KEPT_SECONDS;
  let purged = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const deleted = await tokens.purgeEnded(endedBefore, CHUNK_ROWS);
    purged += deleted;
    if (deleted < CHUNK_ROWS) break;
  }
  return purged;
}
