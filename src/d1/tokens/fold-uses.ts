import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { requestCounts, tokens, tokenUses } from '../schema.ts';

/** A token's key, the second of a use, and its day. */
export type Use = { id: number; at: number; day: number };
/** How often a token was accepted and refused on a day. */
export type DayOfUse = typeof tokenUses.$inferSelect;
/** How often requests of an hour had an outcome. */
export type HourCount = typeof requestCounts.$inferSelect;

export type Fold = { uses: readonly Use[]; days: readonly DayOfUse[]; requests: readonly HourCount[] };

/**
 * Moves `last_used_at` forward, never back, and once a day the day that idleness is told by: its index moves with it. Adds
 * the counts to what was counted before.
 */
export async function foldUses(db: Database, { uses, days, requests }: Fold): Promise<void> {
  await db.batch([moveDays(db, uses), moveTimes(db, uses), addDays(db, days), addRequests(db, requests)]);
}

/** The statements behind {@link foldUses}; apart, so that a test can ask SQLite for their plans. */
export function moveTimes(db: Database, uses: readonly Use[]) {
  return db
    .update(tokens)
    .set({ lastUsedAt: sql`use.value ->> 'at'` })
    .from(sql`json_each(${JSON.stringify(uses)}) use`)
    .where(and(eq(tokens.id, sql`use.value ->> 'id'`), sql`coalesce(${tokens.lastUsedAt}, 0) < use.value ->> 'at'`));
}

export function moveDays(db: Database, uses: readonly Use[]) {
  return db
    .update(tokens)
    .set({ activeDay: sql`use.value ->> 'day'` })
    .from(sql`json_each(${JSON.stringify(uses)}) use`)
    .where(and(eq(tokens.id, sql`use.value ->> 'id'`), sql`${tokens.activeDay} < use.value ->> 'day'`));
}

function addDays(db: Database, days: readonly DayOfUse[]) {
  return db
    .insert(tokenUses)
    .select(
      // `where true`: else SQLite takes the ON of the upsert for that of a join.
      sql`select value ->> 'day', value ->> 'tokenId', value ->> 'accepted', value ->> 'refused'
        from json_each(${JSON.stringify(days)}) where true`,
    )
    .onConflictDoUpdate({
      target: [tokenUses.day, tokenUses.tokenId],
      set: { accepted: sql`accepted + excluded.accepted`, refused: sql`refused + excluded.refused` },
    });
}

function addRequests(db: Database, requests: readonly HourCount[]) {
  return db
    .insert(requestCounts)
    .select(
      sql`select value ->> 'hour', value ->> 'project', value ->> 'outcome', value ->> 'count'
        from json_each(${JSON.stringify(requests)}) where true`,
    )
    .onConflictDoUpdate({
      target: [requestCounts.hour, requestCounts.project, requestCounts.outcome],
      set: { count: sql`count + excluded.count` },
    });
}
