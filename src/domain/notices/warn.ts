import { formatId } from '../../contract/ids.ts';
import { EXPIRING_WALK, LAST_ID, walkName } from '../../contract/notices.ts';
import type { Crossing } from '../../d1/notices/crossings.ts';
import type { Owed } from '../../d1/notices/record.ts';
import type { Round, Watermark } from '../../d1/notices/watermarks.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import { type Audience, hearersOf, thresholdsOf } from './audience.ts';

export type WarnDeps = {
  notices: Pick<
    NoticeStore,
    'readWatermarks' | 'startWalks' | 'forgetWalks' | 'crossings' | 'commitCrossings' | 'closeRound'
  >;
  nowMs: number;
};

/** Thresholds under an hour are walked every minute, the others and the end itself every 15: their digests are larger. */
export type Pace = 'short' | 'long';
const SHORT_SECONDS = 3_600;

/** A page is a read and a batch of five statements at most; D1 allows 1,000 queries an invocation. */
const PAGE_ROWS = 1_000;
const MAX_PAGES = 40;
/** What one bound value may hold of what is owed; D1 allows 2 MB. */
const MAX_OWED_CHARACTERS = 1_000_000;

/** A walk still to be made, and the steps that this run may still take. */
type Walk = { audience: Audience; pace: Pace; marks: Map<string, Watermark>; pagesLeft: number; owed: number };

/**
 * Owes warnings for every token that crossed a threshold since the last look. Walks `expires_at` from a stored
 * watermark to now + threshold: a missed run loses nothing, and a walk that was interrupted goes on where it stopped.
 * What is found is gathered into one digest a recipient, which goes out when all thresholds are walked.
 *
 * Returns how many warnings are owed now, and whether there is more to walk.
 */
export async function warn(deps: WarnDeps, audience: Audience, pace: Pace): Promise<{ owed: number; more: boolean }> {
  const all = thresholdsOf(audience);
  const walk: Walk = { audience, pace, marks: await deps.notices.readWatermarks(), pagesLeft: MAX_PAGES, owed: 0 };
  await matchWalks(deps, walk, all);
  const own = all.filter((seconds) => (seconds > 0 && seconds < SHORT_SECONDS) === (pace === 'short'));
  for (const threshold of own) {
    if (!(await walkThreshold(deps, walk, threshold))) return { owed: walk.owed, more: true };
  }
  await deps.notices.closeRound(roundOf(walk), Math.floor(deps.nowMs / 1000));
  return { owed: walk.owed, more: false };
}

/** There is one walk a threshold that somebody asks for, and no other. */
async function matchWalks(deps: WarnDeps, walk: Walk, thresholds: readonly number[]): Promise<void> {
  const missing = thresholds.filter((seconds) => !walk.marks.has(walkName(seconds)));
  const asked = new Set(thresholds.map(walkName));
  const stale = [...walk.marks.keys()].some((name) => name.startsWith(EXPIRING_WALK) && !asked.has(name));
  if (missing.length > 0) await deps.notices.startWalks(missing, Math.floor(deps.nowMs / 1000));
  if (stale) await deps.notices.forgetWalks(thresholds);
  if (missing.length > 0) walk.marks = await deps.notices.readWatermarks();
}

/** Walks one threshold to its end; false when this run has done its share before. */
async function walkThreshold(deps: WarnDeps, walk: Walk, threshold: number): Promise<boolean> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const upTo = nowSeconds + threshold;
  const name = walkName(threshold);
  for (;;) {
    const from = walk.marks.get(name);
    if (!from || from.at > upTo || (from.at === upTo && from.id === LAST_ID)) return true;
    if (walk.pagesLeft <= 0) return false;
    walk.pagesLeft -= 1;
    const page = await deps.notices.crossings(from, upTo, PAGE_ROWS);
    const { to, owed } = takeStep(walk, page, threshold, upTo, nowSeconds);
    const step = { name, from, to, round: roundOf(walk), owed, at: nowSeconds };
    if ((await deps.notices.commitCrossings(step)) === 'done') {
      walk.marks.set(name, to);
      walk.owed += owed.reduce((sum, each) => sum + each.to.length, 0);
    } else {
      walk.marks = await deps.notices.readWatermarks();
    }
  }
}

/** What a page owes, as far as one batch can hold it, and how far that brings the walk. */
function takeStep(walk: Walk, page: Crossing[], threshold: number, upTo: number, nowSeconds: number) {
  const owed: Owed[] = [];
  let characters = 0;
  for (const crossing of page) {
    const to = outlives(crossing, threshold) ? hearersOf(walk.audience, crossing, threshold, nowSeconds) : [];
    if (to.length === 0) continue;
    const one = owedFor(crossing, threshold, to);
    owed.push(one);
    characters += JSON.stringify(one).length;
    if (characters > MAX_OWED_CHARACTERS) return { to: { at: crossing.expiresAt, id: crossing.id }, owed };
  }
  const last = page.length === PAGE_ROWS ? page.at(-1) : undefined;
  return { to: last ? { at: last.expiresAt, id: last.id } : { at: upTo, id: LAST_ID }, owed };
}

/** A disabled token ends nothing, and a threshold that is no shorter than the life of the present secret is no news. */
function outlives({ expiresAt, issuedAt, disabledAt }: Crossing, threshold: number): boolean {
  return disabledAt === null && (threshold === 0 || expiresAt - threshold > issuedAt);
}

function owedFor(crossing: Crossing, thresholdSeconds: number, to: Owed['to']): Owed {
  const { id, expiresAt, name, type, projects, environments, grants, owner, issuedAt } = crossing;
  const { allowedIps, allowedOrigins, s3 } = crossing;
  return {
    tokenId: id,
    expiresAt,
    thresholdSeconds,
    eventId: 0,
    detail: {
      about: 'token',
      name,
      type,
      projects,
      environments,
      grants,
      allowedIps,
      allowedOrigins,
      ...(s3 && { s3 }),
      owner: owner && { id: formatId('usr', owner.id), name: owner.name, email: owner.email },
      issuedAt,
    },
    to,
  };
}

function roundOf({ marks, pace }: Walk): Round {
  const name = pace === 'short' ? 'round.short' : 'round';
  return { name, number: marks.get(name)?.at ?? 0 };
}
