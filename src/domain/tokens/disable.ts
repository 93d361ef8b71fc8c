import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type ChangeDeps, changeToken, refuseEndedRecord } from './change.ts';

/** Stops a token until it is enabled again. A secret in overlap ends for good. Disabling twice changes nothing. */
export function disableToken(deps: ChangeDeps, caller: Caller, id: string): Promise<Result<TokenRecord, Denial>> {
  const disabledAt = Math.floor(deps.nowMs / 1000);
  return changeToken(deps, caller, id, 'disable', (record) => {
    const ended = refuseEndedRecord(record, deps.nowMs);
    if (ended) return deny(ended);
    if (record.disabledAt !== null) return ok(null);
    return ok({ action: 'token.disabled', fields: { disabledAt, overlapEndsAt: null } });
  });
}
