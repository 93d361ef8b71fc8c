import { desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { events, watermarks } from '../schema.ts';
import { type ChainRow, firstRows, toChainRow } from './rows.ts';

/** The rows after an id, in the order of their ids: a page of them, none when that was the last. */
export async function readChain(db: Database, after: number, limit: number): Promise<ChainRow[]> {
  return (await firstRows(db, gt(events.id, after), limit)).map(toChainRow);
}

/** The last row up to an id. */
export async function findUpTo(db: Database, id: number): Promise<ChainRow | null> {
  const [row] = await db.select().from(events).where(lte(events.id, id)).orderBy(desc(events.id)).limit(1);
  return row ? toChainRow(row) : null;
}

/**
 * The rows after an id, up to another, that repeat an earlier row: signatures are never alike, and a copy has the
 * target and time of what it copies, or another signature would be due.
 */
export async function findCopies(db: Database, after: number, through: number): Promise<number[]> {
  const rows = await copiesQuery(db, after, through);
  return rows.map(({ id }) => id);
}

/** The statement behind {@link findCopies}; apart, so that a test can ask SQLite for its plan. */
export function copiesQuery(db: Database, after: number, through: number) {
  const earlier = sql`select 1 from ${events} o where o.target = ${events.target} and o.at = ${events.at}
    and o.id < ${events.id} and o.signature = ${events.signature}`;
  return db
    .select({ id: events.id })
    .from(events)
    .where(sql`${events.id} > ${after} and ${events.id} <= ${through} and exists (${earlier})`);
}

/** The largest id that there is, and the largest that was ever given. */
export async function findEnd(db: Database): Promise<{ last: number; given: number }> {
  const [row] = await db
    .select({
      last: sql<number>`coalesce((select max(${events.id}) from ${events}), 0)`,
      given: sql<number>`coalesce((select seq from sqlite_sequence where name = 'events'), 0)`,
    })
    .from(sql`(select 1)`);
  return row ?? { last: 0, given: 0 };
}

/** Rows up to this id were written before signatures existed. */
export async function findUnsignedThrough(db: Database): Promise<number> {
  const [row] = await db.select({ at: watermarks.at }).from(watermarks).where(eq(watermarks.name, 'unsigned'));
  return row?.at ?? 0;
}
