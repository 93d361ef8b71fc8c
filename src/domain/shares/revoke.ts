import { formatInstant } from '../../contract/expiry.ts';
import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { ShareStore } from '../../d1/shares.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { MAX_TRIES } from '../tokens/change.ts';
import { auditShare } from './audit.ts';
import { type FindSharedDeps, findShareable } from './find.ts';

export type RevokeShareDeps = FindSharedDeps & { shares: Pick<ShareStore, 'find' | 'revoke'>; nowMs: number };

/**
 * Ends an open link. One that has ended already stays as it is; of one that was used, `conflict` says so, for ending
 * it would promise what it cannot hold.
 */
export async function revokeShare(
  deps: RevokeShareDeps,
  caller: Caller,
  id: string,
  shareId: string,
): Promise<Result<null, Denial>> {
  const found = await findShareable(deps, caller, id);
  if (!found.ok) return found;
  const record = found.value;
  const key = parseId('shr', shareId);
  if (key === null) return deny({ reason: 'not_found' });
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const share = await deps.shares.find(key);
    if (share?.tokenId !== record.id) return deny({ reason: 'not_found' });
    if (share.redeemedAt !== null) {
      const message = `the link was used at ${formatInstant(share.redeemedAt)}; refresh the token to end what it gave`;
      return deny({ reason: 'conflict', message });
    }
    if (share.revokedAt !== null || share.expiresAt <= nowSeconds) return ok(null);
    const event = eventBy(caller, nowSeconds, {
      action: 'token.share_revoked',
      target: formatId('tok', record.id),
      project: record.projects.length === 1 ? (record.projects[0] ?? null) : null,
      after: auditShare(share, record, nowSeconds),
    });
    if (await deps.shares.revoke(key, event)) return ok(null);
  }
  throw new StorageError(`link ${shareId} kept changing under ${MAX_TRIES} tries`);
}
