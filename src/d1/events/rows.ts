import { and, asc, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { contentOf } from '../journal.ts';
import { events } from '../schema.ts';

export type EventRecord = typeof events.$inferSelect;

/** A row as the chain sees it. `content` is what its signature covers. */
export type ChainRow = {
  id: number;
  at: number;
  action: string;
  after: string | null;
  content: string;
  signature: Uint8Array | null;
  previousHash: Uint8Array | null;
  hash: Uint8Array | null;
};

export function toChainRow(row: EventRecord): ChainRow {
  const { id, at, action, after, signature, previousHash, hash } = row;
  return { id, at, action, after, content: contentOf(row), signature, previousHash, hash };
}

/** An isolate has 128 MB for all that it does; a row may hold two bodies of 64 kB. */
const PAGE_BYTES = 4_000_000;

/**
 * The first rows that `where` admits, in the order of their ids: at most `limit`, and no more than a page's bytes, but
 * at least one. An empty answer means that there is none.
 */
export function firstRows(db: Database, where: SQL | undefined, limit: number) {
  const bytes = sql`coalesce(octet_length(${events.before}), 0) + coalesce(octet_length(${events.after}), 0)`;
  const candidates = db
    .select({ id: events.id, bytes: bytes.as('bytes') })
    .from(events)
    .where(where)
    .orderBy(asc(events.id))
    .limit(limit);
  const ahead = sql`sum(bytes) over (order by id rows between unbounded preceding and 1 preceding)`;
  const last = sql`(select max(id) from (select id, ${ahead} as ahead from ${candidates}) where coalesce(ahead, 0) < ${PAGE_BYTES})`;
  return db
    .select()
    .from(events)
    .where(and(where, lte(events.id, last)))
    .orderBy(asc(events.id));
}
