import type { Requirement } from '../../contract/grants.ts';
import { holds, type Where } from '../../contract/held-permissions.ts';
import type { Standing, TokenCopy } from '../../contract/token-copy.ts';
import { permissionsOf } from './roles.ts';

/**
 * Who asks, as far as rights go. `everything`: an admin token, or the personal token of an admin. `only`: the one
 * project that a master token is for; there the role in it counts and nothing else.
 */
export type Principal = {
  everything: boolean;
  /** The person behind it, where there is one: what they own is theirs to see, refresh and delete. */
  userId: number | null;
  standing: Standing | null;
  only: string | null;
};

/** `permission` as in `docs/people.md`; `environments` that it must cover, null: any will do. */
export type Question = { permission: string; where: Where; environments?: readonly string[] | null };

/** The answer, and why: the role that permits it, or the scope that is missing. */
export type Decision = { allowed: true; by: string } | { allowed: false; need: Requirement };

/** The principal behind a token. Types whose rights are grants have no standing, and manage nothing. */
export function principalOf(copy: Pick<TokenCopy, 'type' | 'owner' | 'projects'>): Principal {
  const { type, owner, projects } = copy;
  const userId = owner?.id ?? null;
  if (type === 'admin') return { everything: true, userId, standing: null, only: null };
  const standing = owner?.enabled ? (owner.standing ?? null) : null;
  const only = type === 'master' ? (projects[0] ?? '') : null;
  return { everything: only === null && standing?.role === 'admin', userId, standing, only };
}

/**
 * Decides whether a principal may do something: the one place where rights are decided. Pure; the root role counts
 * everywhere, a role in a project there.
 *
 * @example
 * decide(principal, { permission: 'token:create', where: { project: 'web' }, environments: ['staging'] })
 */
export function decide(principal: Principal, { permission, where, environments = null }: Question): Decision {
  if (principal.everything) return { allowed: true, by: 'role admin' };
  const { standing, only } = principal;
  if (standing) {
    const permits = (role: string) => holds(permissionsOf(role, standing.roles), permission, environments);
    if (only === null && permits(standing.role)) return { allowed: true, by: `role ${standing.role}` };
    for (const project of placesOf(standing, only, where)) {
      const role = Object.hasOwn(standing.members, project) ? standing.members[project] : undefined;
      if (role !== undefined && permits(role)) return { allowed: true, by: `role ${role} in project ${project}` };
    }
  }
  const [resource = '', action = ''] = permission.split(':');
  return { allowed: false, need: { resource, name: typeof where === 'string' ? '*' : where.project, action } };
}

/** The projects in which a principal may do something; null: everywhere. */
export function projectsWhere(principal: Principal, permission: string): readonly string[] | null {
  if (decide(principal, { permission, where: 'everywhere' }).allowed) return null;
  const { standing, only } = principal;
  const names = only === null ? Object.keys(standing?.members ?? {}) : [only];
  return names.filter((project) => decide(principal, { permission, where: { project } }).allowed);
}

/** Whether a principal has any part in a project: to all others it looks like one that does not exist. */
export function belongsTo(principal: Principal, project: string): boolean {
  const { everything, standing, only } = principal;
  if (everything) return true;
  if (!standing || (only !== null && only !== project)) return false;
  if (Object.hasOwn(standing.members, project)) return true;
  return only === null && permissionsOf(standing.role, standing.roles).length > 0;
}

/** Whether a principal is one of a group's people. An admin is of every group: admins say who is in it. */
export function isOf(principal: Principal, group: string): boolean {
  return principal.everything || (principal.standing?.groups.includes(group) ?? false);
}

/** Whether `inner` could do nothing that `outer` cannot: of two people, or of a person and one of their tokens. */
export function standsWithin(outer: Principal, inner: Principal): boolean {
  if (outer.everything) return true;
  if (inner.everything) return false;
  if (!inner.standing) return true;
  // What is for one project makes nothing that follows its person wherever they will go.
  if (outer.only !== null && inner.only !== outer.only) return false;
  const { role, members, roles, groups } = inner.standing;
  const covers = (name: string, where: Where) =>
    permissionsOf(name, roles).every((held) => {
      const [permission = '', environment] = held.split('@');
      const environments = environment === undefined ? ['*'] : [environment];
      return decide(outer, { permission, where, environments }).allowed;
    });
  if (inner.only === null && !covers(role, 'everywhere')) return false;
  if (!groups.every((group) => isOf(outer, group))) return false;
  return Object.entries(members).every(
    ([project, name]) => (inner.only !== null && inner.only !== project) || covers(name, { project }),
  );
}

function placesOf(standing: Standing, only: string | null, where: Where): string[] {
  if (where === 'everywhere') return [];
  if (where === 'anywhere') return only === null ? Object.keys(standing.members) : [only];
  return only === null || only === where.project ? [where.project] : [];
}
