import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Member } from '../../contract/people.ts';
import type { MemberRecord } from '../../d1/members/find.ts';

/** A membership as the wire and the audit trail show it. */
export function viewMember({ project, userId, role, createdAt, email, name }: MemberRecord): Member {
  return { project, user: formatId('usr', userId), email, name, role, createdAt: formatInstant(createdAt) };
}

/** What a membership is called in the audit trail. */
export function memberTarget({ project, userId }: Pick<MemberRecord, 'project' | 'userId'>): string {
  return `member:${project}/${formatId('usr', userId)}`;
}
