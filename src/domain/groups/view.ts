import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Group, GroupMember } from '../../contract/people.ts';
import type { GroupMemberRecord } from '../../d1/groups/members.ts';
import type { GroupRecord } from '../../d1/groups.ts';

/** A group as the wire and the audit trail show it. */
export function viewGroup({ id, name, createdAt }: GroupRecord): Group {
  return { id, name, createdAt: formatInstant(createdAt) };
}

/** A person of a group as the wire shows them. */
export function viewGroupMember({ id, email, name, createdAt }: GroupMemberRecord): GroupMember {
  return { user: formatId('usr', id), email, name, createdAt: formatInstant(createdAt) };
}
