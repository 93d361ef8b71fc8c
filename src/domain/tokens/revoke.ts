import type { RevocationReason } from '../../contract/tokens.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type ChangeDeps, changeToken } from './change.ts';

/** Ends a token for good, its secret in overlap too. Revoking twice is no error: the caller wants it gone. */
export function revokeToken(
  deps: ChangeDeps,
  caller: Caller,
  id: string,
  reason: RevocationReason,
): Promise<Result<TokenRecord, Denial>> {
  const revokedAt = Math.floor(deps.nowMs / 1000);
  return changeToken(deps, caller, id, 'delete', (record) =>
    record.revokedAt !== null
      ? ok(null)
      : ok({ action: 'token.revoked', fields: { revokedAt, revocationReason: reason, overlapEndsAt: null } }),
  );
}
