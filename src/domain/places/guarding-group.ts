import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { isOf, principalOf } from '../people/decide.ts';

/** Refuses who guards a namespace otherwise, or no longer, and is not of its present and of its new group. */
export function refuseRegrouping(caller: Caller, name: string, from: string | null, to: string | null): Denial | null {
  if (from === to) return null;
  const principal = principalOf(caller.token);
  const closed = [from, to].find((group) => group !== null && !isOf(principal, group)) ?? null;
  return closed === null ? null : { reason: 'outside_group', what: `namespace ${name}`, group: closed };
}

/** The answer where a group's absence is all that may have stood in the way. */
export function missingGroup(group: string): Denial {
  return { reason: 'invalid', field: 'group', message: `group ${group} does not exist` };
}
