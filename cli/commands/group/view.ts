import type { Group, GroupMember } from '../../../src/contract/people.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Group>[] = [
  { title: 'id', of: (group) => group.id },
  { title: 'name', of: (group) => group.name },
  { title: 'created', of: (group) => group.createdAt },
];

/** How groups look. */
export const GROUP_VIEW: View<Group> = {
  noun: 'group',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (group) => group.id,
};

const PEOPLE_COLUMNS: readonly Column<GroupMember>[] = [
  { title: 'user', of: (member) => member.user },
  { title: 'email', of: (member) => member.email },
  { title: 'name', of: (member) => member.name },
  { title: 'since', of: (member) => member.createdAt },
];

/** How the people of a group look. */
export const GROUP_MEMBER_VIEW: View<GroupMember> = {
  noun: 'member',
  columns: PEOPLE_COLUMNS,
  card: PEOPLE_COLUMNS,
  essence: (member) => member.user,
};
