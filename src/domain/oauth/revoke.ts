import { formatId } from '../../contract/ids.ts';
import type { Caller, Origin } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { ChangeDeps } from '../tokens/change.ts';
import { type LookUpDeps, lookUpToken } from '../tokens/look-up.ts';
import { revokeToken } from '../tokens/revoke.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';

export type RevokePresentedDeps = Omit<LookUpDeps, 'tokens'> &
  Omit<ChangeDeps, 'tokens'> & { tokens: LookUpDeps['tokens'] & ChangeDeps['tokens'] };

/**
 * Ends the token whose very string is presented. Whoever holds a secret may end it, from wherever and without the key
 * that it may be bound to: a secret in wrong hands is best ended by the first who finds it. A client that may delete it does
 * so under its own name. What is public by nature is ended by nobody else.
 *
 * Returns whether there was a token that could still be used. Denies with `not_granted` a type that does not end like this.
 */
export async function revokePresented(
  deps: RevokePresentedDeps,
  from: Origin,
  client: Caller | null,
  presented: string,
): Promise<Result<boolean, Denial>> {
  const found = await lookUpToken(deps, presented, 'strict');
  if (found === null || hasEnded(found.copy, Math.floor(deps.nowMs / 1000))) return ok(false);
  const { copy } = found;
  // Its id is in every request that an S3 client makes, and in URLs that are passed on: who has that holds no secret.
  if (copy.s3) return ok(false);
  const id = formatId('tok', copy.id);
  if (client !== null) {
    const revoked = await revokeToken(deps, client, id, 'unspecified');
    if (revoked.ok) return ok(true);
  }
  const { secret, bound } = TYPE_POLICIES[copy.type];
  if (!secret || bound !== null) return refuseType(copy.type);
  const revoked = await revokeToken(deps, { ...from, token: copy }, id, 'unspecified');
  return revoked.ok ? ok(true) : revoked;
}

type Ends = { revokedAt: number | null; expiresAt: number | null; secretEndsAt: number | null };

function hasEnded({ revokedAt, expiresAt, secretEndsAt }: Ends, nowSeconds: number): boolean {
  return revokedAt !== null || [expiresAt, secretEndsAt].some((end) => end !== null && end <= nowSeconds);
}

function refuseType(type: string): { ok: false; denial: Denial } {
  const message = `a token of type ${type} is ended by who may delete it, or with the membership that made it`;
  return deny({ reason: 'not_granted', code: 'unsupported_token_type', message });
}
