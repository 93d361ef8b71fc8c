import { and, gt, gte, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { events } from '../schema.ts';
import type { EventFilter } from './list.ts';
import { type EventRecord, firstRows } from './rows.ts';

/** Ids after `after`, up to and with `through`. */
export type Range = { after: number; through: number };

/** The least range of ids that holds every event of the filter's time; null when there is none. */
export async function findRange(db: Database, filter: EventFilter): Promise<Range | null> {
  const [row] = await rangeQuery(db, filter);
  return row?.first == null || row.last === null ? null : { after: row.first - 1, through: row.last };
}

/** The rows of a range that a filter admits, in the order of their ids: a page of them, none when the range has none. */
export async function readRange(
  db: Database,
  filter: EventFilter,
  range: Range,
  limit: number,
): Promise<EventRecord[]> {
  return rowsQuery(db, filter, range, limit);
}

/** The statement behind {@link findRange}; apart, so that a test can ask SQLite for its plan. */
export function rangeQuery(db: Database, { since, until }: EventFilter) {
  const when = and(
    since === undefined ? undefined : gte(events.at, since),
    until === undefined ? undefined : lt(events.at, until),
  );
  // Without a time both ends are looked up. With one the plus has SQLite search the index by time, not all ids.
  const id = when ? sql`+${events.id}` : sql`${events.id}`;
  const end = (side: SQL) => sql<number | null>`(${db.select({ id: side }).from(events).where(when)})`;
  return db
    .select({ first: end(sql`min(${id})`).as('first'), last: end(sql`max(${id})`).as('last') })
    .from(sql`(select 1)`);
}

/** The statement behind {@link readRange}. The range is walked by id: the pluses keep SQLite from sorting instead. */
export function rowsQuery(db: Database, filter: EventFilter, { after, through }: Range, limit: number) {
  const { since, until } = filter;
  const columns = (['actor', 'action', 'target', 'project'] as const).map((column) => {
    const value = filter[column];
    return value === undefined ? undefined : sql`+${events[column]} = ${value}`;
  });
  const admitted = and(
    gt(events.id, after),
    lte(events.id, through),
    since === undefined ? undefined : sql`+${events.at} >= ${since}`,
    until === undefined ? undefined : sql`+${events.at} < ${until}`,
    ...columns,
  );
  return firstRows(db, admitted, limit);
}
