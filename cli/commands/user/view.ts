import type { User, UserDetails } from '../../../src/contract/people.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const ID: Column<User> = { title: 'id', of: (user) => user.id };
const EMAIL: Column<User> = { title: 'email', of: (user) => user.email };
const NAME: Column<User> = { title: 'name', of: (user) => user.name };
const ROLE: Column<User> = { title: 'role', of: (user) => user.role };
const STATUS: Column<User> = { title: 'status', of: ({ enabled }) => (enabled ? 'enabled' : 'disabled') };
const REST: readonly Column<User>[] = [
  { title: 'password', of: ({ hasPassword }) => (hasPassword ? 'yes' : 'no') },
  { title: 'created', of: (user) => user.createdAt },
];

/** How people look. */
export const USER_VIEW: View<User> = {
  noun: 'user',
  essence: (user) => user.id,
  columns: [ID, EMAIL, NAME, ROLE, STATUS, ...REST],
  card: [ID, EMAIL, NAME, ROLE, STATUS, ...REST],
};

/** Where a person belongs, and what they may do there. */
export const BELONGING: readonly Column<UserDetails>[] = [
  {
    title: 'projects',
    of: ({ memberships }) => memberships.map(({ project, role }) => `${project}:${role}`).join(' '),
  },
  { title: 'groups', of: ({ groups }) => groups.join(' ') },
  { title: 'may do everywhere', of: ({ permissions }) => permissions.everywhere.join(' ') || 'nothing' },
  { title: 'may do in projects', of: inProjects },
];

/** How one person looks, alone. */
export const USER_DETAILS_VIEW: Pick<View<UserDetails>, 'card' | 'essence'> = {
  essence: (user) => user.id,
  card: [ID, EMAIL, NAME, ROLE, STATUS, ...BELONGING, ...REST],
};

function inProjects({ permissions }: UserDetails): string {
  return Object.entries(permissions.projects)
    .map(([project, held]) => `${project}: ${held.join(' ') || 'nothing'}`)
    .join('; ');
}
