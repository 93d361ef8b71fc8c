/**
 * `npm run bench:sweep -- [--sizes N,N] [--rounds N] [--without-search] [--json FILE]`: what it costs to warn of tokens
 * and to purge them, in databases of several sizes; see README.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine } from './cpu.ts';
import { type Databases, startDatabases } from './sweep/databases.ts';
import { type Backlog, databaseOf, measureRound, type Sample, workOff } from './sweep/measure.ts';
import { type Database, secondsOf } from './sweep/rows.ts';
import { costsOf, printBacklogs, printCosts } from './sweep/tables.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    rounds: { type: 'string', default: '40' },
    'without-search': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);
if (sizes.some((size) => !(secondsOf(size) >= 2))) throw new Error('--sizes: each at least 10000');

const bySize = sizes.map(databasesOf);
const warmUp = { name: 'warm_up', size: Math.min(...sizes), firstRound: 0 };
const all = [warmUp, ...bySize.flat()];
const server = await startDatabases(all.map(({ name }) => name));
try {
  for (const database of all) await load(server, database);
  // What runs for the first time is compiled on the way: it is not counted.
  await workOff(server, warmUp);
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    samples.push(...(await measureRound(server, sizes, round)));
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  const backlogs: Backlog[] = [];
  for (const [database] of bySize) if (database) backlogs.push(await workOff(server, database));
  const report = { machine: describeMachine(), costs: costsOf(samples, sizes), backlogs, samples };
  console.log(`${report.machine}\n`);
  printCosts(report.costs);
  printBacklogs(backlogs);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await server.stop();
}

/** As many as the rounds use up. */
function databasesOf(size: number): Database[] {
  const used = Array.from({ length: rounds }, (_, round) => databaseOf(size, round));
  return [...new Map(used.map((database) => [database.name, database])).values()];
}

async function load(into: Databases, database: Database): Promise<void> {
  const begin = performance.now();
  await into.load(database, !values['without-search']);
  process.stderr.write(`${database.name}: loaded in ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
}
