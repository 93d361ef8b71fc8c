/** `npm run bench:verify -- [--rounds N] [--seconds S] [--json FILE]`: what checking a token costs; see README.md. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { canPin, describeMachine, LOAD_CPU, readCpuMicros } from './cpu.ts';
import type { Order, Outcome, Target } from './load.ts';
import { type Measured, perRequest, printTable, type Slice, summarize } from './report.ts';
import { type Server, startServer } from './server.ts';
import { issueTokens } from './tokens.ts';
import { requestsOf, VARIANTS, type Variant } from './variants.ts';

const WARM_UP_SECONDS = 0.2;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1.6' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

const server = await startServer([...new Set(VARIANTS.map((variant) => variant.entrypoint))]);
const load = startLoad();
try {
  await order(load, { targets: await targetsOf(server) });
  // Once through before anything counts: the code is compiled, the tokens are in memory.
  for (const { name } of VARIANTS) await run(load, name, 1);
  const measured = new Map(VARIANTS.map(({ name }): [string, Measured[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, one] of await measureRound(server, load)) measured.get(name)?.push(one);
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  const report = { machine: describeMachine(), variants: summarize(VARIANTS, measured) };
  printTable(report.machine, VARIANTS, measured);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  load.kill();
  await server.stop();
}

async function targetsOf({ portOf }: Server): Promise<Record<string, Target>> {
  const issued = await issueTokens(await portOf('default'), await portOf('kvGet'));
  const target = async (variant: Variant): Promise<[string, Target]> => {
    const { name, entrypoint, expects } = variant;
    return [name, { port: await portOf(entrypoint), requests: requestsOf(variant, issued), expects }];
  };
  return Object.fromEntries(await Promise.all(VARIANTS.map(target)));
}

/** All variants, there and back: what slows the machine down for a while slows them all down. */
async function measureRound(of: Server, child: ChildProcess): Promise<Map<string, Measured>> {
  const slices = new Map<string, Slice[]>();
  for (const { name } of [...VARIANTS, ...VARIANTS.toReversed()]) {
    const slice = await measureSlice(of, child, name);
    slices.set(name, [...(slices.get(name) ?? []), slice]);
  }
  return new Map([...slices].map(([name, parts]) => [name, perRequest(parts)]));
}

/** A warm-up that is not counted, then the requests that are, with what it takes to collect their garbage. */
async function measureSlice({ pid, collect }: Server, child: ChildProcess, name: string): Promise<Slice> {
  await collect();
  await run(child, name, WARM_UP_SECONDS);
  const before = readCpuMicros(pid);
  const outcome = await run(child, name, seconds / 2);
  await collect();
  return { answered: outcome.answered, seconds: outcome.seconds, cpuMicros: readCpuMicros(pid) - before };
}

function startLoad(): ChildProcess {
  const command = [process.execPath, join(import.meta.dirname, 'load.ts')];
  const [program = '', ...args] = canPin ? ['taskset', '-c', LOAD_CPU, ...command] : command;
  return spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function run(child: ChildProcess, name: string, duration: number): Promise<Outcome> {
  const [outcome]: Outcome[] = await Promise.all([
    once(child, 'message'),
    order(child, { run: name, seconds: duration }),
  ]).then(([message]) => message);
  if (!outcome) throw new Error('the load generator said nothing');
  if (outcome.unexpected !== null) throw new Error(`${name} was answered:\n${outcome.unexpected}`);
  return outcome;
}

function order(child: ChildProcess, message: Order): Promise<void> {
  return new Promise((resolve, reject) => {
    child.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
