import type { Member } from '../../../src/contract/people.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Member>[] = [
  { title: 'user', of: (member) => member.user },
  { title: 'email', of: (member) => member.email },
  { title: 'name', of: (member) => member.name },
  { title: 'project', of: (member) => member.project },
  { title: 'role', of: (member) => member.role },
  { title: 'since', of: (member) => member.createdAt },
];

/** How members look. */
export const MEMBER_VIEW: View<Member> = {
  noun: 'member',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (member) => member.user,
};
