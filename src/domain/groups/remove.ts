import type { GroupStore } from '../../d1/groups.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseUsed } from '../places/still-used.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewGroup } from './view.ts';

type Deps = {
  groups: Pick<GroupStore, 'find' | 'remove' | 'countUses'>;
  nowMs: number;
  announceEpoch: () => void;
};

/** Deletes a group; its people stay. Denies with `conflict` while a namespace or a client names it: nobody else guards those. */
export async function removeGroup(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const group = await deps.groups.find(id);
  if (!group) return deny({ reason: 'not_found' });
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'group.deleted',
    target: `group:${id}`,
    before: viewGroup(group),
  });
  if ((await deps.groups.remove(id, event)) === 'removed') {
    deps.announceEpoch();
    return ok(null);
  }
  const { namespaces, clients } = await deps.groups.countUses(id);
  const uses = [
    { count: namespaces, what: 'namespace' },
    { count: clients, what: 'client' },
  ];
  return deny(refuseUsed(`group ${id}`, uses));
}
