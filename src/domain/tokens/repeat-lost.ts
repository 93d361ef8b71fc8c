import type { RefreshTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import type { Result } from '../result.ts';
import { type Attempt, checkToken } from './check.ts';
import { type LookUpDeps, lookUpToken } from './look-up.ts';
import { type RefreshDeps, type Refreshed, type Repeatable, repeatRefresh } from './refresh.ts';

/**
 * Who refreshes itself and loses the answer holds a secret that has just been replaced. With the very secret and key
 * that made the refresh, the answer can be had again, by whoever the new secret itself would let in: from an allowed
 * address and origin, while the token is enabled. Null when there is nothing to repeat.
 */
export async function repeatLostRefresh(
  deps: Omit<LookUpDeps, 'tokens'> & Pick<RefreshDeps, 'idempotency' | 'nowMs'> & { tokens: Tokens },
  body: RefreshTokenBody,
  repeatable: Repeatable,
  attempt: Attempt,
): Promise<Result<Refreshed, Denial> | null> {
  const repeated = await repeatRefresh(deps, body, repeatable);
  if (!repeated?.ok) return repeated;
  const found = await lookUpToken(deps, repeated.value.secret, 'strict');
  return found && checkToken(found.copy, attempt) === null ? repeated : null;
}

type Tokens = LookUpDeps['tokens'] & RefreshDeps['tokens'];
