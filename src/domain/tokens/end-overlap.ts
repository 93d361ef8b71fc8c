import { formatId } from '../../contract/ids.ts';
import type { Caller } from '../caller.ts';
import { ok } from '../result.ts';
import { type ChangeDeps, changeToken } from './change.ts';

/**
 * Ends the overlap of a token whose new secret has been used: the old one stops now. The only write that validation
 * ever causes; it runs behind the answer, and once: later calls find nothing to do, and a secret that has meanwhile
 * been replaced itself ends nothing.
 */
export async function endOverlap(deps: ChangeDeps, caller: Caller): Promise<void> {
  await changeToken(deps, caller, formatId('tok', caller.token.id), 'refresh', (record) => {
    const newest = record.secretNumber === caller.token.secretNumber;
    const running = newest && record.overlapEndsAt !== null && record.overlapEndsAt * 1000 > deps.nowMs;
    return ok(running ? { action: 'token.overlap_ended', fields: { overlapEndsAt: null } } : null);
  });
}
