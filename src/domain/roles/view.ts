import { formatInstant } from '../../contract/expiry.ts';
import type { Role } from '../../contract/people.ts';
import type { RoleRecord } from '../../d1/roles.ts';
import { BUILT_IN_ROLES } from '../people/roles.ts';

/** A custom role as the wire and the audit trail show it. */
export function viewRole({ name, description, permissions, createdAt }: RoleRecord): Role {
  return { name, description, permissions, builtIn: false, for: 'both', createdAt: formatInstant(createdAt) };
}

/** A built-in role by name; null where none is called so. */
export function viewBuiltIn(name: string): Role | null {
  const role = isBuiltIn(name) ? BUILT_IN_ROLES[name] : undefined;
  if (!role) return null;
  const { description, permissions } = role;
  return { name, description, permissions: [...permissions], builtIn: true, for: role.for, createdAt: null };
}

/** Whether a name is that of a built-in role; names are people's words, `constructor` is one too. */
export function isBuiltIn(name: string): boolean {
  return Object.hasOwn(BUILT_IN_ROLES, name);
}
