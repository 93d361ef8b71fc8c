import type { Change, Epoch, TokenCopy } from '../../contract/token-copy.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';
import { forgetOldest } from './forget-oldest.ts';

/**
 * What one isolate knows of the change feed. `asOfMs` is the moment of the request whose read it stems from, so the
 * true age is never larger than `now - asOfMs`.
 */
export type Feed = {
  asOfMs: number;
  lastSeq: number | null;
  /** Grows whenever there is something new to hold copies against. */
  generation: number;
  /** The least version that a copy may have. In order of arrival, so the oldest are forgotten from the front. */
  tokenFloors: Map<number, Floor>;
  userFloors: Map<number, Floor>;
  /** The least change that a copy of a property's route may have. */
  propertyFloors: Map<number, Floor>;
  /** Grows with every change of any property: a hostname that led nowhere may now lead to one. */
  propertiesChanged: number;
  epochs: { seq: number; atSeconds: number; epoch: Epoch }[];
  /** Set when the window names more than an isolate can hold: then KV is not believed at all, and D1 answers. */
  distrustsKv: boolean;
  /** Whether the deployment holds any token that was made elsewhere; null: not asked yet. */
  imports: boolean | null;
  /** Grows when a signing key has been taken away: what this isolate holds of them is read anew. */
  signingKeysLost: number;
  /** Grows when this isolate itself committed a change: a read that began before does not count as fresh. */
  ownChanges: number;
  /** While one request refreshes in the background the others need not. A lease, since requests may die. */
  refreshLeaseUntilMs: number;
};

type Floor = { version: number; atSeconds: number };

/** About 10 MB of floors: an isolate has 128. */
const MAX_FLOORS = 100_000;
const REFRESH_LEASE_MS = 2_000;

export function createFeed(): Feed {
  return {
    asOfMs: Number.NEGATIVE_INFINITY,
    lastSeq: null,
    generation: 0,
    tokenFloors: new Map(),
    userFloors: new Map(),
    propertyFloors: new Map(),
    propertiesChanged: 0,
    epochs: [],
    distrustsKv: false,
    imports: null,
    signingKeysLost: 0,
    ownChanges: 0,
    refreshLeaseUntilMs: Number.NEGATIVE_INFINITY,
  };
}

/** Whether the feed is recent enough to rely on copies at `nowMs`. */
export function isFresh(feed: Feed, nowMs: number, stalenessMs: number): boolean {
  return nowMs - feed.asOfMs <= stalenessMs;
}

/** Whether it is time to read the feed behind an answer: half the bound has gone and nobody else is at it. */
export function wantsRefresh(feed: Feed, nowMs: number, stalenessMs: number): boolean {
  return nowMs - feed.asOfMs > stalenessMs / 2 && nowMs >= feed.refreshLeaseUntilMs;
}

/** Called after this isolate committed a change: its next answer waits for the feed, so it sees its own writes. */
export function forgetFreshness(feed: Feed): void {
  feed.ownChanges += 1;
  feed.asOfMs = Number.NEGATIVE_INFINITY;
}

/**
 * Reads on from where the feed was left. Throws a StorageError when D1 cannot be read; the feed is then as old as
 * before. Every request reads for itself: a promise of one request must not be awaited by another in Workers.
 */
export async function readFeed(feed: Feed, changes: Pick<ChangeStore, 'read'>, nowMs: number): Promise<void> {
  const nowSeconds = Math.floor(nowMs / 1000);
  const ownChanges = feed.ownChanges;
  feed.refreshLeaseUntilMs = nowMs + REFRESH_LEASE_MS;
  for (let full = true; full; ) {
    const page = await changes.read(feed.lastSeq, nowSeconds);
    for (const change of page.changes) apply(feed, change);
    forgetBefore(feed, page.windowStart);
    feed.imports = page.imports;
    full = page.full;
  }
  if (feed.ownChanges === ownChanges) feed.asOfMs = Math.max(feed.asOfMs, nowMs);
}

/**
 * Whether the feed names something newer than this copy. `asOfSeq` is the last change that was known before the copy
 * was read from D1 itself, 0 for a copy from KV: a bulk change older than that is already in it.
 */
export function isSuperseded(feed: Feed, copy: TokenCopy, asOfSeq: number): boolean {
  if ((feed.tokenFloors.get(copy.id)?.version ?? 0) > copy.version) return true;
  if (copy.owner && (feed.userFloors.get(copy.owner.id)?.version ?? 0) > copy.owner.version) return true;
  return feed.epochs.some(({ seq, epoch }) => seq > asOfSeq && matchesEpoch(epoch, copy));
}

function matchesEpoch(epoch: Epoch, copy: TokenCopy): boolean {
  return (
    (epoch.ownerId === undefined || epoch.ownerId === copy.owner?.id) &&
    (epoch.type === undefined || epoch.type === copy.type) &&
    (epoch.project === undefined || copy.projects.includes(epoch.project)) &&
    (epoch.issuedBefore === undefined || copy.issuedAt < epoch.issuedBefore) &&
    (epoch.people === undefined || TYPE_POLICIES[copy.type].permission === 'owner_roles') &&
    (epoch.client === undefined || (copy.clients ?? []).some(({ id }) => id === epoch.client)) &&
    (epoch.parentId === undefined || epoch.parentId === copy.parentId) &&
    (epoch.trustId === undefined || epoch.trustId === copy.trustId) &&
    (epoch.signed === undefined || copy.audience != null)
  );
}

function apply(feed: Feed, change: Change): void {
  if (feed.lastSeq !== null && change.seq <= feed.lastSeq) return;
  feed.lastSeq = change.seq;
  feed.generation += 1;
  if (change.kind === 'epoch' && change.epoch.property) {
    const { id, change: version } = change.epoch.property;
    feed.propertiesChanged += 1;
    raiseFloor(feed, feed.propertyFloors, id, { version, atSeconds: change.atSeconds });
    return;
  }
  if (change.kind === 'epoch') {
    feed.epochs.push({ seq: change.seq, atSeconds: change.atSeconds, epoch: change.epoch });
    if (change.epoch.signed) feed.signingKeysLost += 1;
    return;
  }
  const floors = change.kind === 'token' ? feed.tokenFloors : feed.userFloors;
  raiseFloor(feed, floors, change.key, change);
}

function raiseFloor(feed: Feed, floors: Map<number, Floor>, key: number, { version, atSeconds }: Floor): void {
  const highest = Math.max(version, floors.get(key)?.version ?? 0);
  floors.delete(key);
  floors.set(key, { version: highest, atSeconds });
  if (floors.size > MAX_FLOORS) {
    feed.distrustsKv = true;
    forgetOldest(floors, MAX_FLOORS / 10);
  }
}

function forgetBefore(feed: Feed, windowStart: number): void {
  for (const floors of [feed.tokenFloors, feed.userFloors, feed.propertyFloors]) {
    for (const [key, floor] of floors) {
      if (floor.atSeconds >= windowStart) break;
      floors.delete(key);
    }
  }
  while (feed.epochs[0] && feed.epochs[0].atSeconds < windowStart) feed.epochs.shift();
  if (feed.distrustsKv && feed.tokenFloors.size < MAX_FLOORS / 2 && feed.userFloors.size < MAX_FLOORS / 2) {
    feed.distrustsKv = false;
  }
}
