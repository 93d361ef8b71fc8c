import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { RoleStore } from '../../d1/roles.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { emailTaken } from './email-taken.ts';
import { administers, refuseLastAdmin } from './last-admin.ts';
import { readRootRole, refuseMissing } from './root-role.ts';
import { viewUser } from './view.ts';

export type ChangeUserDeps = {
  users: Pick<UserStore, 'find' | 'change' | 'hasOtherAdmin'>;
  roles: Pick<RoleStore, 'find'>;
  nowMs: number;
  /** Called once a change is committed, so that every isolate learns of other rights. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same person has just won. */
export const MAX_TRIES = 8;

/**
 * Reads a person, lets `decide` say what becomes of them, and commits that with its audit row. Starts over when another
 * change got in between, so `decide` always sees the latest state. What changes nothing leaves no trace.
 */
export async function changeUser(
  deps: ChangeUserDeps,
  caller: Caller,
  id: number,
  decide: (from: UserRecord) => Partial<UserRecord>,
): Promise<Result<UserRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.users.find(id);
    if (!from) return deny({ reason: 'not_found' });
    const to = { ...from, ...decide(from) };
    if (same(from, to)) return ok(from);
    const role = readRootRole(to.role);
    if (!role.ok) return role;
    const refusal =
      (to.role === from.role ? null : await refuseMissing(deps, role.value)) ??
      (administers(to) ? null : await refuseLastAdmin(deps, from));
    if (refusal) return deny(refusal);
    const outcome = await deps.users.change({ from, to, role: role.value, event: eventOf(deps, caller, from, to) });
    if (outcome === 'email_taken') return deny(emailTaken(to.email));
    if (outcome === 'changed') {
      deps.announceEpoch();
      return ok(to);
    }
  }
  throw new StorageError(`person ${id} kept changing under ${MAX_TRIES} tries`);
}

function same(from: UserRecord, to: UserRecord): boolean {
  const fields = ['email', 'name', 'passwordHash', 'role', 'disabledAt'] as const;
  return fields.every((field) => from[field] === to[field]);
}

/** The audit row: a new password shows as that and nothing more. */
function eventOf(deps: { nowMs: number }, caller: Caller, from: UserRecord, to: UserRecord) {
  const passwordChanged = from.passwordHash !== to.passwordHash;
  return eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'user.updated',
    target: formatId('usr', from.id),
    before: viewUser(from),
    after: { ...viewUser(to), ...(passwordChanged && { passwordChanged }) },
  });
}
