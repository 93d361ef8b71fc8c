import { z } from 'zod';
import type { PlaceListQuery } from '../../contract/places.ts';
import { Slug } from '../../contract/text.ts';
import type { Page } from '../../d1/places/page.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

export type PlacePage<Row> = { items: Row[]; total: number; nextCursor: string | null };

/** A cursor is the name of the last row of the page before. */
const Cursor = z.tuple([Slug]);
/** Sorts before every name. */
const START = '';

/** The name that a page begins after. */
export function readAfter({ cursor }: PlaceListQuery): Result<string, Denial> {
  if (cursor === undefined) return ok(START);
  const read = Cursor.safeParse(decodeCursor(cursor));
  if (read.success) return ok(read.data[0]);
  return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of a list' });
}

/** A page with the cursor of the next one; `nameOf` tells what rows are listed by. */
export function toPage<Row>({ items, more, total }: Page<Row>, nameOf: (row: Row) => string): PlacePage<Row> {
  const last = more ? items.at(-1) : undefined;
  return { items, total, nextCursor: last === undefined ? null : encodeCursor([nameOf(last)]) };
}
