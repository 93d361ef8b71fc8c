import { sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Change } from '../contract/token-copy.ts';
import type { Database } from './database.ts';
import { changes, outbox, secrets } from './schema.ts';

/** How far back a new isolate reads: no KV copy may be staler than this once its publication was done. */
export const WINDOW_SECONDS = 3600;
/** One read's worth; a page this long is followed by another. */
export const PAGE_ROWS = 5000;

export type ChangeStore = ReturnType<typeof createChangeStore>;

/** The change feed, read from the primary. */
export function createChangeStore(db: Database) {
  return failingAsStorage('changes', {
    read: (afterSeq: number | null, nowSeconds: number) => readChanges(db, afterSeq, nowSeconds),
    prune: (nowSeconds: number) => pruneChanges(db, nowSeconds),
  });
}

/**
 * The changes after `afterSeq`, oldest first, at most a page of them; with null, those of the window. The window
 * begins an hour before the oldest change that KV has not been told of, so that a publication which hangs for a day
 * cannot let an old copy back in. `imports`: whether there is any token that was made elsewhere.
 */
async function readChanges(
  db: Database,
  afterSeq: number | null,
  nowSeconds: number,
): Promise<{ changes: Change[]; windowStart: number; full: boolean; imports: boolean }> {
  const start = windowStart(nowSeconds);
  const after = afterSeq ?? sql`(select coalesce(min(seq), 1) - 1 from ${changes} where at >= ${start})`;
  const [[window], rows] = await db.batch([
    db
      .select({
        start: sql<number>`${start}`,
        imports: sql<number>`exists (select 1 from ${secrets} where imported = 1)`,
      })
      .from(sql`(select 1)`),
    db.select().from(changes).where(sql`${changes.seq} > ${after}`).orderBy(changes.seq).limit(PAGE_ROWS),
  ]);
  return {
    changes: rows.map(toChange),
    windowStart: window?.start ?? nowSeconds - WINDOW_SECONDS,
    full: rows.length === PAGE_ROWS,
    imports: window?.imports !== 0,
  };
}

/** Forgets what every window has left behind. */
async function pruneChanges(db: Database, nowSeconds: number): Promise<number> {
  const result = await db.delete(changes).where(sql`${changes.at} < ${windowStart(nowSeconds)} - ${WINDOW_SECONDS}`);
  return result.meta.changes;
}

function windowStart(nowSeconds: number) {
  return sql`min(${nowSeconds}, coalesce((select min(created_at) from ${outbox}), ${nowSeconds})) - ${WINDOW_SECONDS}`;
}

function toChange(row: typeof changes.$inferSelect): Change {
  const { seq, at: atSeconds, kind, key, version, epoch } = row;
  return kind === 'epoch' ? { seq, atSeconds, kind, epoch: epoch ?? {} } : { seq, atSeconds, kind, key, version };
}
