import { formatInstant } from '../../contract/expiry.ts';
import { isS3KeyShaped } from '../../contract/s3-keys.ts';
import { isJwtShaped } from '../../contract/signed-tokens.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import { isImportable, isTokenShaped } from '../../contract/token-format.ts';
import type { Consistency } from '../../contract/tokens.ts';
import { sha256 } from '../../crypto/digest.ts';
import { toHex } from '../../crypto/hex.ts';
import { isGenuineS3KeyId } from '../../crypto/s3-keys.ts';
import { hasGenuineTag } from '../../crypto/tag.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { TokenCopyStore } from '../../kv/token-copies.ts';
import { type Feed, isFresh, isSuperseded, readFeed, wantsRefresh } from '../edge/feed.ts';
import { type Memory, type Remembered, recall, remember } from '../edge/memory.ts';
import { giveBack, isUnknown, rememberUnknown, type Strangers, takeQuestion } from '../edge/strangers.ts';
import { isOwnSignature, type KeyDeps } from '../signing/keys.ts';

export type LookUpDeps = KeyDeps & {
  memory: Memory;
  feed: Feed;
  strangers: Strangers;
  stalenessMs: number;
  copies: Pick<TokenCopyStore, 'get'>;
  tokens: Pick<TokenStore, 'findCopy'>;
  changes: Pick<ChangeStore, 'read'>;
  /** Lets work finish behind the answer. */
  background: (work: Promise<unknown>) => void;
};

/**
 * The copy of a token that is in isolate memory and may be relied on now, or null. No I/O and no digest: this is the
 * path of nearly every request.
 */
export function recallFresh(deps: LookUpDeps, token: string): Remembered | null {
  const { memory, feed, nowMs, stalenessMs } = deps;
  if (!isFresh(feed, nowMs, stalenessMs)) return null;
  const remembered = recall(memory, token, nowMs);
  if (remembered === null || !stillHolds(feed, memory, token, remembered)) return null;
  if (wantsRefresh(feed, nowMs, stalenessMs)) deps.background(readFeed(feed, deps.changes, nowMs));
  return remembered;
}

/**
 * Finds a token: length and shape → tag, or signature → isolate memory, KV, then D1 only for what KV lacks or has too old.
 * A string of another make has neither: see {@link lookUpImported}.
 *
 * Returns null for what this deployment never made or imported, or has purged. Throws a StorageError when storage cannot answer,
 * or cannot vouch that the copy is recent enough: the caller answers 503, never 401.
 */
export async function lookUpToken(
  deps: LookUpDeps,
  token: string,
  consistency: Consistency,
): Promise<Remembered | null> {
  if (!(await isOurs(deps, token, consistency))) {
    return isImportable(token) ? lookUpForeign(deps, token, consistency) : null;
  }
  if (consistency === 'strict') return fromTruth(deps, token);
  const { signingKeysLost } = deps.feed;
  const [copy] = await Promise.all([fromEdge(deps, token), consistency === 'bounded' ? freshen(deps) : undefined]);
  // What the feed has just said may be that the key which this token is signed with was taken away.
  if (signingKeysLost !== deps.feed.signingKeysLost && !(await isOurs(deps, token, consistency))) return null;
  return copy && holdsNow(deps.feed, copy) ? keep(deps.memory, token, copy, deps.nowMs) : fromTruth(deps, token);
}

/** Whether this deployment made the token: by its tag, or by the signature of a JWT. For a forged one neither asks storage. */
function isOurs(deps: LookUpDeps, token: string, consistency: Consistency): boolean | Promise<boolean> {
  if (isTokenShaped(token)) return hasGenuineTag(deps.keyring, token);
  if (isS3KeyShaped(token) && isGenuineS3KeyId(deps.keyring, token)) return true;
  return isJwtShaped(token) && isOwnSignature(deps, token, consistency === 'strict');
}

/** Finds a token that was made elsewhere. A JWT of ours whose key was taken away is none, though its copy is there. */
async function lookUpForeign(deps: LookUpDeps, token: string, consistency: Consistency): Promise<Remembered | null> {
  const found = await lookUpImported(deps, token, consistency);
  if (found === null || found.copy.audience == null) return found;
  deps.memory.delete(token);
  return null;
}

/**
 * Finds a token that was made elsewhere: does this deployment hold any? → isolate memory, KV → D1 for what KV has too old,
 * and for what it lacks, so that a lost copy never makes a good token bad. That last question anybody can cause: it is
 * asked only so often, then it is a StorageError, for the token may be good.
 */
async function lookUpImported(deps: LookUpDeps, token: string, consistency: Consistency): Promise<Remembered | null> {
  const { feed, strangers, nowMs, stalenessMs } = deps;
  if (consistency !== 'edge' && feed.imports !== true) await freshen(deps);
  if (feed.imports === false && isFresh(feed, nowMs, stalenessMs)) return null;
  const digest = toHex(sha256(token));
  const { ownChanges } = feed;
  if (isUnknown(strangers, digest, nowMs, ownChanges)) return null;
  const [copy] = await Promise.all([fromEdge(deps, token), consistency === 'bounded' ? freshen(deps) : undefined]);
  if (copy && consistency !== 'strict' && holdsNow(feed, copy)) return keep(deps.memory, token, copy, nowMs);
  if (copy) return fromTruth(deps, token);
  if (!takeQuestion(strangers, nowMs)) throw new StorageError('too many unknown strings this minute: D1 is not asked');
  let unknown = false;
  try {
    const found = await fromTruth(deps, token);
    unknown = found === null;
    return found;
  } finally {
    if (unknown) rememberUnknown(strangers, digest, nowMs, ownChanges);
    else giveBack(strangers);
  }
}

function holdsNow(feed: Feed, { copy, asOfSeq }: Remembered): boolean {
  return !(asOfSeq === 0 && feed.distrustsKv) && !isSuperseded(feed, copy, asOfSeq);
}

/** What this location has: the isolate's copy, else KV's. Whether it is recent enough is the caller's question. */
async function fromEdge(deps: LookUpDeps, token: string): Promise<Remembered | null> {
  const remembered = recall(deps.memory, token, deps.nowMs);
  if (remembered) return remembered;
  const copy = await deps.copies.get(sha256(token));
  return copy && toRemembered(copy, 0, deps.nowMs);
}

async function fromTruth(deps: LookUpDeps, token: string): Promise<Remembered | null> {
  const asOfSeq = deps.feed.lastSeq ?? 0;
  const copy = await deps.tokens.findCopy(sha256(token));
  return copy && keep(deps.memory, token, toRemembered(copy, asOfSeq, deps.nowMs), deps.nowMs);
}

async function freshen({ feed, changes, nowMs, stalenessMs }: LookUpDeps): Promise<void> {
  if (!isFresh(feed, nowMs, stalenessMs)) await readFeed(feed, changes, nowMs);
}

/** A change may have arrived since this copy was last held against the feed; a superseded copy is forgotten. */
function stillHolds(feed: Feed, memory: Memory, token: string, remembered: Remembered): boolean {
  if (remembered.heldAgainst === feed.generation) return true;
  if (isSuperseded(feed, remembered.copy, remembered.asOfSeq)) {
    memory.delete(token);
    return false;
  }
  remembered.heldAgainst = feed.generation;
  return true;
}

/** Nothing is kept past its end; a newer copy is never replaced by an older one that was longer on its way. */
function keep(memory: Memory, token: string, found: Remembered, nowMs: number): Remembered {
  const { expiresAt, revokedAt, secretEndsAt } = found.copy;
  const endsAt = Math.min(expiresAt ?? Number.POSITIVE_INFINITY, secretEndsAt ?? Number.POSITIVE_INFINITY);
  const held = memory.get(token);
  if (held && held.copy.version > found.copy.version) return held;
  if (held === found) return found;
  if (revokedAt === null && endsAt * 1000 > nowMs) remember(memory, token, found);
  return found;
}

function toRemembered(copy: TokenCopy, asOfSeq: number, nowMs: number): Remembered {
  return {
    copy,
    filledAtMs: nowMs,
    asOfSeq,
    heldAgainst: -1,
    expiresHeader: copy.expiresAt === null ? null : formatInstant(copy.expiresAt),
    endsOverlap: false,
  };
}
