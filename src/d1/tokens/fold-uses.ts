import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';

/** A token's key, the second of a use, and its day. */
export type Use = { id: number; at: number; day: number };

/** Moves `last_used_at` forward, never back, and once a day the day that idleness is told by: its index moves with it. */
export async function foldUses(db: Database, uses: readonly Use[]): Promise<void> {
  if (uses.length > 0) await db.batch([moveDays(db, uses), moveTimes(db, uses)]);
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
