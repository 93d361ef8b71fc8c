/** What was counted at a stretch. */
export interface Slice {
  answered: number;
  seconds: number;
  cpuMicros: number;
}
export interface Measured {
  answered: number;
  cpuMicros: number;
  requestsPerSecond: number;
}
/** A line of the table. */
export interface Row {
  name: string;
  does: string;
}
/** What is asked of the figures: `name` at most `atMost` times the CPU of `against`. */
export interface Goal {
  name: string;
  against: string;
  atMost: number;
}
export interface Summary {
  name: string;
  cpuMicros: number;
  /** CPU over that of the base, `bare` or `proxy`, in the same round; the median. */
  cpuRatio: number;
  requestsPerSecond: number;
  rounds: number;
}

type Rounds = ReadonlyMap<string, readonly Measured[]>;

export function perRequest(slices: readonly Slice[]): Measured {
  const answered = sum(slices, 'answered');
  const [cpuMicros, seconds] = [sum(slices, 'cpuMicros'), sum(slices, 'seconds')];
  return { answered, cpuMicros: cpuMicros / answered, requestsPerSecond: answered / seconds };
}

function sum(slices: readonly Slice[], key: keyof Slice): number {
  return slices.reduce((total, slice) => total + slice[key], 0);
}

export function summarize(rows: readonly Row[], measured: Rounds, base = 'bare'): Summary[] {
  return rows.map(({ name }) => {
    const rounds = measured.get(name) ?? [];
    return {
      name,
      cpuMicros: round(median(rounds.map((one) => one.cpuMicros)), 1),
      cpuRatio: round(median(ratios(measured, name, base)), 3),
      requestsPerSecond: Math.round(median(rounds.map((one) => one.requestsPerSecond))),
      rounds: rounds.length,
    };
  });
}

/** Prints the figures; with `costliest`, also how many times theirs the CPU of that one is. */
export function printTable(rows: readonly Row[], measured: Rounds, costliest?: string, base = 'bare'): void {
  const last = costliest === undefined ? '' : ` ${costliest} x this |`;
  console.log(
    `| variant | what it does | CPU us/request | x ${base}, same round: median (quartiles) | requests/s |${last}`,
  );
  console.log(`| --- | --- | ---: | ---: | ---: |${last && ' ---: |'}`);
  for (const [index, { name, cpuMicros, requestsPerSecond }] of summarize(rows, measured).entries()) {
    const ratio = spread(ratios(measured, name, base));
    const times = costliest === undefined ? '' : ` ${median(ratios(measured, costliest, name)).toFixed(1)} |`;
    console.log(`| ${name} | ${rows[index]?.does} | ${cpuMicros} | ${ratio} | ${requestsPerSecond} |${times}`);
  }
}

/** Prints which goals were reached, of those whose both sides were measured. */
export function printTargets(goals: readonly Goal[], measured: Rounds): void {
  console.log('\n| target | median (quartiles) of the same round | |\n| --- | ---: | --- |');
  for (const { name, against, atMost } of goals) {
    if (!measured.has(name) || !measured.has(against)) continue;
    const found = ratios(measured, name, against);
    const verdict = median(found) <= atMost ? 'met' : 'missed';
    console.log(`| ${name} at most ${atMost} x ${against} | ${spread(found)} | ${verdict} |`);
  }
}

/** Of those measured the one that takes the most CPU a request. */
export function findCostliest(rows: readonly Row[], measured: Rounds): string | undefined {
  return summarize(rows, measured).toSorted((left, right) => right.cpuMicros - left.cpuMicros)[0]?.name;
}

/** How many requests were counted in all. */
export function countAnswered(measured: Rounds): number {
  return [...measured.values()].flat().reduce((total, { answered }) => total + answered, 0);
}

/** The CPU of one variant over that of another, round by round: only figures of one round may be compared. */
function ratios(measured: Rounds, name: string, against: string): number[] {
  const base = measured.get(against) ?? [];
  return (measured.get(name) ?? []).map(({ cpuMicros }, index) => cpuMicros / (base[index]?.cpuMicros ?? Number.NaN));
}

export function spread(values: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(2));
  return `${middle} (${low} to ${high})`;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position % 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
