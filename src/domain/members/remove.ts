import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { MemberRecord } from '../../d1/members/find.ts';
import type { EndedMaster } from '../../d1/members/master.ts';
import type { MemberStore } from '../../d1/members.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewToken } from '../tokens/view.ts';
import { findMember } from './find.ts';
import { refuseStronger } from './roles.ts';
import { memberTarget, viewMember } from './view.ts';

export type RemoveMemberDeps = {
  members: Pick<MemberStore, 'find' | 'findMaster' | 'findRolePermissions' | 'remove'>;
  nowMs: number;
  /** Called once a change is committed. */
  announceEpoch: () => void;
};

/** Each retry means that the same membership or its token has just changed. */
const MAX_TRIES = 8;

/** Ends a membership and its master token. One may always leave; to remove others takes the right, and no lesser role. */
export async function removeMember(
  deps: RemoveMemberDeps,
  caller: Caller,
  { project, user }: { project: string; user: string },
): Promise<Result<null, Denial>> {
  const denied = refuseRemoving(caller, project, user);
  if (denied) return deny(denied);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const member = await findMember(deps, project, user);
    if (!member.ok) return member;
    const stronger = await refuseStronger(deps, principalOf(caller.token), member.value);
    if (stronger) return deny(stronger);
    if (await end(deps, caller, member.value)) {
      deps.announceEpoch();
      return ok(null);
    }
  }
  throw new StorageError(`the members of project ${project} kept changing under ${MAX_TRIES} tries`);
}

/** Asked before the person is looked up, so that nobody without the right learns who belongs. */
function refuseRemoving(caller: Caller, project: string, user: string): Denial | null {
  const principal = principalOf(caller.token);
  if (principal.userId !== null && parseId('usr', user) === principal.userId) return null;
  const decision = decide(principal, { permission: 'member:delete', where: { project } });
  return decision.allowed ? null : { reason: 'insufficient_scope', need: decision.need };
}

async function end(deps: RemoveMemberDeps, caller: Caller, member: MemberRecord): Promise<boolean> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const master = await deps.members.findMaster(member);
  const event = eventBy(caller, nowSeconds, {
    action: 'member.removed',
    target: memberTarget(member),
    project: member.project,
    before: viewMember(member),
  });
  const ended = master && endMaster(caller, member.project, master, nowSeconds);
  return (await deps.members.remove(member, event, ended)) === 'removed';
}

function endMaster(caller: Caller, project: string, from: TokenRecord, nowSeconds: number): EndedMaster {
  const revoked = { revokedAt: nowSeconds, revocationReason: 'affiliation_changed', overlapEndsAt: null } as const;
  const to = { ...from, ...revoked, version: from.version + 1 };
  const event = eventBy(caller, nowSeconds, {
    action: 'token.revoked',
    target: formatId('tok', from.id),
    project,
    before: viewToken(from, nowSeconds),
    after: viewToken(to, nowSeconds),
  });
  return { from, to, event };
}
