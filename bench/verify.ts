/** `npm run bench:verify -- [--rounds N] [--seconds S] [--json FILE]`: what checking a token costs; see README.md. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { canPin, describeMachine, LOAD_CPU, readCpuMicros } from './cpu.ts';
import type { Order, Outcome, Target } from './load.ts';
import { type Measured, printTable, summarize } from './report.ts';
import { issueTokens, type Server, startServer } from './server.ts';
import { requestsOf, VARIANTS, type Variant } from './variants.ts';

const WARM_UP_SECONDS = 0.5;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1.5' },
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
  for (const { name } of VARIANTS) await run(load, name, WARM_UP_SECONDS * 2);
  const measured = new Map(VARIANTS.map(({ name }): [string, Measured[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name } of round % 2 === 0 ? VARIANTS : VARIANTS.toReversed()) {
      measured.get(name)?.push(await measure(server, load, name));
    }
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

/** One variant in one round: a short warm-up that is not counted, then the requests that are. */
async function measure({ pid }: Server, child: ChildProcess, name: string): Promise<Measured> {
  await run(child, name, WARM_UP_SECONDS);
  const before = readCpuMicros(pid);
  const { answered, seconds: took } = await run(child, name, seconds);
  return { cpuMicros: (readCpuMicros(pid) - before) / answered, requestsPerSecond: answered / took };
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
