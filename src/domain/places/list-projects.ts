import type { PlaceListQuery } from '../../contract/places.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type PlacePage, readAfter, toPage } from './pages.ts';
import { projectsOf } from './visible-projects.ts';

/** One page of the projects that a caller may see, by id, and how many there are in all. */
export async function listProjects(
  deps: { places: Pick<PlaceStore, 'listProjects'> },
  caller: Caller,
  query: PlaceListQuery,
): Promise<Result<PlacePage<ProjectRecord>, Denial>> {
  const only = projectsOf(caller);
  const after = readAfter(query);
  if (!after.ok) return after;
  return ok(toPage(await deps.places.listProjects(only, query.limit, after.value), (project) => project.id));
}
