import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';

export type PropertyAction = 'read' | 'create' | 'update' | 'delete';

/**
 * Refuses who may not do something with the properties of a project. Who may not see them learns nothing of one that is
 * there; of a project that one has no part in, one learns no more than of one that does not exist: see `createProperty`.
 */
export function refuseProperty(caller: Caller, project: string, action: PropertyAction): Denial | null {
  const principal = principalOf(caller.token);
  const ask = (verb: PropertyAction) => decide(principal, { permission: `property:${verb}`, where: { project } });
  if (action !== 'create' && !ask('read').allowed) return { reason: 'not_found' };
  const decision = ask(action);
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}
