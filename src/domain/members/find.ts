import { parseId } from '../../contract/ids.ts';
import type { MemberRecord } from '../../d1/members/find.ts';
import type { MemberStore } from '../../d1/members.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** A person of a project by their public id; what is no id is nobody. */
export async function findMember(
  deps: { members: Pick<MemberStore, 'find'> },
  project: string,
  user: string,
): Promise<Result<MemberRecord, Denial>> {
  const userId = parseId('usr', user);
  const member = userId === null ? null : await deps.members.find({ project, userId });
  return member ? ok(member) : deny({ reason: 'not_found' });
}
