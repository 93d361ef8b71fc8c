import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Consistency } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import type { ProofDeps } from '../dpop/check.ts';
import { isUnbound, refusePossession } from '../dpop/possession.ts';
import type { Remembered } from '../edge/memory.ts';
import { type Attempt, checkGrants, checkUse } from './check.ts';
import { type LookUpDeps, lookUpToken, recallFresh } from './look-up.ts';
import { type FlushDeps, noteAccepted, noteRefused } from './uses.ts';

export type VerifyDeps = LookUpDeps &
  ProofDeps &
  FlushDeps & {
    /** Ends the overlap of a token whose new secret has just been used; runs behind the answer. */
    endOverlap: (used: TokenCopy) => Promise<void>;
  };

/** The token, or the first denial; with it the token it was denied to, where there is one. */
export type Verdict = { ok: true; value: Remembered } | { ok: false; denial: Denial; found: Remembered | null };

/**
 * Decides whether a presented token may do what it attempts.
 *
 * Length and shape → tag → look up (isolate memory, KV, then D1 for a genuine token that KV lacks) → ended? →
 * disabled? → not yet? → audience → type → project → environment → client → address → origin → proof of possession →
 * grants. Whatever it decides is counted, here and nowhere else; what storage cannot answer is not.
 *
 * Returns the token, or the first denial: at once for a token in memory that is bound to no key, else as a promise, which
 * rejects with a StorageError when storage cannot answer for a genuine token or its proof.
 */
export function verifyToken(
  deps: VerifyDeps,
  presented: string,
  attempt: Attempt,
  consistency: Consistency,
): Verdict | Promise<Verdict> {
  const remembered = consistency === 'strict' ? null : recallFresh(deps, presented);
  if (remembered) return judge(deps, presented, attempt, remembered);
  return lookUpToken(deps, presented, consistency).then((found) => judge(deps, presented, attempt, found));
}

function judge(
  deps: VerifyDeps,
  presented: string,
  attempt: Attempt,
  found: Remembered | null,
): Verdict | Promise<Verdict> {
  if (found === null) return refuse(deps, found, UNKNOWN);
  const denial = checkUse(found.copy, attempt);
  if (denial) {
    // Memory holds nothing past its end.
    if (denial.reason === 'expired' || denial.reason === 'replaced') deps.memory.delete(presented);
    return refuse(deps, found, denial);
  }
  const { possession } = attempt;
  if (isUnbound(found.copy, possession)) return judgeGrants(deps, attempt, found);
  // Before the grants: who cannot prove the key learns nothing of them.
  return refusePossession(deps, presented, found.copy, possession).then((denied) => {
    return denied ? refuse(deps, found, denied) : judgeGrants(deps, attempt, found);
  });
}

function judgeGrants(deps: VerifyDeps, attempt: Attempt, found: Remembered): Verdict {
  const denial = checkGrants(found.copy, attempt);
  if (denial) return refuse(deps, found, denial);
  noteAccepted(deps, found.copy);
  endOverlapOf(deps, found, attempt.nowSeconds);
  return { ok: true, value: found };
}

const UNKNOWN: Denial = { reason: 'unknown_token' };

function refuse(deps: VerifyDeps, found: Remembered | null, denial: Denial): Verdict {
  noteRefused(deps, found === null ? null : found.copy, denial);
  return { ok: false, denial, found };
}

/** The first use of a new secret ends the overlap with the old one. */
function endOverlapOf(deps: VerifyDeps, found: Remembered, nowSeconds: number): void {
  const { overlapEndsAt } = found.copy;
  if (overlapEndsAt === null || overlapEndsAt <= nowSeconds || found.endsOverlap) return;
  found.endsOverlap = true;
  deps.background(deps.endOverlap(found.copy));
}
