import type { PatchGroupBody } from '../../contract/people.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { GroupRecord, GroupStore } from '../../d1/groups.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewGroup } from './view.ts';

type Deps = { groups: Pick<GroupStore, 'find' | 'change'>; nowMs: number };

/** Each retry means that another change of the very same group has just won. */
const MAX_TRIES = 8;

/** Renames a group; its id never changes. The name that it has already changes nothing. */
export async function patchGroup(
  deps: Deps,
  caller: Caller,
  id: string,
  { name }: PatchGroupBody,
): Promise<Result<GroupRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.groups.find(id);
    if (!from) return deny({ reason: 'not_found' });
    if (from.name === name) return ok(from);
    const to = { ...from, name };
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'group.updated',
      target: `group:${id}`,
      before: viewGroup(from),
      after: viewGroup(to),
    });
    if ((await deps.groups.change(from, to, event)) === 'changed') return ok(to);
  }
  throw new StorageError(`group ${id} kept changing under ${MAX_TRIES} tries`);
}
