import type { PageOnlyQuery } from '../../contract/people.ts';
import type { GroupRecord, GroupStore } from '../../d1/groups.ts';
import type { Denial } from '../denial.ts';
import { type PlacePage, readAfter, toPage } from '../places/pages.ts';
import { ok, type Result } from '../result.ts';

/** One page of groups, by id, and how many there are in all. */
export async function listGroups(
  deps: { groups: Pick<GroupStore, 'list'> },
  query: PageOnlyQuery,
): Promise<Result<PlacePage<GroupRecord>, Denial>> {
  const after = readAfter(query);
  if (!after.ok) return after;
  return ok(toPage(await deps.groups.list(query.limit, after.value), (group) => group.id));
}
