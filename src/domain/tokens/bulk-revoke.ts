import { parseInstant } from '../../contract/expiry.ts';
import { parseId } from '../../contract/ids.ts';
import type { Epoch } from '../../contract/token-copy.ts';
import type { BulkRevokeBody } from '../../contract/tokens.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { TYPE_POLICIES } from './types.ts';

export type BulkRevokeDeps = {
  tokens: Pick<TokenStore, 'revokeMatching'>;
  nowMs: number;
  /** Called once the revocation is committed. */
  announceEpoch: () => void;
};

/**
 * Revokes every token of an owner, a project, a type, or issued before a time; all that are named must match. Master
 * tokens are left: they end with their memberships.
 */
export async function bulkRevoke(
  deps: BulkRevokeDeps,
  caller: Caller,
  body: BulkRevokeBody,
): Promise<Result<number, Denial>> {
  const epoch = readEpoch(body);
  if (!epoch.ok) return epoch;
  const denial = refuseBulk(caller, epoch.value);
  if (denial) return deny(denial);
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'tokens.revoked',
    target: 'tokens',
    project: body.project ?? null,
    after: body,
  });
  const revoked = await deps.tokens.revokeMatching(epoch.value, body.reason, event);
  if (revoked > 0) deps.announceEpoch();
  return ok(revoked);
}

/** Everybody may revoke all that they own; all else takes the right to delete tokens everywhere. */
function refuseBulk(caller: Caller, { ownerId }: Epoch): Denial | null {
  const principal = principalOf(caller.token);
  const own = principal.only === null && principal.standing !== null && ownerId === principal.userId;
  const decision = decide(principal, { permission: 'token:delete', where: 'everywhere', environments: ['*'] });
  return own || decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}

function readEpoch(body: BulkRevokeBody): Result<Epoch, Denial> {
  if (body.type !== undefined && TYPE_POLICIES[body.type].bound !== null) {
    return deny({ reason: 'invalid', field: 'type', message: 'master tokens end with their memberships' });
  }
  const ownerId = body.owner === undefined ? undefined : parseId('usr', body.owner);
  if (ownerId === null) return deny({ reason: 'invalid', field: 'owner', message: 'must be a user id, usr_…' });
  const issuedBefore = body.issuedBefore === undefined ? undefined : parseInstant(body.issuedBefore);
  if (Number.isNaN(issuedBefore)) {
    return deny({ reason: 'invalid', field: 'issuedBefore', message: 'must be an RFC 3339 date-time' });
  }
  return ok({
    ...(ownerId !== undefined && { ownerId }),
    ...(issuedBefore !== undefined && { issuedBefore }),
    ...(body.project !== undefined && { project: body.project }),
    ...(body.type !== undefined && { type: body.type }),
  });
}
