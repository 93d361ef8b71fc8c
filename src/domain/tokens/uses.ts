import type { ErrorCode } from '../../contract/error-codes.ts';
import type { RequestCount, UsesMessage } from '../../contract/queue.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Denial } from '../denial.ts';
import { codeOf } from '../denial-codes.ts';

/** What was seen of a token. `lastUsedMs`: 0 where it was only refused. */
type Tally = { project: string; accepted: number; refused: number; lastUsedMs: number };

/** What was seen within an hour. Only tokens that there are have a tally: forgeries add to one number. */
type Hour = {
  hour: number;
  endsAtMs: number;
  tallies: Map<number, Tally>;
  /** By project, then by code. */
  refusals: Map<string, Map<ErrorCode, number>>;
};

/** What this isolate has seen of tokens and not yet told: within this hour, and what to tell of the one before. */
export type Uses = { current: Hour; ended: UsesMessage[]; flushLeaseUntilMs: number };

export type FlushDeps = {
  uses: Uses;
  nowMs: number;
  background: (work: Promise<unknown>) => void;
  /** Resolves after so many milliseconds. */
  wait: (delayMs: number) => Promise<void>;
  enqueueUses: (message: UsesMessage) => Promise<void>;
};

const HOUR_MS = 3_600_000;
/** Work behind an answer may take 30 s: collecting for 20 leaves time to send, and keeps "within a minute". */
const COLLECT_MS = 20_000;
/** When the request that collects dies, the next one after this begins anew. */
const LEASE_MS = 40_000;
/** What an isolate keeps of more tokens than this is told at once: about 2 MB. */
const MAX_TALLIES = 20_000;
/** A queue message holds 128 KB; a token takes at most 48 characters, a count of requests at most 80. */
const TOKENS_PER_MESSAGE = 1_800;
const COUNTS_PER_MESSAGE = 400;

export function createUses(): Uses {
  return { current: hourFrom(0), ended: [], flushLeaseUntilMs: Number.NEGATIVE_INFINITY };
}

/**
 * Counts that a token was accepted: a write into memory. The first request after a while also sees to it that what is
 * collected meanwhile goes to the queue in one message, however many requests there are.
 */
export function noteAccepted(deps: FlushDeps, copy: TokenCopy): void {
  const tally = tallyOf(deps, hourNow(deps), copy);
  tally.accepted += 1;
  tally.lastUsedMs = deps.nowMs;
  collect(deps);
}

/** Counts that a token was refused, under the code of the denial. `copy`: null where there is no such token. */
export function noteRefused(deps: FlushDeps, copy: TokenCopy | null, denial: Denial): void {
  const now = hourNow(deps);
  if (copy === null) {
    addRefusal(now, '', codeOf(denial));
  } else {
    const tally = tallyOf(deps, now, copy);
    tally.refused += 1;
    addRefusal(now, tally.project, codeOf(denial));
  }
  collect(deps);
}

/** Hands what was collected to the queue. What fails to get there is lost: a later use tells its time, nobody the counts. */
export async function flushUses({ uses, enqueueUses }: Pick<FlushDeps, 'uses' | 'enqueueUses'>): Promise<void> {
  const messages = [...uses.ended, ...messagesOf(uses.current)];
  uses.ended = [];
  uses.current.tallies.clear();
  uses.current.refusals.clear();
  uses.flushLeaseUntilMs = Number.NEGATIVE_INFINITY;
  for (const message of messages) await enqueueUses(message);
}

function collect(deps: FlushDeps): void {
  const { uses, nowMs } = deps;
  if (nowMs < uses.flushLeaseUntilMs) return;
  uses.flushLeaseUntilMs = nowMs + LEASE_MS;
  deps.background(deps.wait(COLLECT_MS).then(() => flushUses(deps)));
}

function hourNow({ uses, nowMs }: FlushDeps): Hour {
  if (nowMs < uses.current.endsAtMs) return uses.current;
  uses.ended.push(...messagesOf(uses.current));
  uses.current = hourFrom(Math.floor(nowMs / HOUR_MS));
  return uses.current;
}

function hourFrom(hour: number): Hour {
  return { hour, endsAtMs: (hour + 1) * HOUR_MS, tallies: new Map(), refusals: new Map() };
}

function tallyOf(deps: FlushDeps, { tallies }: Hour, { id, projects }: TokenCopy): Tally {
  const known = tallies.get(id);
  if (known !== undefined) return known;
  if (tallies.size >= MAX_TALLIES) deps.background(flushUses(deps));
  const tally = { project: onlyOne(projects), accepted: 0, refused: 0, lastUsedMs: 0 };
  tallies.set(id, tally);
  return tally;
}

/** The one project of a token; empty where it has none, several or all. */
function onlyOne([project = '', ...others]: readonly string[]): string {
  return others.length > 0 || project === '*' ? '' : project;
}

function addRefusal({ refusals }: Hour, project: string, code: ErrorCode): void {
  let counts = refusals.get(project);
  if (counts === undefined) {
    counts = new Map();
    refusals.set(project, counts);
  }
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

function messagesOf({ hour, tallies, refusals }: Hour): UsesMessage[] {
  const accepted = new Map<string, number>();
  for (const tally of tallies.values()) {
    if (tally.accepted > 0) accepted.set(tally.project, (accepted.get(tally.project) ?? 0) + tally.accepted);
  }
  const requests: RequestCount[] = [
    ...[...accepted].map(([project, count]): RequestCount => [project, 'accepted', count]),
    ...[...refusals].flatMap(([project, counts]) => [...counts].map(([code, n]): RequestCount => [project, code, n])),
  ];
  const uses = [...tallies].map(([id, { lastUsedMs, accepted, refused }]): UsesMessage['uses'][number] => {
    return [id, Math.floor(lastUsedMs / 1000), accepted, refused];
  });
  const count = Math.max(Math.ceil(uses.length / TOKENS_PER_MESSAGE), Math.ceil(requests.length / COUNTS_PER_MESSAGE));
  return Array.from({ length: count }, (_, at) => ({
    uses: uses.slice(at * TOKENS_PER_MESSAGE, (at + 1) * TOKENS_PER_MESSAGE),
    hour,
    requests: requests.slice(at * COUNTS_PER_MESSAGE, (at + 1) * COUNTS_PER_MESSAGE),
  }));
}
