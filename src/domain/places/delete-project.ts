import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseUsed } from './still-used.ts';
import { viewProject } from './view.ts';

type Deps = { places: Pick<PlaceStore, 'findProject' | 'deleteProject' | 'countProjectUses'>; nowMs: number };

/** Deletes a project. Denies with `conflict` while it has namespaces, or live tokens that name it. */
export async function deleteProject(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const { places } = deps;
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const project = await places.findProject(id);
  if (!project) return deny({ reason: 'not_found' });
  const target = `project:${id}`;
  const event = eventBy(caller, nowSeconds, {
    action: 'project.deleted',
    target,
    project: id,
    before: viewProject(project),
  });
  if ((await places.deleteProject(id, event)) === 'deleted') return ok(null);
  const { namespaces, tokens } = await places.countProjectUses(id, nowSeconds);
  const uses = [
    { count: namespaces, what: 'namespace' },
    { count: tokens, what: 'live token' },
  ];
  return deny(refuseUsed(`project ${id}`, uses));
}
