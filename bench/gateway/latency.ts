import { quantile } from '../report.ts';

export interface Latency {
  name: string;
  p50: number;
  p99: number;
  /** Over the base in the same round, the median of the rounds. */
  addedP50: number;
  addedP99: number;
}

type Rounds = ReadonlyMap<string, readonly (readonly number[])[]>;

/** What each takes, in microseconds, with one request under way, and what it adds to the base. */
export function summarizeLatencies(measured: Rounds, base: string): Latency[] {
  const quantiles = (name: string, share: number) =>
    (measured.get(name) ?? []).map((latencies) => quantile(latencies, share));
  const added = (name: string, share: number) => {
    const own = quantiles(base, share);
    return median(quantiles(name, share).map((value, round) => value - (own[round] ?? Number.NaN)));
  };
  return [...measured.keys()].map((name) => ({
    name,
    p50: median(quantiles(name, 0.5)),
    p99: median(quantiles(name, 0.99)),
    addedP50: added(name, 0.5),
    addedP99: added(name, 0.99),
  }));
}

export function printLatencies(latencies: readonly Latency[]): void {
  console.log('\n| one request at a time | p50 us | p99 us | added p50 us | added p99 us |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const { name, p50, p99, addedP50, addedP99 } of latencies) {
    console.log(`| ${name} | ${p50} | ${p99} | ${addedP50} | ${addedP99} |`);
  }
}

function median(values: readonly number[]): number {
  return Math.round(quantile(values, 0.5));
}
