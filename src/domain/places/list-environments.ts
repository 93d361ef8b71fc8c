import type { PlaceListQuery } from '../../contract/places.ts';
import type { EnvironmentRecord } from '../../d1/places/environments.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type PlacePage, readAfter, toPage } from './pages.ts';

/** One page of environments, by id, and how many there are in all. */
export async function listEnvironments(
  deps: { places: Pick<PlaceStore, 'listEnvironments'> },
  query: PlaceListQuery,
): Promise<Result<PlacePage<EnvironmentRecord>, Denial>> {
  const after = readAfter(query);
  if (!after.ok) return after;
  return ok(toPage(await deps.places.listEnvironments(query.limit, after.value), (environment) => environment.id));
}
