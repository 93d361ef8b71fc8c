import { sql } from 'drizzle-orm';
import type { Standing } from '../../contract/token-copy.ts';
import type { Database } from '../database.ts';
import { users } from '../schema.ts';
import type { UserRecord } from './record.ts';
import { standingOf } from './standing.ts';

/** Those of these people that there are. */
export async function findUsers(db: Database, ids: readonly number[]): Promise<UserRecord[]> {
  return db.select().from(users).where(among(ids));
}

/** The same people's standings at this moment. */
export async function findStandings(
  db: Database,
  ids: readonly number[],
): Promise<{ id: number; standing: Standing }[]> {
  const rows = await db
    .select({ id: users.id, standing: sql<string>`${standingOf(users.id)}`.as('standing') })
    .from(users)
    .where(among(ids));
  return rows.map(({ id, standing }) => ({ id, standing: JSON.parse(standing) }));
}

function among(ids: readonly number[]) {
  return sql`${users.id} in (select value from json_each(${JSON.stringify(ids)}))`;
}
