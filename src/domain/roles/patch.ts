import type { PatchRoleBody } from '../../contract/people.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { RoleRecord, RoleStore } from '../../d1/roles.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readPermissions } from './permissions.ts';
import { isBuiltIn, viewRole } from './view.ts';

export type ChangeRoleDeps = {
  roles: Pick<RoleStore, 'find' | 'change'>;
  places: Pick<PlaceStore, 'findMissing'>;
  nowMs: number;
  /** Called once a change is committed, so that every isolate learns of other rights. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same role has just won. */
const MAX_TRIES = 8;

/** Changes a custom role: whoever has it may do what it says from then on. Denies with `conflict` for a built-in one. */
export async function patchRole(
  deps: ChangeRoleDeps,
  caller: Caller,
  name: string,
  { description, permissions: asked }: PatchRoleBody,
): Promise<Result<RoleRecord, Denial>> {
  if (isBuiltIn(name)) return deny({ reason: 'conflict', message: `role ${name} is built in and never changes` });
  const permissions = asked === undefined ? ok(undefined) : await readPermissions(deps, asked);
  if (!permissions.ok) return permissions;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.roles.find(name);
    if (!from) return deny({ reason: 'not_found' });
    const to = {
      ...from,
      permissions: permissions.value ?? from.permissions,
      description: description === undefined ? from.description : description,
    };
    const [before, after] = [viewRole(from), viewRole(to)];
    if (JSON.stringify(before) === JSON.stringify(after)) return ok(from);
    const happening = { action: 'role.updated', target: `role:${name}`, before, after };
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), happening);
    if ((await deps.roles.change(from, to, event)) === 'changed') {
      deps.announceEpoch();
      return ok(to);
    }
  }
  throw new StorageError(`role ${name} kept changing under ${MAX_TRIES} tries`);
}
