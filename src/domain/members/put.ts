import { parseId } from '../../contract/ids.ts';
import type { PutMemberBody } from '../../contract/people.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { MemberRecord } from '../../d1/members/find.ts';
import type { GivenRole } from '../../d1/members/write.ts';
import type { MemberStore } from '../../d1/members.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { UserStore } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { prepareJoining } from './join.ts';
import { readRole, refuseStronger } from './roles.ts';
import { memberTarget, viewMember } from './view.ts';

export type PutMemberDeps = {
  members: Pick<MemberStore, 'find' | 'findRolePermissions' | 'add' | 'change'>;
  places: Pick<PlaceStore, 'findProject'>;
  users: Pick<UserStore, 'find'>;
  keyring: Keyring;
  nowMs: number;
  /** Called once a change is committed. */
  announceEpoch: () => void;
};

/** Each retry means that the same membership has just changed, or that two tokens drew the same id. */
const MAX_TRIES = 8;

/**
 * Adds a person to a project, with a master token, or changes their role there. Denies with `not_found` without the
 * person, with `invalid` a role that there is not, with `beyond_caller` what goes beyond the caller's own role.
 */
export async function putMember(
  deps: PutMemberDeps,
  caller: Caller,
  named: { project: string; user: string },
  body: PutMemberBody,
): Promise<Result<MemberRecord, Denial>> {
  const userId = parseId('usr', named.user);
  if (userId === null) return deny({ reason: 'not_found' });
  const principal = principalOf(caller.token);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.members.find({ project: named.project, userId });
    const denial = from && (await refuseStronger(deps, principal, from));
    if (denial) return deny(denial);
    const role = await readRole(deps, principal, named.project, body.role);
    if (!role.ok) return role;
    const done = from
      ? await change(deps, caller, from, role.value)
      : await add(deps, caller, { ...named, userId }, role.value);
    if (done !== 'again') return done;
  }
  throw new StorageError(`the members of project ${named.project} kept changing under ${MAX_TRIES} tries`);
}

type Outcome = Result<MemberRecord, Denial> | 'again';

async function change(deps: PutMemberDeps, caller: Caller, from: MemberRecord, role: GivenRole): Promise<Outcome> {
  if (from.role === role.name) return ok(from);
  const to = { ...from, role: role.name };
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'member.changed',
    target: memberTarget(from),
    project: from.project,
    before: viewMember(from),
    after: viewMember(to),
  });
  if ((await deps.members.change(from, role, event)) === 'refused') return 'again';
  deps.announceEpoch();
  return ok(to);
}

async function add(
  deps: PutMemberDeps,
  caller: Caller,
  { project, userId }: { project: string; userId: number },
  role: GivenRole,
): Promise<Outcome> {
  const [found, user] = await Promise.all([deps.places.findProject(project), deps.users.find(userId)]);
  if (!found || !user) return deny({ reason: 'not_found' });
  const { member, joining } = await prepareJoining(deps, caller, user, { project, role });
  if ((await deps.members.add(joining)) !== 'added') return 'again';
  deps.announceEpoch();
  return ok(member);
}
