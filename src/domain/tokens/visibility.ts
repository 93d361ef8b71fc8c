import { narrowedTo } from '../../contract/held-permissions.ts';
import type { Visibility } from '../../d1/tokens/filter.ts';
import { decide, type Principal } from '../people/decide.ts';
import { permissionsOf } from '../people/roles.ts';

const READ = 'token:read';

/**
 * What of all tokens a principal may see, for the list: the very rule of `maySee`, in a form that an index can walk.
 * Null: all of them.
 */
export function visibilityOf(principal: Principal): Visibility | null {
  const { standing, only, userId } = principal;
  if (decide(principal, { permission: READ, where: 'everywhere', environments: ['*'] }).allowed) return null;
  if (!standing) return { ownerId: null, ownedIn: null, everywhereIn: [], projects: [], projectsIn: [] };
  const everywhereIn = only === null ? narrowedTo(permissionsOf(standing.role, standing.roles), READ) : [];
  const projects: string[] = [];
  const projectsIn: { project: string; environments: readonly string[] }[] = [];
  for (const [project, role] of Object.entries(standing.members)) {
    if (only !== null && only !== project) continue;
    if (decide(principal, { permission: READ, where: { project }, environments: ['*'] }).allowed)
      projects.push(project);
    else {
      const environments = narrowedTo(permissionsOf(role, standing.roles), READ);
      if (environments.length > 0) projectsIn.push({ project, environments });
    }
  }
  return { ownerId: userId, ownedIn: only, everywhereIn, projects, projectsIn };
}
