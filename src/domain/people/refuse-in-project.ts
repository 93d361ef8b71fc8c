import type { PERMISSIONS } from '../../contract/held-permissions.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from './decide.ts';

export type ProjectAction = 'read' | 'create' | 'update' | 'delete';

/** What a project has, and its people may manage each for itself. */
export type ProjectResource = keyof typeof PERMISSIONS & ('trusted_issuer' | 'access_key' | 'property');

/**
 * Refuses who may not do something with what a project has. Who may not see it learns nothing of one that is there. What
 * somebody may give by it is another question.
 */
export function refuseInProject(
  caller: Caller,
  resource: ProjectResource,
  project: string,
  action: ProjectAction,
): Denial | null {
  const principal = principalOf(caller.token);
  const ask = (verb: ProjectAction) => decide(principal, { permission: `${resource}:${verb}`, where: { project } });
  if (action !== 'create' && !ask('read').allowed) return { reason: 'not_found' };
  const decision = ask(action);
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}
