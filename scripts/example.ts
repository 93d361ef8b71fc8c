/** `npm run example`: Jeton and a Worker that it protects, side by side, with tokens to try them with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSamples, type Sample } from './example/samples.ts';
import { makeAdministrator } from './start/administrator.ts';
import { waitForHealth } from './start/deployment.ts';
import { ensureDevVars } from './start/dev-vars.ts';
import { Explained, runMain } from './start/explained.ts';
import { REPOSITORY, type StatePaths, statePaths } from './start/paths.ts';
import { readPort, refuseTakenPort } from './start/port.ts';
import { onSignal } from './start/signal.ts';
import { type DevServer, migrateLocally, startDevServer, startWorker } from './start/wrangler.ts';

const CONFIG = join(REPOSITORY, 'examples/protected-worker/wrangler.toml');
const START_TIMEOUT_MS = 90_000;

async function main(): Promise<number> {
  // Made for one run: nothing of a deployment of yours is touched, and nothing stays.
  const folder = mkdtempSync(join(tmpdir(), 'jeton-example-'));
  const interrupted = onSignal();
  const servers: DevServer[] = [];
  try {
    const running = run(statePaths({ JETON_STATE_DIR: folder }), servers);
    const outcome = await Promise.race([running, interrupted]);
    if (outcome === 'interrupted') return 0;
    const ended = Promise.race(servers.map((server) => server.ended));
    if ((await Promise.race([ended, interrupted])) === 'interrupted') return 0;
    throw new Explained(`Wrangler ended by itself. Its last lines:\n${linesOf(servers)}`);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function run(paths: StatePaths, servers: DevServer[]): Promise<void> {
  const port = readPort(process.env.PORT);
  const [jeton, orders] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
  const { setupCode } = ensureDevVars(paths);
  for (const each of [port, port + 1]) await refuseTakenPort(each, 'npm run example');

  console.log('Jeton and the orders API are starting …');
  migrateLocally(paths);
  servers.push(startDevServer(paths, port));
  const state = join(paths.storage, 'orders-api');
  servers.push(startWorker(paths, port + 1, ['--config', CONFIG, '--var', `ISSUER:${jeton}`, '--persist-to', state]));
  const hasEnded = () => servers.some((server) => server.hasEnded());
  const { state: health } = await waitForHealth(jeton, START_TIMEOUT_MS, hasEnded);
  if (health !== 'ready') throw new Explained(`Jeton did not come up. Wrangler's last lines:\n${linesOf(servers)}`);
  const { token } = await makeAdministrator(jeton, setupCode, paths);
  const samples = await makeSamples(jeton, token);
  await waitForOrders(orders, samples, hasEnded).catch(() => {
    throw new Explained(`The orders API did not come up. Wrangler's last lines:\n${linesOf(servers)}`);
  });
  printSamples(jeton, orders, samples);
}

/** The two find each other within a second or two of the later one's start. */
async function waitForOrders(url: string, samples: readonly Sample[], givenUp: () => boolean): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const headers = { Authorization: `Bearer ${samples[0]?.secret}` };
  while (Date.now() < deadline && !givenUp()) {
    const response = await fetch(`${url}/orders`, { headers }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(250);
  }
  throw new Error('no good answer');
}

function printSamples(jeton: string, orders: string, samples: readonly Sample[]): void {
  const lines = samples.map(({ name, secret, shows }) => `  # ${shows}\n  ${name}='${secret}'`);
  console.log(`
Both are ready.

  Jeton       ${jeton}
  Orders API  ${orders}, examples/protected-worker/src/worker.ts

Tokens, good until this ends:

${lines.join('\n')}

In another terminal, with these lines pasted:

  curl -i ${orders}/orders -H "Authorization: Bearer $OPAQUE"
  curl -i ${jeton}/oauth/revoke -d token="$OPAQUE"

Revoked, an opaque token is refused within 10 seconds, a signed one within 70, and at ${orders}/strict at once.
Ctrl-C ends both, and nothing is kept.
`);
}

function linesOf(servers: readonly DevServer[]): string {
  return servers.map((server) => server.lastLines()).join('\n');
}

await runMain(main);
