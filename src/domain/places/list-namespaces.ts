import type { PlaceListQuery } from '../../contract/places.ts';
import type { NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type PlacePage, readAfter, toPage } from './pages.ts';

/** One page of a project's namespaces, by name, and how many it has in all. */
export async function listNamespaces(
  deps: { places: Pick<PlaceStore, 'listNamespaces'> },
  project: string,
  query: PlaceListQuery,
): Promise<Result<PlacePage<NamespaceRecord>, Denial>> {
  const after = readAfter(query);
  if (!after.ok) return after;
  const page = await deps.places.listNamespaces(project, query.limit, after.value);
  return page ? ok(toPage(page, (namespace) => namespace.name)) : deny({ reason: 'not_found' });
}
