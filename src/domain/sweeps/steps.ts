import { COUNTS_KEPT_DAYS } from '../../contract/requests.ts';
import type { SweepJob } from '../../contract/sweeps.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import type { ChangeStore } from '../../d1/changes.ts';
import type { DpopProofStore } from '../../d1/dpop-proofs.ts';
import type { IdempotencyStore } from '../../d1/idempotency.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { RequestStore } from '../../d1/requests.ts';
import type { SessionStore } from '../../d1/sessions.ts';
import type { ShareStore } from '../../d1/shares.ts';
import type { SignInStore } from '../../d1/sign-in.ts';
import type { SweepStore } from '../../d1/sweeps.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { type EraseDeps, eraseVersions } from '../access-keys/erase.ts';
import { type ResealDeps, resealVersions } from '../access-keys/reseal.ts';
import { type TakeUpDeps, takeUpKeys } from '../access-keys/take-up.ts';
import { type PublishDeps, publishOwed } from '../edge/publish.ts';
import { type PruneEventsDeps, pruneEvents } from '../events/prune.ts';
import { type SealDeps, sealEvents } from '../events/seal.ts';
import { type AnnounceDeps, announce } from '../notices/announce.ts';
import { type DispatchDeps, dispatchDue } from '../notices/dispatch.ts';
import { type AudienceDeps, readAudience } from '../notices/read-audience.ts';
import { type TellNamedDeps, tellNamed } from '../notices/tell-named.ts';
import { type Pace, type WarnDeps, warn } from '../notices/warn.ts';
import { type RotateDueDeps, rotateDue } from '../signing/rotate-due.ts';
import { type DisableIdleDeps, disableIdle } from '../tokens/disable-idle.ts';
import { dayOf } from '../tokens/issue.ts';
import { type PurgeDeps, purgeEnded } from '../tokens/purge.ts';

/** One thing that a job does: what it counted, and whether it left something that must not wait for the next cron. */
export type Step = (deps: StepDeps) => Promise<{ counts: Record<string, number>; more: boolean }>;

export type StepDeps = PublishDeps &
  AnnounceDeps &
  AudienceDeps &
  TellNamedDeps &
  WarnDeps &
  DispatchDeps &
  PurgeDeps &
  RotateDueDeps &
  DisableIdleDeps &
  SealDeps &
  TakeUpDeps &
  EraseDeps &
  ResealDeps &
  Omit<PruneEventsDeps, 'retentionDays'> & {
    auditRetentionDays: number;
    accessKeys: Pick<AccessKeyStore, 'pruneRequests' | 'pruneLookups'>;
    changes: Pick<ChangeStore, 'prune'>;
    tokens: Pick<TokenStore, 'purgeReplaced' | 'pruneUses'>;
    requests: Pick<RequestStore, 'prune'>;
    idempotency: Pick<IdempotencyStore, 'prune'>;
    notifications: Pick<NotificationStore, 'prune'>;
    signIns: Pick<SignInStore, 'prune'>;
    sessions: Pick<SessionStore, 'prune'>;
    dpopProofs: Pick<DpopProofStore, 'prune'>;
    sweeps: Pick<SweepStore, 'prune'>;
    shares: Pick<ShareStore, 'prune'>;
    deliveryRetentionDays: number;
  };

/** The jobs, step by step. A step that fails does not keep the others from running. */
export const STEPS: Record<SweepJob, readonly Step[]> = {
  publish: [
    publishCopies,
    tellHappenings,
    tellNamedAddresses,
    warnShort,
    sendDue,
    sealAudit,
    takeUpKeyWork,
    eraseKeyVersions,
  ],
  sweep: [
    warnShort,
    warnLong,
    sendDue,
    purgeTokens,
    purgeSecrets,
    pruneAttempts,
    pruneSessions,
    pruneProofs,
    resealKeyVersions,
  ],
  daily: [
    disableIdleTokens,
    rotateKeys,
    pruneAudit,
    pruneNotifications,
    pruneSweeps,
    pruneShares,
    pruneKeyRecords,
    pruneCounts,
    pruneRest,
  ],
};

async function publishCopies(deps: StepDeps) {
  const { published, more } = await publishOwed(deps);
  return { counts: { tokensPublished: published }, more };
}

async function tellHappenings(deps: StepDeps) {
  const { owed, more } = await announce(deps, await readAudience(deps));
  return { counts: { noticesOwed: owed }, more };
}

async function tellNamedAddresses(deps: StepDeps) {
  const { owed, more } = await tellNamed(deps);
  return { counts: { noticesOwed: owed }, more };
}

function warnShort(deps: StepDeps) {
  return warnAt(deps, 'short');
}

function warnLong(deps: StepDeps) {
  return warnAt(deps, 'long');
}

async function warnAt(deps: StepDeps, pace: Pace) {
  const { owed, more } = await warn(deps, await readAudience(deps), pace);
  return { counts: { noticesOwed: owed }, more };
}

async function sendDue(deps: StepDeps) {
  const { queued, more } = await dispatchDue(deps);
  return { counts: { notificationsQueued: queued }, more };
}

async function sealAudit(deps: StepDeps) {
  const { sealed, more } = await sealEvents(deps);
  return { counts: { eventsSealed: sealed }, more };
}

async function purgeTokens(deps: StepDeps) {
  const { purged, more } = await purgeEnded(deps);
  return { counts: { tokensPurged: purged }, more };
}

async function purgeSecrets({ tokens, nowMs }: StepDeps) {
  const { count, more } = await inChunks((limit) => tokens.purgeReplaced(Math.floor(nowMs / 1000), limit));
  return { counts: { secretsPurged: count }, more };
}

async function disableIdleTokens(deps: StepDeps) {
  const { idle, more } = await disableIdle(deps);
  return { counts: { tokensDisabled: idle }, more };
}

async function rotateKeys(deps: StepDeps) {
  const { made, pruned } = await rotateDue(deps);
  return { counts: { signingKeysMade: made, signingKeysPruned: pruned }, more: false };
}

async function pruneAudit(deps: StepDeps) {
  const { pruned, more } = await pruneEvents({ ...deps, retentionDays: deps.auditRetentionDays });
  return { counts: { eventsPruned: pruned }, more };
}

async function pruneNotifications(deps: StepDeps) {
  const { count, more } = await inChunks((limit) => deps.notifications.prune(deliveredBefore(deps), limit));
  return { counts: { notificationsPruned: count }, more };
}

async function pruneSweeps(deps: StepDeps) {
  const { count, more } = await inChunks((limit) => deps.sweeps.prune(deliveredBefore(deps), limit));
  return { counts: { sweepsPruned: count }, more };
}

async function pruneAttempts({ signIns, nowMs }: StepDeps) {
  const { count, more } = await inChunks((limit) => signIns.prune(Math.floor(nowMs / 1000), limit));
  return { counts: { attemptsPruned: count }, more };
}

async function pruneSessions({ sessions, nowMs }: StepDeps) {
  const { count, more } = await inChunks((limit) => sessions.prune(Math.floor(nowMs / 1000), limit));
  return { counts: { sessionsPruned: count }, more };
}

async function pruneProofs({ dpopProofs, nowMs }: StepDeps) {
  const { count, more } = await inChunks((limit) => dpopProofs.prune(Math.floor(nowMs / 1000), limit));
  return { counts: { proofsPruned: count }, more };
}

/** Links stay for a day after they could last be used. */
async function pruneShares(deps: StepDeps) {
  const expiredBefore = Math.floor(deps.nowMs / 1000) - 86_400;
  const { count, more } = await inChunks((limit) => deps.shares.prune(expiredBefore, limit));
  return { counts: { sharesPruned: count }, more };
}

async function takeUpKeyWork(deps: StepDeps) {
  const { activated, failed, answered, more } = await takeUpKeys(deps);
  return {
    counts: { keyVersionsActivated: activated, keyRequestsFailed: failed, keyLookupsAnswered: answered },
    more,
  };
}

async function eraseKeyVersions(deps: StepDeps) {
  const { erased, more } = await eraseVersions(deps);
  return { counts: { keyVersionsErased: erased }, more };
}

async function resealKeyVersions(deps: StepDeps) {
  const { resealed, unopened, more } = await resealVersions(deps);
  return { counts: { keyVersionsResealed: resealed, keyVersionsUnopened: unopened }, more };
}

async function pruneKeyRecords(deps: StepDeps) {
  const requests = await inChunks((limit) => deps.accessKeys.pruneRequests(deliveredBefore(deps), limit));
  const lookups = await inChunks((limit) => deps.accessKeys.pruneLookups(deliveredBefore(deps), limit));
  return {
    counts: { keyRequestsPruned: requests.count, keyLookupsPruned: lookups.count },
    more: requests.more || lookups.more,
  };
}

async function pruneCounts({ requests, tokens, nowMs }: StepDeps) {
  const firstDay = dayOf(Math.floor(nowMs / 1000)) - COUNTS_KEPT_DAYS;
  const hours = await inChunks((limit) => requests.prune(firstDay * 24, limit));
  const days = await inChunks((limit) => tokens.pruneUses(firstDay, limit));
  return {
    counts: { requestCountsPruned: hours.count, tokenUsesPruned: days.count },
    more: hours.more || days.more,
  };
}

/** What no window and no repetition can need any more. */
async function pruneRest({ changes, idempotency, nowMs }: StepDeps) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const changesPruned = await changes.prune(nowSeconds);
  return { counts: { changesPruned, answersPruned: await idempotency.prune(nowSeconds) }, more: false };
}

function deliveredBefore({ nowMs, deliveryRetentionDays }: StepDeps): number {
  return Math.floor(nowMs / 1000) - deliveryRetentionDays * 86_400;
}

const CHUNK_ROWS = 1_000;
const MAX_CHUNKS = 20;

/** Deletes a chunk at a time until one is not full, or this run has done its share. */
async function inChunks(prune: (limit: number) => Promise<number>): Promise<{ count: number; more: boolean }> {
  let count = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const pruned = await prune(CHUNK_ROWS);
    count += pruned;
    if (pruned < CHUNK_ROWS) return { count, more: false };
  }
  return { count, more: true };
}
