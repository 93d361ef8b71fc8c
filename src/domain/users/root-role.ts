import type { RoleStore } from '../../d1/roles.ts';
import type { Denial } from '../denial.ts';
import { BUILT_IN_ROLES } from '../people/roles.ts';
import { deny, ok, type Result } from '../result.ts';

/** A role that may be given to a person everywhere, if it is there at all: of a custom one only D1 knows. */
export function readRootRole(name: string): Result<{ name: string; builtIn: boolean }, Denial> {
  const builtIn = Object.hasOwn(BUILT_IN_ROLES, name) ? BUILT_IN_ROLES[name] : undefined;
  if (builtIn?.for !== 'project') return ok({ name, builtIn: builtIn !== undefined });
  return deny({ reason: 'invalid', field: 'role', message: `${name} is given in a project, not everywhere` });
}

/** Refuses a custom role that does not exist. */
export async function refuseMissing(
  deps: { roles: Pick<RoleStore, 'find'> },
  { name, builtIn }: { name: string; builtIn: boolean },
): Promise<Denial | null> {
  return builtIn || (await deps.roles.find(name)) ? null : noSuchRole(name);
}

export function noSuchRole(name: string): Denial {
  return { reason: 'invalid', field: 'role', message: `role ${name} does not exist` };
}
