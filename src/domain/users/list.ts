import type { ListUsersQuery } from '../../contract/people.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';

type Page = { items: UserRecord[]; total: number; nextCursor: string | null };

/** One page of people, latest first, and how many match in all. */
export async function listUsers(
  deps: { users: Pick<UserStore, 'list'> },
  { q: search, role, limit, cursor }: ListUsersQuery,
): Promise<Result<Page, Denial>> {
  const below = readIdCursor(cursor);
  if (!below.ok) return below;
  const { rows, total } = await deps.users.list({ search, role }, below.value, limit + 1);
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
