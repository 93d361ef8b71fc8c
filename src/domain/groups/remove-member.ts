import { parseId } from '../../contract/ids.ts';
import type { GroupStore } from '../../d1/groups.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

type Deps = { groups: Pick<GroupStore, 'removeMember'>; nowMs: number; announceEpoch: () => void };

/** Takes a person out of a group. Denies with `not_found` who is not in it. */
export async function removeGroupMember(
  deps: Deps,
  caller: Caller,
  group: string,
  user: string,
): Promise<Result<null, Denial>> {
  const userId = parseId('usr', user);
  if (userId === null) return deny({ reason: 'not_found' });
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'group.member_removed',
    target: `group:${group}`,
    before: { user },
  });
  if ((await deps.groups.removeMember({ group, userId }, event)) === 'missing') return deny({ reason: 'not_found' });
  deps.announceEpoch();
  return ok(null);
}
