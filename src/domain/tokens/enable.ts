import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type ChangeDeps, changeToken, refuseEndedRecord } from './change.ts';
import { dayOf } from './issue.ts';

/** Lets a disabled token in again. Enabling one that is not disabled changes nothing. */
export function enableToken(deps: ChangeDeps, caller: Caller, id: string): Promise<Result<TokenRecord, Denial>> {
  return changeToken(deps, caller, id, 'enable', (record) => {
    const ended = refuseEndedRecord(record, deps.nowMs);
    if (ended) return deny(ended);
    if (record.disabledAt === null) return ok(null);
    // Whoever enables an idle token gives it its time anew.
    const activeDay = dayOf(Math.floor(deps.nowMs / 1000));
    return ok({ action: 'token.enabled', fields: { disabledAt: null, activeDay } });
  });
}
