import type { Role } from '../../../src/contract/people.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const PLACES = { root: 'people', project: 'members', both: 'people and members' } as const;
const COLUMNS: readonly Column<Role>[] = [
  { title: 'name', of: (role) => role.name },
  { title: 'given to', of: (role) => PLACES[role.for] },
  { title: 'built in', of: ({ builtIn }) => (builtIn ? 'yes' : 'no') },
  { title: 'description', of: (role) => role.description ?? '' },
  { title: 'permissions', of: ({ permissions }) => permissions.join(' ') || 'none' },
];

/** How roles look. */
export const ROLE_VIEW: View<Role> = {
  noun: 'role',
  columns: COLUMNS,
  card: [...COLUMNS, { title: 'created', of: (role) => role.createdAt ?? '' }],
  essence: (role) => role.name,
};
