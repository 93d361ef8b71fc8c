import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canPin, LOAD_CPU, readCpuMicros } from './cpu.ts';
import type { Order, Outcome, Target } from './load.ts';
import { type Measured, perRequest, type Slice } from './report.ts';

/** What precedes each stretch, uncounted. */
export const WARM_UP_SECONDS = 0.2;
/** Once through before anything counts: the code is compiled, the tokens are in memory. */
export const FIRST_SECONDS = 1;

/** One of those that take turns: what is sent to it, and how its isolate is had to collect its garbage. */
export interface Subject {
  name: string;
  target: Target;
  collect: () => Promise<void>;
}

export interface Plan {
  rounds: number;
  /** How long each is measured in a round. */
  seconds: number;
  /** Targets whose requests are sent once, with new requests for a round. */
  renew?: () => Promise<Record<string, Target>>;
}

/** Measures all in turn, in the workerd of that process id. Throws at the first answer that was not expected. */
export async function measure(pid: number, subjects: readonly Subject[], plan: Plan): Promise<Map<string, Measured[]>> {
  const load = startLoad();
  try {
    await order(load, { targets: Object.fromEntries(subjects.map(({ name, target }) => [name, target])) });
    await renew(load, plan);
    for (const { name } of subjects) await run(load, name, FIRST_SECONDS);
    const measured = new Map(subjects.map(({ name }): [string, Measured[]] => [name, []]));
    for (let round = 0; round < plan.rounds; round += 1) {
      await renew(load, plan);
      for (const [name, one] of await measureRound(pid, load, subjects, plan)) measured.get(name)?.push(one);
      process.stderr.write(`round ${round + 1} of ${plan.rounds}\n`);
    }
    return measured;
  } finally {
    load.kill();
  }
}

/** All of them, there and back: what slows the machine down for a while slows them all down. */
async function measureRound(
  pid: number,
  load: ChildProcess,
  subjects: readonly Subject[],
  { seconds }: Plan,
): Promise<Map<string, Measured>> {
  const slices = new Map<string, Slice[]>();
  for (const subject of [...subjects, ...subjects.toReversed()]) {
    const slice = await measureSlice(pid, load, subject, seconds / 2);
    slices.set(subject.name, [...(slices.get(subject.name) ?? []), slice]);
  }
  return new Map([...slices].map(([name, parts]) => [name, perRequest(parts)]));
}

/** A warm-up that is not counted, then the requests that are, with what it takes to collect their garbage. */
async function measureSlice(
  pid: number,
  load: ChildProcess,
  { name, collect }: Subject,
  seconds: number,
): Promise<Slice> {
  await collect();
  await run(load, name, WARM_UP_SECONDS);
  const before = readCpuMicros(pid);
  const outcome = await run(load, name, seconds);
  await collect();
  return { answered: outcome.answered, seconds: outcome.seconds, cpuMicros: readCpuMicros(pid) - before };
}

/** How long answers take when one is asked at a time, in microseconds: all subjects in turn, in each round. */
export async function measureLatency(
  subjects: readonly Subject[],
  { rounds, seconds }: Plan,
): Promise<Map<string, number[][]>> {
  const load = startLoad();
  try {
    await order(load, { targets: Object.fromEntries(subjects.map(({ name, target }) => [name, target])) });
    const measured = new Map(subjects.map(({ name }): [string, number[][]] => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, collect } of subjects) {
        await collect();
        await run(load, name, WARM_UP_SECONDS, 1);
        measured.get(name)?.push((await run(load, name, seconds, 1)).latencyMicros);
      }
    }
    return measured;
  } finally {
    load.kill();
  }
}

function startLoad(): ChildProcess {
  const command = [process.execPath, join(import.meta.dirname, 'load.ts')];
  const [program = '', ...args] = canPin ? ['taskset', '-c', LOAD_CPU, ...command] : command;
  return spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function renew(load: ChildProcess, plan: Plan): Promise<void> {
  if (plan.renew) await order(load, { targets: await plan.renew() });
}

async function run(load: ChildProcess, name: string, duration: number, connections?: number): Promise<Outcome> {
  const [outcome]: Outcome[] = await Promise.all([
    once(load, 'message'),
    order(load, { run: name, seconds: duration, ...(connections !== undefined && { connections }) }),
  ]).then(([message]) => message);
  if (!outcome) throw new Error('the load generator said nothing');
  if (outcome.unexpected !== null) throw new Error(`${name} was answered:\n${outcome.unexpected}`);
  return outcome;
}

function order(load: ChildProcess, message: Order): Promise<void> {
  return new Promise((resolve, reject) => {
    load.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
