import type { CreateRoleBody } from '../../contract/people.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { RoleRecord, RoleStore } from '../../d1/roles.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readPermissions } from './permissions.ts';
import { isBuiltIn, viewRole } from './view.ts';

type Deps = { roles: Pick<RoleStore, 'create'>; places: Pick<PlaceStore, 'findMissing'>; nowMs: number };

/** All of them are told in one answer. */
const MAX_ROLES = 200;

/** Makes a role. Denies with `conflict` when its name is taken, with `limit_reached` the 201st. */
export async function createRole(
  deps: Deps,
  caller: Caller,
  { name, description, permissions: asked }: CreateRoleBody,
): Promise<Result<RoleRecord, Denial>> {
  if (isBuiltIn(name)) return deny({ reason: 'conflict', message: `role ${name} is built in` });
  const permissions = await readPermissions(deps, asked);
  if (!permissions.ok) return permissions;
  const createdAt = Math.floor(deps.nowMs / 1000);
  const role = { name, description: description ?? null, permissions: permissions.value, createdAt };
  const event = eventBy(caller, createdAt, { action: 'role.created', target: `role:${name}`, after: viewRole(role) });
  const outcome = await deps.roles.create(role, MAX_ROLES, event);
  if (outcome === 'created') return ok(role);
  if (outcome === 'name_taken') return deny({ reason: 'conflict', message: `role ${name} exists already` });
  return deny({ reason: 'limit_reached', message: `there are at most ${MAX_ROLES} roles; delete one first` });
}
