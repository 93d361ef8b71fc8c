import type { Backlog, Sample } from './measure.ts';
import { LAYOUTS, type Layout } from './rows.ts';

/** What a token costs in a database of some size. Where its neighbours lie decides how many pages it takes. */
export interface Cost {
  job: Sample['job'];
  layout: Layout;
  size: number;
  micros: Spread;
  /** Time over that in the smallest database, and in the next smaller one, in the same round. */
  overSmallest: Spread;
  overSmaller: Spread;
  rowsRead: number;
  rowsWritten: number;
  rounds: number;
}
type Spread = { low: number; median: number; high: number };

const FLAT = 1.2;

export function costsOf(samples: readonly Sample[], sizes: readonly number[]): Cost[] {
  const kinds = (['purge', 'warn'] as const).flatMap((job) => LAYOUTS.map((layout) => ({ job, layout })));
  return kinds.flatMap(({ job, layout }) => {
    const ofKind = samples.filter((each) => each.job === job && each.layout === layout);
    return sizes.map((size, index) => {
      const own = ofKind.filter((each) => each.size === size);
      const perToken = (key: 'ms' | 'rowsRead' | 'rowsWritten') => spreadOf(own.map((each) => each[key] / each.tokens));
      const over = (other: number | undefined) =>
        spreadOf(
          own.map(({ ms, round }) => {
            const same = ofKind.find((each) => each.size === other && each.round === round);
            return ms / (same?.ms ?? Number.NaN);
          }),
        );
      return {
        job,
        layout,
        size,
        micros: spreadOf(own.map(({ ms, tokens }) => (1000 * ms) / tokens)),
        overSmallest: over(sizes[0]),
        overSmaller: over(sizes[Math.max(0, index - 1)]),
        rowsRead: perToken('rowsRead').median,
        rowsWritten: perToken('rowsWritten').median,
        rounds: own.length,
      };
    });
  });
}

export function printCosts(costs: readonly Cost[]): void {
  console.log(`| job | neighbours | tokens | us/token: median (quartiles) | tokens/s | x smallest | x next smaller | D1 rows read | written |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`);
  for (const { job, layout, size, micros, overSmallest, overSmaller, rowsRead, rowsWritten } of costs) {
    const time = [tell(micros, 0), Math.round(1e6 / micros.median), tell(overSmallest, 2), tell(overSmaller, 2)];
    console.log(`| ${[job, layout, size, ...time, rowsRead.toFixed(2), rowsWritten.toFixed(2)].join(' | ')} |`);
  }
  console.log(`\n| flat within 20 %, of the smallest / of the next smaller | time | D1 rows read | written |
| --- | --- | --- | --- |`);
  for (const [index, cost] of costs.entries()) {
    const { job, layout, size, overSmallest, overSmaller } = cost;
    const smallest = costs.find((each) => each.job === job && each.layout === layout);
    const smaller = costs[index - 1];
    if (!smallest || !smaller || cost === smallest) continue;
    const rows = (key: 'rowsRead' | 'rowsWritten') =>
      `${verdict(cost[key] / smallest[key])} / ${verdict(cost[key] / smaller[key])}`;
    const time = `${verdict(overSmallest.median)} / ${verdict(overSmaller.median)}`;
    console.log(`| ${job}, ${layout}, ${size} | ${time} | ${rows('rowsRead')} | ${rows('rowsWritten')} |`);
  }
}

function verdict(ratio: number): string {
  return ratio <= FLAT ? 'yes' : 'no';
}

export function printBacklogs(backlogs: readonly Backlog[]): void {
  console.log('\n| | limit | ', backlogs.map(({ size }) => `${size} tokens`).join(' | '), '|');
  console.log(`| --- | ---: |${' ---: |'.repeat(backlogs.length)}`);
  for (const [what, limit, measure] of BACKLOG_ROWS) {
    console.log(`| ${what} | ${limit} | ${backlogs.map(measure).join(' | ')} |`);
  }
}

const BACKLOG_ROWS: [what: string, limit: string, measure: (backlog: Backlog) => string | number][] = [
  ['tokens purged', '', ({ purged }) => purged],
  ['notices owed', '', ({ owed }) => owed],
  ['invocations', '', ({ invocations }) => invocations],
  ['seconds in all', '', ({ seconds }) => seconds.toFixed(1)],
  ['longest invocation, s', '900', ({ longestInvocationMs }) => (longestInvocationMs / 1000).toFixed(1)],
  ['longest statement or batch, s', '30', ({ longestCallMs }) => (longestCallMs / 1000).toFixed(2)],
  [
    'a full chunk of the purge, ms: median (quartiles)',
    '30000',
    ({ chunkMs }) => (chunkMs.length === 0 ? 'none' : tell(spreadOf(chunkMs), 0)),
  ],
  ['most D1 statements an invocation', '1000 (free: 50)', ({ mostStatements }) => mostStatements],
  ['most subrequests an invocation', '10000 (free: 50)', ({ mostCalls }) => mostCalls],
  ['most rows written an invocation', '', ({ mostRowsWritten }) => mostRowsWritten],
];

function tell({ low, median, high }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
