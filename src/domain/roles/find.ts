import type { Role } from '../../contract/people.ts';
import type { RoleStore } from '../../d1/roles.ts';
import { BUILT_IN_ROLES } from '../people/roles.ts';
import { viewBuiltIn, viewRole } from './view.ts';

/** A role by name, built in or custom; null where there is none. */
export async function findRole(deps: { roles: Pick<RoleStore, 'find'> }, name: string): Promise<Role | null> {
  const builtIn = viewBuiltIn(name);
  if (builtIn) return builtIn;
  const record = await deps.roles.find(name);
  return record && viewRole(record);
}

/** All roles: the built-in ones, then the custom ones by name. */
export async function listRoles(deps: { roles: Pick<RoleStore, 'list'> }): Promise<Role[]> {
  const builtIn = Object.keys(BUILT_IN_ROLES).flatMap((name) => viewBuiltIn(name) ?? []);
  return [...builtIn, ...(await deps.roles.list()).map(viewRole)];
}
