import type { RefreshTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import type { ProofDeps } from '../dpop/check.ts';
import { refusePossession } from '../dpop/possession.ts';
import { deny, ok, type Result } from '../result.ts';
import { type Attempt, checkGrants, checkUse } from './check.ts';
import type { Repeatable } from './keep-answer.ts';
import { type LookUpDeps, lookUpToken } from './look-up.ts';
import { type RefreshDeps, repeatRefresh, tellRefreshed } from './refresh.ts';
import type { Issued } from './tell.ts';

/**
 * Who refreshes itself and loses the answer holds a secret that has just been replaced. With the very secret and key
 * that made the refresh, the answer can be had again, by whoever the new secret itself would let in: from an allowed
 * address and origin, with a proof of its key, while the token is enabled. Null when there is nothing to repeat;
 * `presented` is the old secret, which the proof is for.
 */
export async function repeatLostRefresh(
  deps: Omit<LookUpDeps, 'tokens'> & ProofDeps & Pick<RefreshDeps, 'idempotency' | 'nowMs'> & { tokens: Tokens },
  presented: string,
  body: RefreshTokenBody,
  repeatable: Repeatable,
  attempt: Attempt,
): Promise<Result<Issued, Denial> | null> {
  const repeated = await repeatRefresh(deps, body, repeatable);
  if (!repeated?.ok) return repeated;
  const found = await lookUpToken(deps, repeated.value.secret, 'strict');
  if (!found || checkUse(found.copy, attempt) !== null) return null;
  const denial = await refusePossession(deps, presented, found.copy, attempt.possession);
  if (denial) return denial.reason === 'use_nonce' ? deny(denial) : null;
  return checkGrants(found.copy, attempt) === null ? ok(tellRefreshed(deps.keyring, repeated.value)) : null;
}

type Tokens = LookUpDeps['tokens'] & RefreshDeps['tokens'];
