import { parseId } from '../../contract/ids.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { Reach } from '../../d1/places/find-guards.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Principal } from '../people/decide.ts';
import { readClients, readScope } from './draft.ts';
import type { PrepareDeps } from './prepare.ts';
import { TYPE_POLICIES } from './types.ts';

export type AroundDeps = {
  users: Pick<UserStore, 'findMany' | 'findStandings'>;
  places: Pick<PlaceStore, 'findGuards' | 'findGuardsOf'>;
};

/**
 * Looks up what `prepareToken` will ask for, of all rows together: the queries do not grow with their number.
 */
export async function lookAround(
  deps: AroundDeps,
  principal: Principal,
  bodies: readonly CreateTokenBody[],
): Promise<Pick<PrepareDeps, 'users' | 'places'>> {
  const reaches = principal.everything ? [] : reachesOf(bodies);
  const followed = principal.everything ? [] : bodies.filter(followsOwner);
  const [users, standings, guards] = await Promise.all([
    deps.users.findMany(ownersOf(principal, bodies)),
    followed.length > 0 ? deps.users.findStandings(ownersOf(principal, followed)) : [],
    reaches.length > 0 ? deps.places.findGuardsOf(reaches) : [],
  ]);
  const userOf = new Map(users.map((user) => [user.id, user]));
  const standingOf = new Map(standings.map(({ id, standing }) => [id, standing]));
  const guardsOf = new Map(reaches.map((reach, at) => [keyOf(reach), guards[at] ?? []]));
  return {
    users: {
      find: async (id) => userOf.get(id) ?? null,
      findStanding: async (id) => standingOf.get(id) ?? null,
    },
    // No guard may be missed: what was not foreseen is looked up.
    places: { findGuards: async (reach) => guardsOf.get(keyOf(reach)) ?? deps.places.findGuards(reach) },
  };
}

function followsOwner({ type }: CreateTokenBody): boolean {
  return TYPE_POLICIES[type].permission === 'owner_roles';
}

function ownersOf({ userId }: Principal, bodies: readonly CreateTokenBody[]): number[] {
  const ids = bodies.map(({ owner }) => (owner === undefined ? userId : parseId('usr', owner)));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** What the rows reach, each once: rows of one kind are many. */
function reachesOf(bodies: readonly CreateTokenBody[]): Reach[] {
  const reaches = new Map<string, Reach>();
  for (const body of bodies) {
    const scope = readScope(body);
    if (!scope.ok || (scope.value.grants.length === 0 && body.clients === undefined)) continue;
    const reach = { projects: scope.value.projects, grants: scope.value.grants, clients: readClients(body.clients) };
    reaches.set(keyOf(reach), reach);
  }
  return [...reaches.values()];
}

function keyOf({ projects, grants, clients }: Reach): string {
  const namespaces = grants.flatMap(({ resource, name }) => (resource === 'namespace' ? [name] : []));
  return JSON.stringify([projects, namespaces, clients ?? []]);
}
