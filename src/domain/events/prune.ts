import { PRUNED } from '../../contract/events.ts';
import type { EventStore } from '../../d1/events.ts';
import { sweepEvent } from '../caller.ts';

export type PruneEventsDeps = {
  events: Pick<EventStore, 'findPrunable' | 'pruneFirst' | 'prune'>;
  retentionDays: number;
  nowMs: number;
};

const CHUNK_ROWS = 1_000;
/** A chunk is one query or three, and an invocation on the free plan has 50. */
const MAX_CHUNKS = 40;

/**
 * Deletes events that are past their retention, a run's worth from the beginning of the trail and never a hole in it.
 * Returns how many, and whether more may be left.
 *
 * How far this run goes is settled first and written, as an `events.pruned` row, in the batch of the first chunk. A run
 * that dies between two chunks so leaves rows that are said to be gone: the check of the trail takes any beginning up
 * to there, for nobody needs them, and the next run deletes them. Rows that are gone and not said to be would be an alarm.
 */
export async function pruneEvents({ events, retentionDays, nowMs }: PruneEventsDeps) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const olderThan = nowSeconds - retentionDays * 86_400;
  const span = await events.findPrunable(olderThan, MAX_CHUNKS * CHUNK_ROWS);
  if (span === null) return { pruned: 0, more: false };
  const { first, through } = span;
  const after = { through, olderThan };
  const told = sweepEvent(nowSeconds, { action: PRUNED, target: 'events', after });
  const endOf = (chunk: number) => Math.min(first + (chunk + 1) * CHUNK_ROWS - 1, through);
  let pruned = await events.pruneFirst(endOf(0), told);
  // Another run is at it, and it is that one's word which stands.
  if (pruned === 0) return { pruned, more: false };
  for (let chunk = 1; endOf(chunk - 1) < through; chunk += 1) pruned += await events.prune(endOf(chunk));
  return { pruned, more: through - first + 1 === MAX_CHUNKS * CHUNK_ROWS };
}
