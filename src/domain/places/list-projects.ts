import type { PlaceListQuery } from '../../contract/places.ts';
import type { ProjectRecord } from '../../d1/places/projects.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type PlacePage, readAfter, toPage } from './pages.ts';

/** One page of projects, by id, and how many there are in all. */
export async function listProjects(
  deps: { places: Pick<PlaceStore, 'listProjects'> },
  query: PlaceListQuery,
): Promise<Result<PlacePage<ProjectRecord>, Denial>> {
  const after = readAfter(query);
  if (!after.ok) return after;
  return ok(toPage(await deps.places.listProjects(query.limit, after.value), (project) => project.id));
}
