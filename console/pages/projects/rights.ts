import { holds } from '../../../src/contract/held-permissions.ts';
import type { Session } from '../../api/session.ts';
import { isAdmin } from '../../app/rights.ts';

/** What the signed-in is in a project, in a word: the role there, or the root role that counts there too. */
export function roleIn({ token, user }: Session, project: string): string {
  if (token.type === 'admin') return 'admin';
  const there = user?.memberships.find((membership) => membership.project === project)?.role;
  return there ?? user?.role ?? '';
}

/**
 * Whether the signed-in holds each of these permissions in a project: a role that permits more is not theirs to give, nor to take
 * away. One for all environments is held by one for all alone.
 */
export function covers(session: Session, project: string, permissions: readonly string[]): boolean {
  if (isAdmin(session)) return true;
  if (session.user === null) return false;
  const { everywhere, projects } = session.user.permissions;
  const there = Object.hasOwn(projects, project) ? (projects[project] ?? []) : [];
  return permissions.every((held) => {
    const [permission = '', environment] = held.split('@');
    const environments = [environment ?? '*'];
    return holds(everywhere, permission, environments) || holds(there, permission, environments);
  });
}
