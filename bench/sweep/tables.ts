import type { Backlog, Sample } from './measure.ts';
import { LAYOUTS, type Layout } from './rows.ts';

/** What a token costs in a database of some size. Where its neighbours lie decides how many pages it takes. */
export interface Cost {
  job: Sample['job'];
  layout: Layout;
  size: number;
  micros: Spread;
  /** Time over that in the smallest database, in the same round. */
  ratio: Spread;
  rowsRead: number;
  rowsWritten: number;
  rounds: number;
}
type Spread = { low: number; median: number; high: number };

const FLAT = 1.2;

export function costsOf(samples: readonly Sample[], sizes: readonly number[]): Cost[] {
  const kinds = (['purge', 'warn'] as const).flatMap((job) => LAYOUTS.map((layout) => ({ job, layout })));
  return kinds.flatMap(({ job, layout }) =>
    sizes.map((size) => {
      const of = (wanted: number | undefined) =>
        samples.filter((each) => each.job === job && each.layout === layout && each.size === wanted);
      const own = of(size);
      const base = of(sizes[0]);
      const perToken = (each: Sample | undefined, key: 'ms' | 'rowsRead' | 'rowsWritten') =>
        each ? each[key] / each.tokens : Number.NaN;
      return {
        job,
        layout,
        size,
        micros: spreadOf(own.map((each) => 1000 * perToken(each, 'ms'))),
        ratio: spreadOf(
          own.map((each) => {
            const same = base.find(({ round }) => round === each.round);
            return perToken(each, 'ms') / perToken(same, 'ms');
          }),
        ),
        rowsRead: spreadOf(own.map((each) => perToken(each, 'rowsRead'))).median,
        rowsWritten: spreadOf(own.map((each) => perToken(each, 'rowsWritten'))).median,
        rounds: own.length,
      };
    }),
  );
}

export function printCosts(costs: readonly Cost[]): void {
  console.log(
    '| job | neighbours | tokens | us/token: median (quartiles) | tokens/s | x smallest, same round | flat |',
  );
  console.log('| --- | --- | ---: | ---: | ---: | ---: | --- |');
  for (const { job, layout, size, micros, ratio } of costs) {
    const flat = ratio.median <= FLAT && ratio.median >= 1 / FLAT ? 'yes' : 'no';
    const rate = Math.round(1e6 / micros.median);
    console.log(`| ${job} | ${layout} | ${size} | ${tell(micros, 0)} | ${rate} | ${tell(ratio, 2)} | ${flat} |`);
  }
  console.log('\n| job | neighbours | tokens | D1 rows read/token | D1 rows written/token |');
  console.log('| --- | --- | ---: | ---: | ---: |');
  for (const { job, layout, size, rowsRead, rowsWritten } of costs) {
    console.log(`| ${job} | ${layout} | ${size} | ${rowsRead.toFixed(2)} | ${rowsWritten.toFixed(2)} |`);
  }
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
  ['a full chunk of the purge, ms: median (quartiles)', '30000', ({ chunkMs }) => tell(spreadOf(chunkMs), 0)],
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
