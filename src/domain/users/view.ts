import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { User, UserDetails } from '../../contract/people.ts';
import type { Standing } from '../../contract/token-copy.ts';
import type { UserRecord } from '../../d1/users.ts';
import { permissionsOf } from '../people/roles.ts';

/** A person as the wire and the audit trail show them: never a password, nor the hash of one. */
export function viewUser({ id, email, name, role, passwordHash, createdAt, disabledAt }: UserRecord): User {
  return {
    id: formatId('usr', id),
    email,
    name,
    role,
    enabled: disabledAt === null,
    hasPassword: passwordHash !== null,
    createdAt: formatInstant(createdAt),
  };
}

/** What of a person's standing is shown: the projects that `shows` lets through; `everywhere` the root role's rights. */
export type Shown = { shows: (project: string) => boolean; everywhere: boolean };

/** A person, where they belong, and what they may do there. */
export function viewDetails(user: UserRecord, standing: Standing, { shows, everywhere }: Shown): UserDetails {
  const members = Object.entries(standing.members).filter(([project]) => shows(project));
  const permissions = (role: string) => [...permissionsOf(role, standing.roles)];
  return {
    ...viewUser(user),
    memberships: members.map(([project, role]) => ({ project, role })),
    groups: standing.groups,
    permissions: {
      everywhere: everywhere ? permissions(standing.role) : [],
      projects: Object.fromEntries(members.map(([project, role]) => [project, permissions(role)])),
    },
  };
}
