import type { KeptRoute } from '../../contract/route-copy.ts';
import type { OutboxStore, Owed } from '../../d1/outbox.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { RouteCopyStore } from '../../kv/route-copies.ts';

export type PublishRoutesDeps = {
  properties: Pick<PropertyStore, 'findRoutes'>;
  routeCopies: Pick<RouteCopyStore, 'put'>;
  outbox: Pick<OutboxStore, 'done' | 'advance'>;
};

type Scope = { hostnames: string[]; property: { id: number; change: number } };

/** A document may have 64 kB, and there is a copy of it for each name: so many are held in memory at once. */
const CHUNK = 20;
/** A route that changes during each of so many publications is left to the next run. */
const MAX_ROUNDS = 3;

/** Goes on through the hostnames of a change, by up to `limit`; returns how many, and whether more are left. */
export async function publishRoutes(
  deps: PublishRoutesDeps,
  row: Owed,
  scope: Scope,
  limit: number,
): Promise<{ published: number; more: boolean }> {
  const part = scope.hostnames.slice(row.key, row.key + limit);
  for (let at = 0; at < part.length; at += CHUNK) {
    await publishChunk(deps, part.slice(at, at + CHUNK), scope.property);
  }
  const reached = row.key + part.length;
  const more = reached < scope.hostnames.length;
  if (more) await deps.outbox.advance(row.id, reached);
  else await deps.outbox.done([row.id]);
  return { published: part.length, more };
}

/**
 * Writes the copies and reads the truth again: had one changed in between, an older copy may have come after a newer one
 * of another publisher, so it is written once more. Throws where KV fails, or where one kept changing: the row stays.
 */
async function publishChunk(deps: PublishRoutesDeps, hostnames: string[], property: Scope['property']): Promise<void> {
  const written = new Map<string, string>();
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const kept = await readKept(deps, hostnames, property);
    const changed = kept.filter((route) => written.get(route.hostname) !== JSON.stringify(route));
    if (changed.length === 0) return;
    if (round === MAX_ROUNDS) throw new Error('a route kept changing while it was published');
    await Promise.all(changed.map((route) => deps.routeCopies.put(route)));
    for (const route of changed) written.set(route.hostname, JSON.stringify(route));
  }
}

/** What is true of each hostname: where it leads, or that it leads nowhere since this change of that property. */
async function readKept(
  { properties }: PublishRoutesDeps,
  hostnames: readonly string[],
  { id, change }: Scope['property'],
): Promise<KeptRoute[]> {
  const routes = await properties.findRoutes(hostnames);
  return hostnames.map(
    (hostname) =>
      routes.find((route) => route.hostname === hostname) ?? { hostname, propertyId: id, change, document: null },
  );
}
