import type { PlaceListQuery } from '../../contract/places.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type PlacePage, readAfter, toPage } from './pages.ts';
import { namespacesOf } from './visible-namespaces.ts';

/** One page of the namespaces of a project that a token may see, by name, and how many these are in all. */
export async function listNamespaces(
  deps: { places: Pick<PlaceStore, 'listNamespaces'> },
  token: TokenCopy,
  project: string,
  query: PlaceListQuery,
): Promise<Result<PlacePage<NamespaceRecord>, Denial>> {
  const only = namespacesOf(token, project);
  if (!only.ok) return only;
  const after = readAfter(query);
  if (!after.ok) return after;
  const page = await deps.places.listNamespaces({ project, only: only.value }, query.limit, after.value);
  return page ? ok(toPage(page, (namespace) => namespace.name)) : deny({ reason: 'not_found' });
}
