import { and, desc, eq, gte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { events } from '../schema.ts';
import type { EventRecord } from './rows.ts';

export type EventFilter = {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  project?: string | undefined;
  /** From this second on. */
  since?: number | undefined;
  /** Before this second. */
  until?: number | undefined;
};

/** Where a page begins: before the row of this second and id. */
export type Before = { at: number; id: number };

/** One page of events, newest first, and where the next one begins; null when this is the last. One indexed query. */
export async function listEvents(
  db: Database,
  filter: EventFilter,
  limit: number,
  before: Before | null,
): Promise<{ items: EventRecord[]; next: Before | null }> {
  const rows = await pageQuery(db, filter, limit, before);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? { at: last.at, id: last.id } : null };
}

/** The statement behind {@link listEvents}; apart, so that a test can ask SQLite for its plan. */
export function pageQuery(db: Database, filter: EventFilter, limit: number, before: Before | null) {
  // Ids are positive: before the id 0 of a second is before the second itself.
  const end: Before = { at: filter.until ?? Number.MAX_SAFE_INTEGER, id: 0 };
  const start = before && before.at < end.at ? before : end;
  return db
    .select()
    .from(events)
    .where(
      and(
        ...equalities(filter),
        filter.since === undefined ? undefined : gte(events.at, filter.since),
        sql`(${events.at}, ${events.id}) < (${start.at}, ${start.id})`,
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit + 1);
}

/** The columns with an index over (column, at, id), those first that tell rows apart best. */
const INDEXED = ['target', 'actor', 'project', 'action'] as const;

/**
 * The filter's equalities. The first column leads the walk through its index, which gives the order; the unary plus
 * keeps SQLite from choosing another and sorting.
 */
function equalities(filter: EventFilter): SQL[] {
  const lead = INDEXED.find((column) => filter[column] !== undefined);
  return INDEXED.flatMap((column) => {
    const value = filter[column];
    if (value === undefined) return [];
    return [column === lead ? eq(events[column], value) : sql`+${events[column]} = ${value}`];
  });
}
