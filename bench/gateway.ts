/**
 * `npm run bench:gateway -- [--rounds N] [--seconds S] [--only NAMES] [--json FILE]`: what the gateway adds to a request,
 * over a bare proxy; see README.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine } from './cpu.ts';
import { issueCredentials } from './gateway/credentials.ts';
import { printLatencies, summarizeLatencies } from './gateway/latency.ts';
import { placeRoutes } from './gateway/routes.ts';
import { startOrigin } from './gateway/start-origin.ts';
import { GATEWAY_TARGETS, GATEWAY_VARIANTS, targetOf } from './gateway/variants.ts';
import { measure, measureLatency, type Subject } from './measure.ts';
import { printTable, printTargets, summarize } from './report.ts';
import { startServer } from './server.ts';

const BASE = 'proxy';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1.6' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const plan = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
const wanted = values.only?.split(',').concat(BASE);
const variants = GATEWAY_VARIANTS.filter(({ name }) => wanted?.includes(name) ?? true);

const origin = await startOrigin();
const server = await startServer(['default', BASE], {
  entry: 'bench/worker/gateway.ts',
  bindings: { ORIGIN: origin.url },
});
try {
  await placeRoutes(server, origin.url);
  const held = await issueCredentials(
    await server.portOf('default'),
    variants.some(({ name }) => name === 's3'),
  );
  const targets = async () =>
    Object.fromEntries(
      await Promise.all(
        variants.map(async (variant) => [variant.name, await targetOf(server, variant, held)] as const),
      ),
    );
  const first = await targets();
  const subjects = variants.flatMap(({ name }): Subject[] => {
    const target = first[name];
    return target ? [{ name, target, collect: server.collect }] : [];
  });
  const measured = await measure(server.pid, subjects, { ...plan, renew: targets });
  const latencies = summarizeLatencies(await measureLatency(subjects, plan), BASE);
  const report = { machine: describeMachine(), variants: summarize(variants, measured, BASE), latencies };
  console.log(`${report.machine}\n`);
  printTable(variants, measured, undefined, BASE);
  printLatencies(latencies);
  printTargets(GATEWAY_TARGETS, measured);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await server.stop();
  origin.stop();
}
