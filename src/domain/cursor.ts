import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Denial } from './denial.ts';
import { deny, ok, type Result } from './result.ts';

/** Where a page of a list ended, as an opaque string for the `cursor` of the next request. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** What {@link encodeCursor} was given; undefined for what it never made. The caller checks the parts. */
export function decodeCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const Position = z.tuple([z.number().int()]);

/** For lists by falling id: the id that the next page lies below; without a cursor, above every id. */
export function readIdCursor(cursor: string | undefined): Result<number, Denial> {
  if (cursor === undefined) return ok(Number.MAX_SAFE_INTEGER);
  const read = Position.safeParse(decodeCursor(cursor));
  if (read.success) return ok(read.data[0]);
  return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of the page before' });
}

/** The cursor of the page after these rows, of which one more than `limit` was read; null when there is none. */
export function nextIdCursor(rows: readonly { id: number }[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? encodeCursor([last.id]) : null;
}
