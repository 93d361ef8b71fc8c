import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { users } from '../schema.ts';
import type { UserRecord } from './record.ts';

/** `search` is looked for in mail address and name; capitals count in neither, where they are ASCII. */
export type UserFilter = { search?: string | undefined; role?: string | undefined };

/** People below an id, latest first, and how many match in all. */
export async function listUsers(
  db: Database,
  filter: UserFilter,
  belowId: number,
  limit: number,
): Promise<{ rows: UserRecord[]; total: number }> {
  const { search, role } = filter;
  // LIKE takes patterns of at most 50 bytes. The newline is in no name: nothing is found across the two.
  const found =
    search === undefined
      ? undefined
      : sql`instr(lower(${users.email} || char(10) || ${users.name}), lower(${search})) > 0`;
  const matches = and(found, role === undefined ? undefined : eq(users.role, role));
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(users)
      .where(and(matches, lt(users.id, belowId)))
      .orderBy(desc(users.id))
      .limit(limit),
    db.select({ total: count() }).from(users).where(matches),
  ]);
  return { rows, total: all?.total ?? 0 };
}
