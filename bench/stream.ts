/**
 * `npm run bench:stream -- [--megabytes N] [--only NAMES]`: one large body each way through a bare proxy, a property that
 * signs, and S3, and the memory that workerd takes for it; see README.md. Fails when that is much more than the proxy's.
 */
import { parseArgs } from 'node:util';
import { describeMachine } from './cpu.ts';
import { issueCredentials } from './gateway/credentials.ts';
import { type Memory, watchMemory } from './gateway/memory.ts';
import { placeRoutes } from './gateway/routes.ts';
import { startOrigin } from './gateway/start-origin.ts';
import { CONTROL, contentOf, waysThrough } from './gateway/ways.ts';
import { startServer } from './server.ts';

/** How much more than the bare proxy a way through the gateway may take. */
const ALLOWANCE_MEGABYTES = 64;
/** Goes through each way first, uncounted: what code and allocator take once, and keep. */
const WARM_UP = contentOf(64 * 2 ** 20);
/** Kept whole it takes several times as much. */
const MOST_KEPT_BYTES = 256 * 2 ** 20;

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '1024' }, only: { type: 'string' } } });
const length = Number(values.megabytes) * 2 ** 20;
const wanted = values.only?.split(',').concat('proxy', 'control');
const isWanted = (name: string) => wanted?.some((start) => name.startsWith(start)) ?? true;

const origin = await startOrigin();
const server = await startServer(['default', 'proxy', 'keeper'], {
  entry: 'bench/worker/gateway.ts',
  bindings: { ORIGIN: origin.url },
});
try {
  await placeRoutes(server, origin.url);
  const held = await issueCredentials(await server.portOf('default'));
  const ways = await waysThrough(server, held);
  const [content, kept] = [contentOf(length), contentOf(Math.min(length, MOST_KEPT_BYTES))];
  console.log(`${describeMachine()}\n\n| way | MiB | MB/s | CPU s | before, MB | most | after | more |`);
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const grown = new Map<string, number>();
  for (const { name, pass } of ways.filter((way) => isWanted(way.name))) {
    const sent = name === CONTROL ? kept : content;
    await pass(WARM_UP);
    const memory = await watchMemory(server, () => pass(sent));
    grown.set(name, memory.most - memory.before);
    printMemory(name, sent.length, memory);
  }
  if (!judge(grown)) process.exitCode = 1;
} finally {
  await server.stop();
  origin.stop();
}

function printMemory(name: string, bytes: number, { seconds, cpuSeconds, before, most, after }: Memory): void {
  const rate = Math.round(bytes / 1e6 / seconds);
  console.log(
    `| ${name} | ${bytes / 2 ** 20} | ${rate} | ${cpuSeconds.toFixed(1)} | ${before} | ${most} | ${after} | ${most - before} |`,
  );
}

/** Whether all but the control stayed within bounds, and the control did not: else the bounds show nothing. */
function judge(grown: ReadonlyMap<string, number>): boolean {
  const ofProxy = [...grown].filter(([name]) => name.startsWith('proxy')).map(([, megabytes]) => megabytes);
  const allowed = Math.max(...ofProxy) + ALLOWANCE_MEGABYTES;
  const over = [...grown].filter(([, megabytes]) => megabytes > allowed).map(([name]) => name);
  const missed = over.filter((name) => name !== CONTROL);
  const shown = over.includes(CONTROL);
  console.log(
    `\nAllowed: ${allowed} MB more. ${missed.length === 0 ? 'Met by all.' : `Missed: ${missed.join('; ')}.`}`,
  );
  if (!shown) console.log('The control stayed within it too, so this run shows nothing: take more megabytes.');
  return missed.length === 0 && shown;
}
