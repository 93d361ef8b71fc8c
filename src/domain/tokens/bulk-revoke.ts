import { parseInstant } from '../../contract/expiry.ts';
import { parseId } from '../../contract/ids.ts';
import type { Epoch } from '../../contract/token-copy.ts';
import type { BulkRevokeBody } from '../../contract/tokens.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

export type BulkRevokeDeps = {
  tokens: Pick<TokenStore, 'revokeMatching'>;
  nowMs: number;
  /** Called once the revocation is committed. */
  announceEpoch: () => void;
};

/** Revokes every token of an owner, a project, a type, or issued before a time; all that are named must match. */
export async function bulkRevoke(
  deps: BulkRevokeDeps,
  caller: Caller,
  body: BulkRevokeBody,
): Promise<Result<number, Denial>> {
  const epoch = readEpoch(body);
  if (!epoch.ok) return epoch;
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

function readEpoch(body: BulkRevokeBody): Result<Epoch, Denial> {
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
