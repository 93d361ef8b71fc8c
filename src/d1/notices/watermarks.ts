import { and, eq, like, sql } from 'drizzle-orm';
import { EXPIRING_WALK, walkName } from '../../contract/notices.ts';
import type { Database } from '../database.ts';
import { watermarks } from '../schema.ts';

/** How far a walk has come: in `(expires_at, id)`, or in event ids. */
export type Watermark = { at: number; id: number };

/** Every watermark, by name. */
export async function readWatermarks(db: Database): Promise<Map<string, Watermark>> {
  const rows = await db.select().from(watermarks);
  return new Map(rows.map(({ name, at, id }) => [name, { at, id }]));
}

/**
 * The statement that starts the walks of thresholds which have none: from now on. What crossed a threshold before
 * somebody asked for it is not told.
 */
export function startWalks(db: Database, thresholds: readonly number[], nowSeconds: number) {
  return db
    .insert(watermarks)
    .values(thresholds.map((seconds) => ({ name: walkName(seconds), at: nowSeconds + seconds, id: 0 })))
    .onConflictDoNothing();
}

/** Forgets walks that nobody asks for any more: taken up again later, they must not begin where they were left. */
export async function forgetWalks(db: Database, kept: readonly number[]): Promise<void> {
  const names = JSON.stringify(kept.map(walkName));
  await db
    .delete(watermarks)
    .where(
      and(
        like(watermarks.name, `${EXPIRING_WALK}%`),
        sql`${watermarks.name} not in (select value from json_each(${names}))`,
      ),
    );
}

/** Moves a walk on, if it is still where it was read and its round is still open. */
export function advance(db: Database, step: { name: string; from: Watermark; to: Watermark; round: Round | null }) {
  const { name, from, to, round } = step;
  const open = db
    .select({ at: watermarks.at })
    .from(watermarks)
    .where(round === null ? sql`false` : and(eq(watermarks.name, round.name), eq(watermarks.at, round.number)));
  return db
    .update(watermarks)
    .set(to)
    .where(
      and(
        eq(watermarks.name, name),
        eq(watermarks.at, from.at),
        eq(watermarks.id, from.id),
        round === null ? undefined : sql`exists ${open}`,
      ),
    );
}

/** A round collects what is told at once: one message a recipient. */
export type Round = { name: 'round' | 'round.short'; number: number };
