import { holds } from '../../src/contract/held-permissions.ts';
import type { Session } from '../api/session.ts';

/** Types whose rights are their grants, and which manage nothing. */
const BY_GRANTS = ['client', 'frontend', 'access'];

/** Whether whoever is signed in manages anything: a limited token only reads and writes what its grants name. */
export function manages({ token }: Session): boolean {
  return !BY_GRANTS.includes(token.type);
}

/** Whether nothing is out of reach: an admin token, or the personal token of an admin. */
export function isAdmin({ token, user }: Session): boolean {
  return token.type === 'admin' || (token.type === 'personal' && (user?.permissions.everywhere.includes('*') ?? false));
}

/**
 * Whether the signed-in may do something: in one project, everywhere, or in any one place. What the console hides by this the
 * API would refuse; only the API decides.
 *
 * @example
 * may(session, 'token:create', { project: 'web' })
 */
export function may(
  session: Session,
  permission: string,
  where: { project: string } | 'everywhere' | 'anywhere' = 'anywhere',
): boolean {
  if (isAdmin(session)) return true;
  const { permissions } = session.user ?? {};
  if (permissions === undefined) return false;
  if (holds(permissions.everywhere, permission, null)) return true;
  if (where === 'everywhere') return false;
  const { projects } = permissions;
  if (where === 'anywhere') return Object.values(projects).some((held) => holds(held, permission, null));
  const held = Object.hasOwn(projects, where.project) ? projects[where.project] : undefined;
  return held !== undefined && holds(held, permission, null);
}

/** The projects in which the signed-in may do something; null: everywhere. */
export function projectsWhere(session: Session, permission: string): string[] | null {
  if (may(session, permission, 'everywhere')) return null;
  return Object.keys(session.user?.permissions.projects ?? {}).filter((project) =>
    may(session, permission, { project }),
  );
}
