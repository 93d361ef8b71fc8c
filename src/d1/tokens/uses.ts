import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { tokenUses } from '../schema.ts';
import type { DayOfUse } from './fold-uses.ts';

/** The uses of a token on some days, counted from 1970, earliest first: a seek for each day. */
export async function listUses(db: Database, id: number, from: number, through: number): Promise<DayOfUse[]> {
  return usesQuery(db, id, from, through);
}

/** The statement behind {@link listUses}; apart, so that a test can ask SQLite for its plan. */
export function usesQuery(db: Database, id: number, from: number, through: number) {
  const days = JSON.stringify(Array.from({ length: through - from + 1 }, (_, at) => from + at));
  return db
    .select()
    .from(tokenUses)
    .where(and(inArray(tokenUses.day, sql`(select value from json_each(${days}))`), eq(tokenUses.tokenId, id)))
    .orderBy(tokenUses.day);
}

/** Forgets uses of before a day, at most `limit`. */
export async function pruneUses(db: Database, beforeDay: number, limit: number): Promise<number> {
  const { day, tokenId } = tokenUses;
  const old = db.select({ day, tokenId }).from(tokenUses).where(lt(day, beforeDay)).limit(limit);
  return (await db.delete(tokenUses).where(sql`(${day}, ${tokenId}) in ${old}`).returning({ day })).length;
}
