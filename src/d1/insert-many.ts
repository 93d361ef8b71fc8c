import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './database.ts';

/**
 * Inserts many rows by one statement with one bound value, for D1 allows 100: the rows travel as JSON, bytes as hex
 * digits. What a row leaves out is NULL, an integer key among it: SQLite draws one.
 */
export function insertMany<Table extends SQLiteTable>(
  db: Database,
  table: Table,
  rows: readonly Table['$inferInsert'][],
) {
  const columns = Object.entries(getTableColumns(table));
  const values = rows.map((row) => {
    const given = new Map<string, unknown>(Object.entries(row));
    return columns.map(([key, column]) => toJson(given.get(key) ?? null, (value) => column.mapToDriverValue(value)));
  });
  const selected = columns.map(([, column], at) => readBack(column.getSQLType(), at));
  const source = sql`select ${sql.join(selected, sql`, `)} from json_each(${JSON.stringify(values)})`;
  return db.insert(table).select(source);
}

function toJson(value: unknown, map: (value: unknown) => unknown): unknown {
  const mapped = value === null ? null : map(value);
  return mapped instanceof Uint8Array ? hexOf(mapped) : mapped;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readBack(type: string, at: number): SQL {
  const value = sql.raw(`value ->> ${at}`);
  return type === 'blob' ? sql`unhex(${value})` : value;
}

/** The most characters of JSON that go into one bound value: D1 takes 2 MB of UTF-8. */
export const MAX_JSON_CHARACTERS = 500_000;

/** Cuts a list into parts of at most `rows` items and of a size that one bound value takes. */
export function inParts<Item>(items: readonly Item[], rows = Number.POSITIVE_INFINITY): Item[][] {
  const parts: Item[][] = [];
  let size = 0;
  for (const item of items) {
    const length = JSON.stringify(item).length;
    const part = parts.at(-1);
    if (part === undefined || part.length >= rows || size + length > MAX_JSON_CHARACTERS) {
      parts.push([item]);
      size = length;
    } else {
      part.push(item);
      size += length;
    }
  }
  return parts;
}
