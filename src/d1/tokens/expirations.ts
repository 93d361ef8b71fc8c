import { and, count, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';
import { conditions, type TokenFilter } from './filter.ts';
import { NEVER } from './record.ts';

/** How many tokens end on each day (since 1970, UTC) before a last one, how many from that on, and how many never. */
export type Expirations = { days: { day: number; count: number }[]; later: number; never: number };

/** When the tokens end that a filter matches, by day. One walk of the expiry index, or of the filter's. */
export async function countExpirations(db: Database, filter: TokenFilter, untilDay: number): Promise<Expirations> {
  const rows = await expirationsQuery(db, filter, untilDay);
  const rest = rows.find(({ day }) => day === untilDay);
  return {
    days: rows.filter(({ day }) => day < untilDay).map(({ day, count }) => ({ day, count })),
    later: (rest?.count ?? 0) - (rest?.never ?? 0),
    never: rest?.never ?? 0,
  };
}

/** The statement behind {@link countExpirations}: all that ends on the last day or later falls on it. */
export function expirationsQuery(db: Database, filter: TokenFilter, untilDay: number) {
  const day = sql<number>`min(${tokens.expiresAt} / 86400, cast(${untilDay} as integer))`;
  return db
    .select({ day, count: count(), never: sql<number>`sum(${tokens.expiresAt} = ${NEVER})` })
    .from(tokens)
    .where(and(...conditions(filter, 'all')))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}
