import type { RoleStore } from '../../d1/roles.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseUsed } from '../places/still-used.ts';
import { deny, ok, type Result } from '../result.ts';
import { isBuiltIn, viewRole } from './view.ts';

type Deps = { roles: Pick<RoleStore, 'find' | 'remove' | 'countUses'>; nowMs: number };

/** Deletes a custom role. Denies with `conflict` while somebody has it, and for a built-in one. */
export async function removeRole({ roles, nowMs }: Deps, caller: Caller, name: string): Promise<Result<null, Denial>> {
  if (isBuiltIn(name)) return deny({ reason: 'conflict', message: `role ${name} is built in` });
  const role = await roles.find(name);
  if (!role) return deny({ reason: 'not_found' });
  const event = eventBy(caller, Math.floor(nowMs / 1000), {
    action: 'role.deleted',
    target: `role:${name}`,
    before: viewRole(role),
  });
  if ((await roles.remove(role, event)) === 'removed') return ok(null);
  const { people, members } = await roles.countUses(name);
  const uses = [
    { count: people, what: 'root role' },
    { count: members, what: 'membership' },
  ];
  return deny(refuseUsed(`role ${name}`, uses));
}
