import { parseDuration } from '../../contract/expiry.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { RefreshTokenBody } from '../../contract/tokens.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { IdempotencyStore } from '../../d1/idempotency.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type IssueDeps, issueSecret } from '../signing/issue.ts';
import { authorize } from './authorize.ts';
import { type ChangeDeps, changeEvent, findToken, MAX_TRIES, refuseEndedRecord } from './change.ts';
import { readExpiry } from './draft.ts';
import { dayOf } from './issue.ts';
import { keepAnswer, type Made, type Repeatable, type RepeatDeps, repeatAnswer } from './keep-answer.ts';
import { type Issued, tell } from './tell.ts';
import { type Lifetimes, TYPE_POLICIES } from './types.ts';
import { derivedFrom } from './view.ts';

export type RefreshDeps = ChangeDeps &
  IssueDeps & {
    tokens: Pick<TokenStore, 'find' | 'change' | 'refresh'>;
    idempotency: Pick<IdempotencyStore, 'find'>;
    lifetimes: Lifetimes;
  };

const MAX_OVERLAP_SECONDS = 30 * 86_400;

/**
 * Gives a token a new secret under the same id. The old one ends at once or, with `overlap`, when the new one is first
 * used or the deadline passes, whichever comes first; never after the token itself. With `expires` the token lives anew.
 *
 * With a key, asking again within a day returns the same secret and changes nothing; the same key with another body
 * is `idempotency_mismatch`.
 */
export async function refreshToken(
  deps: RefreshDeps,
  caller: Caller,
  id: string,
  body: RefreshTokenBody,
  repeatable: Repeatable | null,
): Promise<Result<Issued, Denial>> {
  const refreshed = await refresh(deps, caller, id, body, repeatable);
  return refreshed.ok ? ok(tellRefreshed(deps.keyring, refreshed.value)) : refreshed;
}

/** What the holder is told of a refresh. */
export function tellRefreshed(keyring: Keyring, { record, secret }: Made): Issued {
  return { record, told: tell(keyring, record, secret) };
}

async function refresh(
  deps: RefreshDeps,
  caller: Caller,
  id: string,
  body: RefreshTokenBody,
  repeatable: Repeatable | null,
): Promise<Result<Made, Denial>> {
  const overlapSeconds = readOverlap(body);
  if (overlapSeconds === null) {
    return deny({ reason: 'invalid', field: 'overlap', message: 'must be 0 or a duration up to 30d, such as 24h' });
  }
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const repeated = repeatable && (await repeatRefresh(deps, body, repeatable));
    if (repeated) return repeated;
    const from = await findToken(deps, id);
    if (!from) return deny({ reason: 'not_found' });
    const denial = (await authorize(deps, caller, from, 'refresh')) ?? refuseRefresh(from, body, deps.nowMs);
    if (denial) return deny(denial);
    const expiresAt = endOf(deps, from, body);
    if (!expiresAt.ok) return expiresAt;
    const to = nextOf(from, expiresAt.value, overlapSeconds, deps.nowMs);
    const refreshed = await replaceSecret(deps, caller, { from, to }, body, repeatable);
    if (refreshed?.ok) deps.announce(refreshed.value.record.id);
    if (refreshed) return refreshed;
  }
  throw new StorageError(`token ${id} kept changing under ${MAX_TRIES} tries`);
}

/** The answer to a refresh that was made with this key before, or null when there was none within a day. */
export function repeatRefresh(
  deps: RepeatDeps,
  body: RefreshTokenBody,
  repeatable: Repeatable,
): Promise<Result<Made, Denial> | null> {
  return repeatAnswer(deps, { ...repeatable, request: wordsOf(body) });
}

function readOverlap({ overlap = 0 }: RefreshTokenBody): number | null {
  const seconds = overlap === 0 ? 0 : parseDuration(overlap);
  return seconds !== null && seconds <= MAX_OVERLAP_SECONDS ? seconds : null;
}

function refuseRefresh(record: TokenRecord, body: RefreshTokenBody, nowMs: number): Denial | null {
  const ended = refuseEndedRecord(record, nowMs);
  if (ended) return ended;
  if (record.disabledAt !== null) return { reason: 'conflict', message: 'the token is disabled; enable it first' };
  if (body.expires === undefined) return null;
  if (derivedFrom(record) !== null) {
    return { reason: 'invalid', field: 'expires', message: 'an exchanged token ends when it ends; exchange another' };
  }
  if (TYPE_POLICIES[record.type].bound === null) return null;
  return { reason: 'invalid', field: 'expires', message: 'a master token lives as long as its membership' };
}

/** The end that a refresh gives: the one asked for, as at creation, or the one that there was. */
function endOf(
  deps: RefreshDeps,
  { type, expiresAt, signedUntil }: TokenRecord,
  body: RefreshTokenBody,
): Result<number | null, Denial> {
  if (body.expires === undefined) return ok(expiresAt);
  const end = readExpiry({ type, expires: body.expires }, deps.lifetimes, Math.floor(deps.nowMs / 1000));
  if (!end.ok || end.value !== null || signedUntil === null) return end;
  return deny({ reason: 'invalid', field: 'expires', message: 'a signed token must end (RFC 9068)' });
}

/** The row after a refresh. The old secret works on to the deadline, but never past an end, the old one or the new. */
export function nextOf(
  from: TokenRecord,
  expiresAt: number | null,
  overlapSeconds: number,
  nowMs: number,
): TokenRecord {
  const nowSeconds = Math.floor(nowMs / 1000);
  const ends = [from.expiresAt, expiresAt].map((end) => end ?? Number.POSITIVE_INFINITY);
  return {
    ...from,
    version: from.version + 1,
    secretNumber: from.secretNumber + 1,
    issuedAt: nowSeconds,
    activeDay: dayOf(nowSeconds),
    expiresAt,
    // A JWT that the refresh replaces may end later than the new one.
    signedUntil: from.signedUntil === null ? null : Math.max(from.signedUntil, expiresAt ?? 0),
    overlapEndsAt: overlapSeconds === 0 ? null : Math.min(nowSeconds + overlapSeconds, ...ends),
  };
}

async function replaceSecret(
  deps: RefreshDeps,
  caller: Caller,
  { from, to }: { from: TokenRecord; to: TokenRecord },
  body: RefreshTokenBody,
  repeatable: Repeatable | null,
): Promise<Result<Made, Denial> | null> {
  const issued = await issueSecret(deps, to);
  if (!issued.ok) return issued;
  const { secret, stored } = issued.value;
  const asked = repeatable && { ...repeatable, request: wordsOf(body) };
  const kept = asked && (await keepAnswer(deps, asked, { record: to, secret }));
  const event = changeEvent(deps, caller, 'token.refreshed', from, to);
  const outcome = await deps.tokens.refresh({ from, to, event, secret: stored, kept });
  return outcome === 'changed' ? ok({ record: to, secret }) : null;
}

/** Two bodies that mean the same are the same request: a left-out overlap is 0. */
function wordsOf({ overlap = 0, expires }: RefreshTokenBody): string {
  return JSON.stringify({ overlap, expires });
}
