import type { PlaceListQuery } from '../../contract/places.ts';
import type { ClientRecord, ClientStore } from '../../d1/clients.ts';
import type { Denial } from '../denial.ts';
import { type PlacePage, readAfter, toPage } from '../places/pages.ts';
import { ok, type Result } from '../result.ts';

/** One page of clients, by id, and how many there are in all. */
export async function listClients(
  deps: { clients: Pick<ClientStore, 'list'> },
  query: PlaceListQuery,
): Promise<Result<PlacePage<ClientRecord>, Denial>> {
  const after = readAfter(query);
  if (!after.ok) return after;
  return ok(toPage(await deps.clients.list(query.limit, after.value), (client) => client.id));
}
