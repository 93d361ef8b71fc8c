import type { CreateNamespaceBody } from '../../contract/places.ts';
import type { NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { missingGroup, refuseRegrouping } from './guarding-group.ts';
import { viewNamespace } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'createNamespace' | 'findProject'>;
  nowMs: number;
  /** Called once a namespace that a group guards is there. */
  announceEpoch: () => void;
};

/**
 * Creates a namespace. Denies with `not_found` without its project, with `conflict` when its name is taken there, with
 * `outside_group` who is not of the group that shall guard it, with `invalid` a group that does not exist.
 */
export async function createNamespace(
  deps: Deps,
  caller: Caller,
  project: string,
  body: CreateNamespaceBody,
): Promise<Result<NamespaceRecord, Denial>> {
  const createdAt = Math.floor(deps.nowMs / 1000);
  const { name, group = null, retentionDays = 0 } = body;
  const outsider = refuseRegrouping(caller, name, null, group);
  if (outsider) return deny(outsider);
  const namespace = { project, name, group, retentionDays, createdAt };
  const event = eventBy(caller, createdAt, {
    action: 'namespace.created',
    target: `namespace:${project}/${name}`,
    project,
    after: viewNamespace(namespace),
  });
  const outcome = await deps.places.createNamespace(namespace, event);
  if (outcome === 'created') {
    if (group !== null) deps.announceEpoch();
    return ok(namespace);
  }
  if (outcome === 'refused') {
    const found = group === null ? null : await deps.places.findProject(project);
    return deny(found && group !== null ? missingGroup(group) : { reason: 'not_found' });
  }
  return deny({ reason: 'conflict', message: `namespace ${name} exists already in project ${project}` });
}
