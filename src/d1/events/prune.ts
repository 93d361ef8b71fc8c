import { and, asc, desc, eq, gte, lte, min, sql } from 'drizzle-orm';
import { PRUNED } from '../../contract/events.ts';
import { type Database, lostTheRace, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { events } from '../schema.ts';
import { type ChainRow, toChainRow } from './rows.ts';
import { firstUnsealed } from './seal.ts';

/** The latest row up to an id that says how far the trail was pruned. */
export async function findPruned(db: Database, upTo: number): Promise<ChainRow | null> {
  const [row] = await prunedQuery(db, upTo);
  return row ? toChainRow(row) : null;
}

/** The statement behind {@link findPruned}; apart, so that a test can ask SQLite for its plan. */
export function prunedQuery(db: Database, upTo: number) {
  return db
    .select()
    .from(events)
    .where(and(eq(events.action, PRUNED), lte(events.id, upTo)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(1);
}

/**
 * The first id, and the last of those from it on that may go: all older than a second, all sealed, at most `limit`,
 * and never the last sealed one, to which the next row is chained. Null when none may go.
 */
export async function findPrunable(
  db: Database,
  olderThan: number,
  limit: number,
): Promise<{ first: number; through: number } | null> {
  const first = sql`(${db.select({ id: min(events.id) }).from(events)})`;
  const [[bounds], [kept]] = await db.batch([
    db
      .select({
        first: sql<number | null>`${first}`,
        unsealed: firstUnsealed(db),
        last: sql<number>`(select max(id) from ${events})`,
      })
      .from(sql`(select 1)`),
    db
      .select({ id: events.id })
      .from(events)
      .where(and(sql`${events.id} between ${first} and ${first} + ${limit - 1}`, gte(sql`+${events.at}`, olderThan)))
      .orderBy(asc(events.id))
      .limit(1),
  ]);
  if (bounds?.first == null) return null;
  const lastSealed = Math.min(bounds.unsealed - 1, bounds.last);
  const through = Math.min(bounds.first + limit - 1, lastSealed - 1, (kept?.id ?? Number.MAX_SAFE_INTEGER) - 1);
  return through < bounds.first ? null : { first: bounds.first, through };
}

/** Deletes every row up to an id; returns how many. */
export async function prune(db: Database, through: number): Promise<number> {
  const result = await db.delete(events).where(lte(events.id, through));
  return result.meta.changes;
}

/** The same in one batch with the row that tells of it; 0, and no row, when others have deleted them. */
export async function pruneFirst(db: Database, through: number, event: AuditEvent): Promise<number> {
  try {
    const [result] = await db.batch([
      db.delete(events).where(lte(events.id, through)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]);
    return result.meta.changes;
  } catch (error) {
    if (lostTheRace(error)) return 0;
    throw error;
  }
}
