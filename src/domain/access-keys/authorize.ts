import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';

export type KeyAction = 'read' | 'create' | 'update' | 'delete';

/**
 * Refuses who may not do something with the access keys of a project. Who may not see them learns nothing of one that is
 * there.
 */
export function refuseKeys(caller: Caller, project: string, action: KeyAction): Denial | null {
  const principal = principalOf(caller.token);
  const ask = (verb: KeyAction) => decide(principal, { permission: `access_key:${verb}`, where: { project } });
  if (action !== 'create' && !ask('read').allowed) return { reason: 'not_found' };
  const decision = ask(action);
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}
