import { STATUS_LIST_LIFE_SECONDS, STATUS_LIST_TTL_SECONDS, statusListUri } from '../../contract/signed-tokens.ts';
import { signJwt } from '../../crypto/signing.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import type { StatusListStore } from '../../d1/status-lists.ts';
import { type Feed, readFeed } from '../edge/feed.ts';
import { findIssuer, findSigner, type SignerDeps } from '../signing/keys.ts';
import { type BuildDeps, type BuiltList, buildStatusList } from './build.ts';
import { type HeldList, holdList, type StatusListMemory } from './memory.ts';

export type PublishDeps = SignerDeps &
  BuildDeps & {
    statusLists: Pick<StatusListStore, 'newest'>;
    publishedLists: StatusListMemory;
    feed: Feed;
    changes: Pick<ChangeStore, 'read'>;
    /** Lets work finish behind the answer. */
    background: (work: Promise<unknown>) => void;
  };

/** What was committed is in every answer after this, those of caches along the way too. */
const STALENESS_MS = 10_000;
/** Nor is it made anew more often than this, however much this isolate changes. */
const OWN_STALENESS_MS = 1_000;
const REFRESH_LEASE_MS = 3_000;
/** An entry of what has ended is marked no more before its place is another's, an hour later at the earliest. */
const REBUILD_MS = 600_000;
/** A list that another isolate has just opened is in tokens already: it must not be missing for long. */
const NEWEST_MEMORY_MS = 1_000;

/**
 * A status list, signed: from isolate memory, made anew behind the answer when half its time has gone, before it when all
 * has. Null: there is no such list. Throws a StorageError when D1 cannot say what is invalid: an old list would let in what
 * was revoked.
 */
export async function publishStatusList(
  deps: PublishDeps,
  number: number,
): Promise<{ jwt: string; maxAgeSeconds: number } | null> {
  const { publishedLists, feed, nowMs, background } = deps;
  const issuer = await findIssuer(deps);
  if (issuer === null || !(await isOpen(deps, number))) return null;
  let held = publishedLists.lists.get(number);
  if (!held || !isFreshList(held, feed, nowMs)) held = await renew(deps, issuer, number);
  else if (nowMs - held.asOfMs > STALENESS_MS / 2 && nowMs >= held.refreshLeaseUntilMs) {
    held.refreshLeaseUntilMs = nowMs + REFRESH_LEASE_MS;
    background(renew(deps, issuer, number));
  }
  return { jwt: held.jwt, maxAgeSeconds: Math.max(0, Math.floor((STALENESS_MS - (nowMs - held.asOfMs)) / 1000)) };
}

function isFreshList({ asOfMs, signedAtMs, ownChanges }: HeldList, feed: Feed, nowMs: number): boolean {
  if (nowMs - asOfMs > STALENESS_MS) return false;
  return ownChanges === feed.ownChanges || nowMs - signedAtMs < OWN_STALENESS_MS;
}

/** Whether tokens have been given places in a list. */
async function isOpen({ statusLists, publishedLists, nowMs }: PublishDeps, number: number): Promise<boolean> {
  if (number > publishedLists.newest && nowMs - publishedLists.newestReadAtMs >= NEWEST_MEMORY_MS) {
    publishedLists.newestReadAtMs = nowMs;
    publishedLists.newest = await statusLists.newest();
  }
  return number <= publishedLists.newest;
}

/**
 * Signs a list anew. Its entries are read again only where something can have changed: whatever takes a token's validity
 * away stands in the feed, but for an overlap that runs out.
 */
async function renew(deps: PublishDeps, issuer: string, number: number): Promise<HeldList> {
  const { publishedLists, feed, changes, nowMs } = deps;
  if (nowMs - feed.asOfMs > STALENESS_MS / 2) await readFeed(feed, changes, nowMs);
  const { generation, ownChanges, asOfMs } = feed;
  const before = publishedLists.lists.get(number);
  const kept = before && before.generation === generation && !isOver(before, nowMs) ? before : null;
  const built = kept ? kept.built : await buildStatusList(deps, number);
  const held: HeldList = {
    jwt: await sign(deps, issuer, number, built),
    signedAtMs: nowMs,
    asOfMs: kept ? asOfMs : nowMs,
    built,
    builtAtMs: kept ? kept.builtAtMs : nowMs,
    generation,
    ownChanges,
    refreshLeaseUntilMs: Number.NEGATIVE_INFINITY,
  };
  holdList(publishedLists, number, held);
  return held;
}

function isOver({ built: { nextEndAt }, builtAtMs }: HeldList, nowMs: number): boolean {
  return nowMs - builtAtMs >= REBUILD_MS || (nextEndAt !== null && nextEndAt * 1000 <= nowMs);
}

/** A Status List Token, Token Status List section 5.1. */
async function sign(deps: PublishDeps, issuer: string, number: number, { lst }: BuiltList): Promise<string> {
  const iat = Math.floor(deps.nowMs / 1000);
  const exp = iat + STATUS_LIST_LIFE_SECONDS;
  return signJwt(await findSigner(deps, exp), 'statuslist+jwt', {
    sub: statusListUri(issuer, number),
    iss: issuer,
    iat,
    exp,
    ttl: STATUS_LIST_TTL_SECONDS,
    status_list: { bits: 1, lst },
  });
}
