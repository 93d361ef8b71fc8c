import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { MAX_TRIES } from './change.ts';
import { refuseLastAdmin } from './last-admin.ts';
import { viewUser } from './view.ts';

type Deps = {
  users: Pick<UserStore, 'find' | 'remove' | 'hasOtherAdmin'>;
  nowMs: number;
  announceEpoch: () => void;
};

/**
 * Removes a person for good: their tokens are revoked, of whatever type, and the issuers that they trusted are trusted no
 * longer; they leave every project and every group.
 */
export async function removeUser(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const key = parseId('usr', id);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = key === null ? null : await deps.users.find(key);
    if (!from) return deny({ reason: 'not_found' });
    const refusal = await refuseLastAdmin(deps, from);
    if (refusal) return deny(refusal);
    const outcome = await deps.users.remove({ from, ...eventsOf(deps, caller, from) });
    if (outcome === 'removed') {
      deps.announceEpoch();
      return ok(null);
    }
  }
  throw new StorageError(`person ${id} kept changing under ${MAX_TRIES} tries`);
}

/** Rows apart: notices of revoked tokens go by the second, as after a bulk revocation. */
function eventsOf({ nowMs }: { nowMs: number }, caller: Caller, from: UserRecord) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const owner = formatId('usr', from.id);
  return {
    event: eventBy(caller, nowSeconds, { action: 'user.deleted', target: owner, before: viewUser(from) }),
    tokensEvent: eventBy(caller, nowSeconds, {
      action: 'tokens.revoked',
      target: 'tokens',
      after: { owner, reason: 'affiliation_changed' },
    }),
    trustsEvent: eventBy(caller, nowSeconds, {
      action: 'trusted_issuers.deleted',
      target: 'trusted_issuers',
      after: { owner, reason: 'affiliation_changed' },
    }),
  };
}
