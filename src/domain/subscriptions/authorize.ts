import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';

type Action = 'read' | 'create' | 'update' | 'delete';

/**
 * Refuses who may not do something with a subscription to a project; null: to all of them, which is asked everywhere.
 * Who may not read it learns nothing of one that is there.
 */
export function refuseSubscription(caller: Caller, project: string | null, action: Action): Denial | null {
  const principal = principalOf(caller.token);
  const where = project === null ? 'everywhere' : { project };
  const ask = (verb: Action) => decide(principal, { permission: `subscription:${verb}`, where });
  if (action !== 'create' && !ask('read').allowed) return { reason: 'not_found' };
  const decision = ask(action);
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}
