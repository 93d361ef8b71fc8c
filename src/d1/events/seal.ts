import { and, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { events } from '../schema.ts';
import { type ChainRow, firstRows, toChainRow } from './rows.ts';

export type Head = { id: number; hash: Uint8Array };
export type Seal = { id: number; previousHash: string; hash: string };

/** The first rows that have yet to be chained, in the order of their ids, and the last row before them. */
export async function findUnsealed(db: Database, limit: number): Promise<{ head: Head | null; rows: ChainRow[] }> {
  const [heads, rows] = await db.batch([headQuery(db), unsealedQuery(db, limit)]);
  return { head: toHead(heads), rows: rows.map(toChainRow) };
}

/** The last row of the chain; null when there is none. */
export async function findHead(db: Database): Promise<Head | null> {
  return toHead(await headQuery(db));
}

/** The hash of a row; null when it has none, or is not there. */
export async function findHash(db: Database, id: number): Promise<Uint8Array | null> {
  const [row] = await db.select({ hash: events.hash }).from(events).where(eq(events.id, id));
  return row?.hash ?? null;
}

/**
 * Writes the hashes of a chunk, as hex digits, and returns of how many rows: of none when another sealer has written
 * the chunk's first. Rows are sealed in order, so then it has sealed on from there, perhaps under another root key.
 */
export async function seal(db: Database, chunk: readonly Seal[]): Promise<number> {
  const [first] = chunk;
  if (first === undefined) return 0;
  const values = JSON.stringify(chunk.map(({ id, previousHash, hash }) => [id, previousHash, hash]));
  const result = await db
    .update(events)
    .set({ previousHash: sql`unhex(chunk.value ->> 1)`, hash: sql`unhex(chunk.value ->> 2)` })
    .from(sql`json_each(${values}) chunk`)
    .where(
      and(
        sql`${events.id} = chunk.value ->> 0`,
        isNull(events.hash),
        sql`(select o.hash from ${events} o where o.id = ${first.id}) is null`,
      ),
    );
  return result.meta.changes;
}

/** The statements behind {@link findUnsealed}; apart, so that a test can ask SQLite for their plans. */
export function unsealedQuery(db: Database, limit: number) {
  return firstRows(db, isNull(events.hash), limit);
}

/** The last row before those that are not sealed: two looks into indexes. */
export function headQuery(db: Database) {
  return db
    .select({ id: events.id, hash: events.hash })
    .from(events)
    .where(lt(events.id, firstUnsealed(db)))
    .orderBy(desc(events.id))
    .limit(1);
}

/** The least id that is not sealed; beyond every id when all are. */
export function firstUnsealed(db: Database): SQL<number> {
  const unsealed = db
    .select({ id: sql`min(${events.id})` })
    .from(events)
    .where(isNull(events.hash));
  return sql<number>`coalesce((${unsealed}), ${Number.MAX_SAFE_INTEGER})`;
}

function toHead(rows: { id: number; hash: Uint8Array | null }[]): Head | null {
  const [row] = rows;
  return row?.hash ? { id: row.id, hash: row.hash } : null;
}
