import type { Caller } from '../caller.ts';
import { decide, principalOf } from '../people/decide.ts';

/**
 * The projects that a caller may see: null for all of them, else those that the person belongs to, in whatever role;
 * of a master token its one.
 */
export function projectsOf({ token }: Caller): string[] | null {
  const principal = principalOf(token);
  if (decide(principal, { permission: 'project:read', where: 'everywhere' }).allowed) return null;
  const { standing, only } = principal;
  return Object.keys(standing?.members ?? {}).filter((project) => only === null || project === only);
}
