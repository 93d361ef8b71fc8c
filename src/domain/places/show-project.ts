import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { projectsOf } from './visible-projects.ts';

/** A project that the caller may see. */
export async function showProject(
  deps: { places: Pick<PlaceStore, 'findProject'> },
  caller: Caller,
  id: string,
): Promise<Result<ProjectRecord, Denial>> {
  const only = projectsOf(caller);
  if (only !== null && !only.includes(id)) return deny({ reason: 'not_found' });
  const project = await deps.places.findProject(id);
  return project ? ok(project) : deny({ reason: 'not_found' });
}
