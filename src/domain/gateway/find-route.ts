import type { KeptRoute, RouteCopy } from '../../contract/route-copy.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Signer } from '../../crypto/sigv4/sign.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { RouteCopyStore } from '../../kv/route-copies.ts';
import { type Feed, isFresh, readFeed, wantsRefresh } from '../edge/feed.ts';
import { forgetOldest } from '../edge/forget-oldest.ts';
import { giveBack, type Strangers, takeQuestion } from '../edge/strangers.ts';

/** A hostname's route in isolate memory, with what would be costly to work out again on every request. */
export type Route = {
  copy: RouteCopy;
  filledAtMs: number;
  /** The feed's generation that the copy was last held against. */
  heldAgainst: number;
  /** The key that requests to the origin are signed with, once it was opened. */
  signer: Signer | null;
};

/** Hostnames in memory, oldest first; null: it leads nowhere. */
export type RouteMemory = Map<string, Route | { copy: null; filledAtMs: number; propertiesChanged: number }>;

export type RouteDeps = {
  routes: RouteMemory;
  feed: Feed;
  unknownHosts: Strangers;
  stalenessMs: number;
  routeCopies: Pick<RouteCopyStore, 'get'>;
  properties: Pick<PropertyStore, 'findRoute'>;
  changes: Pick<ChangeStore, 'read'>;
  background: (work: Promise<unknown>) => void;
  nowMs: number;
};

const MAX_ROUTES = 1_000;
/** The longest that anything is remembered, whatever the staleness bound is set to. */
const MAX_MEMORY_MS = 10_000;

/**
 * The route of a hostname, or null where there is none: isolate memory, KV, then D1 for what KV lacks or has too old. At
 * once where memory has it and the feed is recent; else a promise, which rejects with a StorageError when storage cannot
 * answer, or cannot vouch that the route is recent enough.
 */
export function findRoute(deps: RouteDeps, hostname: string): Route | null | Promise<Route | null> {
  const { feed, nowMs, stalenessMs } = deps;
  if (isFresh(feed, nowMs, stalenessMs)) {
    const known = recallRoute(deps, hostname);
    if (known !== undefined) {
      if (wantsRefresh(feed, nowMs, stalenessMs)) deps.background(readFeed(feed, deps.changes, nowMs));
      return known;
    }
  }
  return lookUpRoute(deps, hostname);
}

/** What memory knows and may still be relied on; undefined: nothing. */
function recallRoute({ routes, feed, nowMs }: RouteDeps, hostname: string): Route | null | undefined {
  const known = routes.get(hostname);
  if (known === undefined || nowMs - known.filledAtMs > MAX_MEMORY_MS) return undefined;
  if (known.copy === null) return known.propertiesChanged === feed.propertiesChanged ? null : undefined;
  if (known.heldAgainst === feed.generation) return known;
  if (isOutdated(feed, known.copy)) return undefined;
  known.heldAgainst = feed.generation;
  return known;
}

async function lookUpRoute(deps: RouteDeps, hostname: string): Promise<Route | null> {
  const { feed, nowMs, stalenessMs } = deps;
  const [kept] = await Promise.all([
    deps.routeCopies.get(hostname),
    isFresh(feed, nowMs, stalenessMs) ? undefined : readFeed(feed, deps.changes, nowMs),
  ]);
  const known = recallRoute(deps, hostname);
  if (known !== undefined) return known;
  if (kept?.document && !feed.distrustsKv && !isOutdated(feed, kept)) return keep(deps, hostname, kept, feed);
  // What the feed tells while D1 answers may be newer than the answer.
  const { generation, propertiesChanged } = feed;
  return keep(deps, hostname, await askTruth(deps, hostname), { generation, propertiesChanged });
}

/** Anybody can make up names under a wildcard: D1 is asked about what turns out to be none only so often. */
async function askTruth({ properties, unknownHosts, nowMs }: RouteDeps, hostname: string): Promise<RouteCopy | null> {
  if (!takeQuestion(unknownHosts, nowMs)) throw new StorageError('too many unknown hostnames this minute');
  const copy = await properties.findRoute(hostname);
  if (copy !== null) giveBack(unknownHosts);
  return copy;
}

function isOutdated(feed: Feed, { propertyId, change }: KeptRoute): boolean {
  return (feed.propertyFloors.get(propertyId)?.version ?? 0) > change;
}

/** `asOf`: what was known of the feed when the copy was read. */
function keep(
  { routes, nowMs }: RouteDeps,
  hostname: string,
  copy: RouteCopy | null,
  asOf: Pick<Feed, 'generation' | 'propertiesChanged'>,
): Route | null {
  routes.delete(hostname);
  if (routes.size >= MAX_ROUTES) forgetOldest(routes, MAX_ROUTES / 10);
  if (copy === null) {
    routes.set(hostname, { copy, filledAtMs: nowMs, propertiesChanged: asOf.propertiesChanged });
    return null;
  }
  const route: Route = { copy, filledAtMs: nowMs, heldAgainst: asOf.generation, signer: null };
  routes.set(hostname, route);
  return route;
}
