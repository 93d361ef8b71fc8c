import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';

type Action = 'read' | 'create' | 'update' | 'delete';

/**
 * Refuses who may not do something with the trusted issuers of a project. Who may not see them learns nothing of one that
 * is there. What one may give is another question: see `readTrust`.
 */
export function refuseTrust(caller: Caller, project: string, action: Action): Denial | null {
  const principal = principalOf(caller.token);
  const ask = (verb: Action) => decide(principal, { permission: `trusted_issuer:${verb}`, where: { project } });
  if (action !== 'create' && !ask('read').allowed) return { reason: 'not_found' };
  const decision = ask(action);
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}
