import type { Databases } from './databases.ts';
import type { D1Call, Invocation } from './order.ts';
import { type Database, ENDING_A_SECOND, type Layout, layoutOf, START, secondsOf } from './rows.ts';

const SWEEP = '*/15 * * * *';
/** Long enough that a run purges nothing, so that what it takes to warn can be told apart. */
const KEPT = '36500';
/** Two are told of each token: its owner by mail, and the webhook. */
const TOLD = 2;

/** What a job did about some tokens of a database. */
export interface Sample {
  size: number;
  round: number;
  layout: Layout;
  job: 'purge' | 'warn';
  tokens: number;
  ms: number;
  rowsRead: number;
  rowsWritten: number;
}

/** The database of a size that serves a round: one serves until half of what it has is used up. */
export function databaseOf(size: number, round: number): Database {
  const serves = Math.floor(secondsOf(size) / 2);
  const copy = Math.floor(round / serves);
  return { name: `${size}_${copy}`, size, firstRound: copy * serves };
}

/** One round: in each size a thousand tokens end or have a day left; a run tells of them, another purges. */
export async function measureRound(of: Databases, sizes: readonly number[], round: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
    const { name, firstRound } = databaseOf(size, round);
    const order = { database: name, cron: SWEEP, nowMs: (START + round - firstRound + 1) * 1000 };
    const warned = await of.run({ ...order, settings: { EXPIRED_TOKENS_KEPT_DAYS: KEPT } });
    const purged = await of.run({ ...order, settings: { EXPIRED_TOKENS_KEPT_DAYS: '0' } });
    const about = { size, round, layout: layoutOf(round) };
    expect(warned, 'noticesOwed', 2 * ENDING_A_SECOND * TOLD);
    expect(purged, 'tokensPurged', ENDING_A_SECOND);
    samples.push({ ...about, job: 'warn', tokens: 2 * ENDING_A_SECOND, ...sumOf(warned, WARNS) });
    samples.push({ ...about, job: 'purge', tokens: ENDING_A_SECOND, ...sumOf(purged, PURGES) });
  }
  return samples;
}

/** A run that did something else than it was to do has measured nothing. */
function expect({ counts }: Invocation, what: string, count: number): void {
  if (counts[what] !== count) throw new Error(`${what}: ${counts[what]} instead of ${count}`);
}

const PURGES = /^delete from "tokens"/;
/** A page of a walk, what it owes, the end of the round, and the claims of what became due. */
const WARNS = /^(?:select "tokens"|update "watermarks"|update "notifications")/;

function sumOf({ calls }: Invocation, which: RegExp): Pick<Sample, 'ms' | 'rowsRead' | 'rowsWritten'> {
  const own = calls.filter(({ sql }) => which.test(sql));
  const sum = (key: 'ms' | 'rowsRead' | 'rowsWritten') => own.reduce((total, call) => total + call[key], 0);
  return { ms: sum('ms'), rowsRead: sum('rowsRead'), rowsWritten: sum('rowsWritten') };
}

/** What it takes to work off everything that a database has left, after an outage say. */
export interface Backlog {
  size: number;
  purged: number;
  owed: number;
  seconds: number;
  invocations: number;
  /** The most in one invocation. */
  mostStatements: number;
  mostCalls: number;
  mostRowsWritten: number;
  longestCallMs: number;
  longestInvocationMs: number;
  /** The statements that deleted a full chunk. */
  chunkMs: number[];
}

/** Runs the sweep as often as it asks for another run. */
export async function workOff(of: Databases, { name, size }: Database): Promise<Backlog> {
  const runs: Invocation[] = [];
  const order = { database: name, cron: SWEEP, nowMs: (START + secondsOf(size)) * 1000, settings: {} };
  do runs.push(await of.run(order));
  while (runs.at(-1)?.goesOn);
  const most = (measure: (run: Invocation) => number) => Math.max(...runs.map(measure));
  const total = (measure: (run: Invocation) => number) => runs.reduce((sum, run) => sum + measure(run), 0);
  return {
    size,
    purged: total(({ counts }) => counts.tokensPurged ?? 0),
    owed: total(({ counts }) => counts.noticesOwed ?? 0),
    seconds: total(({ ms }) => ms) / 1000,
    invocations: runs.length,
    mostStatements: most(({ calls }) => calls.reduce((sum, { statements }) => sum + statements, 0)),
    mostCalls: most(({ calls, sends }) => calls.length + sends),
    mostRowsWritten: most(({ calls }) => calls.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)),
    longestCallMs: most(({ calls }) => Math.max(...calls.map(({ ms }) => ms))),
    longestInvocationMs: most(({ ms }) => ms),
    chunkMs: runs.flatMap(({ calls }) => calls.filter(isFullChunk).map(({ ms }) => ms)),
  };
}

/** A token is more than four rows, whatever else it has. */
function isFullChunk({ sql, rowsWritten }: D1Call): boolean {
  return PURGES.test(sql) && rowsWritten > 4_000;
}
