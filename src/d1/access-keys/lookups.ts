import { and, eq, sql } from 'drizzle-orm';
import { clashedOn, type Database } from '../database.ts';
import { accessKeyLookups } from '../schema.ts';

export type LookupRecord = typeof accessKeyLookups.$inferSelect;

/** Written out, or the index of what is open would not serve. */
const IS_OPEN = sql`${accessKeyLookups.status} = 'SUBMITTED'`;

export async function createLookup(db: Database, lookup: LookupRecord): Promise<'created' | 'id_taken'> {
  try {
    await db.insert(accessKeyLookups).values(lookup);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'access_key_lookups.id')) return 'id_taken';
    throw error;
  }
}

export async function findLookup(db: Database, id: number): Promise<LookupRecord | null> {
  const [row] = await db.select().from(accessKeyLookups).where(eq(accessKeyLookups.id, id));
  return row ?? null;
}

/** The lookups that have no answer yet, the longest open first. */
export async function listOpenLookups(db: Database, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: accessKeyLookups.id })
    .from(accessKeyLookups)
    .where(IS_OPEN)
    .orderBy(accessKeyLookups.requestedAt)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Gives a lookup its answer, unless it has one. */
export async function endLookup(
  db: Database,
  id: number,
  ending: Pick<LookupRecord, 'status' | 'properties' | 'endedAt'>,
): Promise<void> {
  await db
    .update(accessKeyLookups)
    .set(ending)
    .where(and(eq(accessKeyLookups.id, id), IS_OPEN));
}
