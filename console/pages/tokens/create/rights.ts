import { holds } from '../../../../src/contract/held-permissions.ts';
import type { Session } from '../../../api/session.ts';
import { isAdmin, may } from '../../../app/rights.ts';
import { MADE_TYPES, type MadeType } from './types.ts';

/** The types that whoever is signed in may make. */
export function typesFor(session: Session): MadeType[] {
  if (isAdmin(session)) return [...MADE_TYPES];
  const byGrants = may(session, 'token:create') ? (['access', 'client', 'frontend'] as const) : [];
  // What is bound to one project makes nothing that follows its person everywhere.
  const own = session.user !== null && session.token.type === 'personal' ? (['personal'] as const) : [];
  return [...byGrants, ...own];
}

export function mayCreateEverywhere(session: Session): boolean {
  return session.token.type !== 'master' && may(session, 'token:create', 'everywhere');
}

/** Whether tokens may be made for a project, in some environment at least. */
export function mayCreateIn(session: Session, project: string): boolean {
  const { type, projects } = session.token;
  return (type !== 'master' || projects.includes(project)) && may(session, 'token:create', { project });
}

/** Whether tokens for these projects may be made in this environment: a role may be narrowed to some. */
export function mayCreateAt(session: Session, projects: readonly string[], environment: string): boolean {
  if (isAdmin(session)) return true;
  const held = session.user?.permissions;
  if (held === undefined) return false;
  if (holds(held.everywhere, 'token:create', [environment])) return true;
  return projects.every((project) => {
    const here = Object.hasOwn(held.projects, project) ? held.projects[project] : undefined;
    return here !== undefined && holds(here, 'token:create', [environment]);
  });
}
