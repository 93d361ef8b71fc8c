import { parseId } from '../../contract/ids.ts';
import type { GroupMemberRecord } from '../../d1/groups/members.ts';
import type { GroupStore } from '../../d1/groups.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

type Deps = {
  groups: Pick<GroupStore, 'findMember' | 'addMember'>;
  nowMs: number;
  announceEpoch: () => void;
};

/** Puts a person into a group. Who is in it already stays as they are. */
export async function addGroupMember(
  deps: Deps,
  caller: Caller,
  group: string,
  user: string,
): Promise<Result<GroupMemberRecord, Denial>> {
  const userId = parseId('usr', user);
  if (userId === null) return deny({ reason: 'not_found' });
  const before = await deps.groups.findMember({ group, userId });
  if (before) return ok(before);
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'group.member_added',
    target: `group:${group}`,
    after: { user },
  });
  if ((await deps.groups.addMember({ group, userId }, event)) === 'added') deps.announceEpoch();
  const member = await deps.groups.findMember({ group, userId });
  return member ? ok(member) : deny({ reason: 'not_found' });
}
