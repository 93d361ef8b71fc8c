import type { MemberRecord } from '../../d1/members/find.ts';
import type { GivenRole } from '../../d1/members/write.ts';
import type { MemberStore } from '../../d1/members.ts';
import type { Denial } from '../denial.ts';
import { decide, type Principal } from '../people/decide.ts';
import { BUILT_IN_ROLES } from '../people/roles.ts';
import { deny, ok, type Result } from '../result.ts';

type Deps = { members: Pick<MemberStore, 'findRolePermissions'> };

const BEYOND: Denial = { reason: 'beyond_caller', what: 'permissions' };

/** The role of this name, if it may be given in a project, and by this caller: nobody gives more than they have there. */
export async function readRole(
  deps: Deps,
  principal: Principal,
  project: string,
  name: string,
): Promise<Result<GivenRole, Denial>> {
  const builtIn = Object.hasOwn(BUILT_IN_ROLES, name);
  const permissions = await permissionsOfRole(deps, name);
  if (!permissions || (builtIn && BUILT_IN_ROLES[name]?.for !== 'project')) {
    return deny({ reason: 'invalid', field: 'role', message: `role ${name} does not exist, or not for projects` });
  }
  return coversIn(principal, project, permissions) ? ok({ name, builtIn }) : deny(BEYOND);
}

/** Refuses who touches a member whose role permits more than their own. */
export async function refuseStronger(deps: Deps, principal: Principal, member: MemberRecord): Promise<Denial | null> {
  if (principal.everything || member.userId === principal.userId) return null;
  // A role that is gone permits nothing.
  const permissions = (await permissionsOfRole(deps, member.role)) ?? [];
  return coversIn(principal, member.project, permissions) ? null : BEYOND;
}

async function permissionsOfRole(deps: Deps, name: string): Promise<readonly string[] | null> {
  if (Object.hasOwn(BUILT_IN_ROLES, name)) return BUILT_IN_ROLES[name]?.permissions ?? null;
  return deps.members.findRolePermissions(name);
}

/** Whether a principal holds each of these permissions in a project: one for all environments only by one for all. */
function coversIn(principal: Principal, project: string, permissions: readonly string[]): boolean {
  return permissions.every((held) => {
    const [permission = '', environment] = held.split('@');
    const environments = environment === undefined ? ['*'] : [environment];
    return decide(principal, { permission, where: { project }, environments }).allowed;
  });
}
