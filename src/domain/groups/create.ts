import type { CreateGroupBody } from '../../contract/people.ts';
import type { GroupRecord, GroupStore } from '../../d1/groups.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewGroup } from './view.ts';

type Deps = { groups: Pick<GroupStore, 'create'>; nowMs: number };

/** Makes a group without people. Denies with `conflict` when its id is taken. */
export async function createGroup(
  deps: Deps,
  caller: Caller,
  { id, name }: CreateGroupBody,
): Promise<Result<GroupRecord, Denial>> {
  const createdAt = Math.floor(deps.nowMs / 1000);
  const group = { id, name, createdAt };
  const event = eventBy(caller, createdAt, { action: 'group.created', target: `group:${id}`, after: viewGroup(group) });
  if ((await deps.groups.create(group, event)) === 'created') return ok(group);
  return deny({ reason: 'conflict', message: `group ${id} exists already` });
}
