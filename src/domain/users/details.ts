import { parseId } from '../../contract/ids.ts';
import type { UserDetails } from '../../contract/people.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, type Principal, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';

import { type Shown, viewDetails } from './view.ts';

type Deps = { users: Pick<UserStore, 'find' | 'findStanding'> };

/** A person with those of their memberships that the caller may know of: all of one's own, else where they see members. */
export function findDetails(deps: Deps, caller: Caller, id: string): Promise<Result<UserDetails, Denial>> {
  const principal = principalOf(caller.token);
  const key = parseId('usr', id);
  const own = key === principal.userId && principal.standing !== null;
  return show(
    deps,
    key,
    own ? ownedBy(principal) : { shows: (project) => seesMembers(principal, project), everywhere: true },
  );
}

/** The person behind a personal or master token; the latter speaks for its one project only. */
export function findSelf(deps: Deps, caller: Caller): Promise<Result<UserDetails, Denial>> {
  const principal = principalOf(caller.token);
  return show(deps, principal.standing === null ? null : principal.userId, ownedBy(principal));
}

async function show(deps: Deps, key: number | null, shown: Shown): Promise<Result<UserDetails, Denial>> {
  if (key === null) return deny({ reason: 'not_found' });
  const [user, standing] = await Promise.all([deps.users.find(key), deps.users.findStanding(key)]);
  return user && standing ? ok(viewDetails(user, standing, shown)) : deny({ reason: 'not_found' });
}

function ownedBy({ only }: Principal): Shown {
  return { shows: (project) => only === null || only === project, everywhere: only === null };
}

function seesMembers(principal: Principal, project: string): boolean {
  return decide(principal, { permission: 'member:read', where: { project } }).allowed;
}
