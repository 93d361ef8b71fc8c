import type { PatchProjectBody } from '../../contract/places.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewProject } from './view.ts';

type Deps = { places: Pick<PlaceStore, 'findProject' | 'changeProject'>; nowMs: number };

/** Each retry means that another change of the very same project has just won. */
const MAX_TRIES = 8;

/** Renames a project; its id never changes. The name that it has already changes nothing. */
export async function patchProject(
  deps: Deps,
  caller: Caller,
  id: string,
  body: PatchProjectBody,
): Promise<Result<ProjectRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.places.findProject(id);
    if (!from) return deny({ reason: 'not_found' });
    if (from.name === body.name) return ok(from);
    const to = { ...from, name: body.name };
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'project.updated',
      target: `project:${id}`,
      project: id,
      before: viewProject(from),
      after: viewProject(to),
    });
    if ((await deps.places.changeProject(from, to, event)) === 'changed') return ok(to);
  }
  throw new StorageError(`project ${id} kept changing under ${MAX_TRIES} tries`);
}
