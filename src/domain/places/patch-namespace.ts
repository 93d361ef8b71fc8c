import type { PatchNamespaceBody } from '../../contract/places.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { GroupStore } from '../../d1/groups.ts';
import type { NamespaceName, NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { missingGroup, refuseRegrouping } from './guarding-group.ts';
import { viewNamespace } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'findNamespace' | 'changeNamespace'>;
  groups: Pick<GroupStore, 'find'>;
  nowMs: number;
  /** Called once another group guards the namespace, or none. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same namespace has just won. */
const MAX_TRIES = 8;

/**
 * Changes a namespace's group or retention. Items that were written before keep the end that they were given. Denies
 * with `outside_group` who is not of the present and of the new group, with `invalid` a group that does not exist.
 */
export async function patchNamespace(
  deps: Deps,
  caller: Caller,
  named: NamespaceName,
  body: PatchNamespaceBody,
): Promise<Result<NamespaceRecord, Denial>> {
  const target = `namespace:${named.project}/${named.name}`;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.places.findNamespace(named);
    if (!from) return deny({ reason: 'not_found' });
    const { group = from.group, retentionDays = from.retentionDays } = body;
    if (group === from.group && retentionDays === from.retentionDays) return ok(from);
    const outsider = refuseRegrouping(caller, named.name, from.group, group);
    if (outsider) return deny(outsider);
    const to = { ...from, group, retentionDays };
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'namespace.updated',
      target,
      project: named.project,
      before: viewNamespace(from),
      after: viewNamespace(to),
    });
    if ((await deps.places.changeNamespace(from, to, event)) === 'changed') {
      if (from.group !== to.group) deps.announceEpoch();
      return ok(to);
    }
    if (group !== null && !(await deps.groups.find(group))) return deny(missingGroup(group));
  }
  throw new StorageError(`${target} kept changing under ${MAX_TRIES} tries`);
}
