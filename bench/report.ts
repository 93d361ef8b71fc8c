import { TARGETS, type Variant } from './variants.ts';

/** What was counted at a stretch. */
export interface Slice {
  answered: number;
  seconds: number;
  cpuMicros: number;
}
export interface Measured {
  cpuMicros: number;
  requestsPerSecond: number;
}
export interface Summary {
  name: string;
  cpuMicros: number;
  /** CPU over that of `bare` in the same round, the median. */
  cpuRatio: number;
  requestsPerSecond: number;
  rounds: number;
}

type Rounds = ReadonlyMap<string, readonly Measured[]>;

export function perRequest(slices: readonly Slice[]): Measured {
  const answered = sum(slices, 'answered');
  return { cpuMicros: sum(slices, 'cpuMicros') / answered, requestsPerSecond: answered / sum(slices, 'seconds') };
}

function sum(slices: readonly Slice[], key: keyof Slice): number {
  return slices.reduce((total, slice) => total + slice[key], 0);
}

export function summarize(variants: readonly Variant[], measured: Rounds): Summary[] {
  return variants.map(({ name }) => {
    const rounds = measured.get(name) ?? [];
    return {
      name,
      cpuMicros: round(median(rounds.map((one) => one.cpuMicros)), 1),
      cpuRatio: round(median(ratios(measured, name, 'bare')), 3),
      requestsPerSecond: Math.round(median(rounds.map((one) => one.requestsPerSecond))),
      rounds: rounds.length,
    };
  });
}

export function printTable(machine: string, variants: readonly Variant[], measured: Rounds): void {
  console.log(`${machine}\n`);
  console.log('| variant | what it does | CPU us/request | x bare, same round: median (quartiles) | requests/s |');
  console.log('| --- | --- | ---: | ---: | ---: |');
  const summaries = summarize(variants, measured);
  for (const [index, { name, cpuMicros, requestsPerSecond }] of summaries.entries()) {
    const ratio = spread(ratios(measured, name, 'bare'));
    console.log(`| ${name} | ${variants[index]?.does} | ${cpuMicros} | ${ratio} | ${requestsPerSecond} |`);
  }
  console.log('\n| target | median (quartiles) of the same round | |\n| --- | ---: | --- |');
  for (const { name, against, atMost } of TARGETS) {
    const found = ratios(measured, name, against);
    const verdict = median(found) <= atMost ? 'met' : 'missed';
    console.log(`| ${name} at most ${atMost} x ${against} | ${spread(found)} | ${verdict} |`);
  }
}

/** The CPU of one variant over that of another, round by round: only figures of one round may be compared. */
function ratios(measured: Rounds, name: string, against: string): number[] {
  const base = measured.get(against) ?? [];
  return (measured.get(name) ?? []).map(({ cpuMicros }, index) => cpuMicros / (base[index]?.cpuMicros ?? Number.NaN));
}

function spread(values: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(2));
  return `${middle} (${low} to ${high})`;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position % 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
