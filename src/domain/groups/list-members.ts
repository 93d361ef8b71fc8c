import type { PageOnlyQuery } from '../../contract/people.ts';
import type { GroupMemberRecord } from '../../d1/groups/members.ts';
import type { GroupStore } from '../../d1/groups.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

type Page = { items: GroupMemberRecord[]; total: number; nextCursor: string | null };

/** One page of a group's people, latest first, and how many there are in all. */
export async function listGroupMembers(
  deps: { groups: Pick<GroupStore, 'listMembers'> },
  group: string,
  { limit, cursor }: PageOnlyQuery,
): Promise<Result<Page, Denial>> {
  const below = readIdCursor(cursor);
  if (!below.ok) return below;
  const page = await deps.groups.listMembers(group, below.value, limit + 1);
  if (!page) return deny({ reason: 'not_found' });
  const { rows, total } = page;
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
