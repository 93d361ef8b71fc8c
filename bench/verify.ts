/** `npm run bench:verify -- [--rounds N] [--seconds S] [--json FILE]`: what checking a token costs; see README.md. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine } from './cpu.ts';
import { measure, type Subject } from './measure.ts';
import { printTable, printTargets, summarize } from './report.ts';
import { type Server, startServer } from './server.ts';
import { issueTokens } from './tokens.ts';
import { requestsOf, TARGETS, VARIANTS, type Variant } from './variants.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1.6' },
    json: { type: 'string' },
  },
});

const server = await startServer([...new Set(VARIANTS.map((variant) => variant.entrypoint))]);
try {
  const plan = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  const measured = await measure(server.pid, await subjectsOf(server), plan);
  const report = { machine: describeMachine(), variants: summarize(VARIANTS, measured) };
  console.log(`${report.machine}\n`);
  printTable(VARIANTS, measured);
  printTargets(TARGETS, measured);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await server.stop();
}

async function subjectsOf({ portOf, collect }: Server): Promise<Subject[]> {
  const issued = await issueTokens(await portOf('default'), await portOf('kvGet'));
  const subject = async ({ name, entrypoint, path, bearers, expects }: Variant): Promise<Subject> => {
    const target = { port: await portOf(entrypoint), requests: requestsOf(path, bearers(issued)), expects };
    return { name, target, collect };
  };
  return Promise.all(VARIANTS.map(subject));
}
