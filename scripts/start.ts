/** `npm start`: a complete local Jeton with one command, and plain words where that cannot be. */
import { createServer } from 'node:net';
import { checkAdministrator, type FirstRun, makeAdministrator } from './start/administrator.ts';
import { fireCrons } from './start/crons.ts';
import { type Health, readHealth, servesPage, waitForHealth } from './start/deployment.ts';
import { ensureDevVars } from './start/dev-vars.ts';
import { Explained, runMain } from './start/explained.ts';
import { keepMail } from './start/mail.ts';
import { statePaths } from './start/paths.ts';
import { localProfileName, readProfiles } from './start/profile.ts';
import { type Pages, printReady } from './start/ready.ts';
import { type DevServer, migrateLocally, startDevServer } from './start/wrangler.ts';

const START_TIMEOUT_MS = 90_000;

async function main(): Promise<number> {
  const paths = statePaths();
  const port = readPort(process.env.PORT);
  const url = `http://127.0.0.1:${port}`;
  const { setupCode } = ensureDevVars(paths);
  readProfiles(paths);
  await refuseTakenPort(port, url);

  console.log('Jeton is starting …');
  migrateLocally(paths);
  const server = startDevServer(paths, port);
  const interrupted = onSignal();
  let stopCrons = (): void => {};
  let stopMail = async (): Promise<void> => {};
  try {
    const health = await Promise.race([waitForHealth(url, START_TIMEOUT_MS, server.hasEnded), interrupted]);
    if (health === 'interrupted') return 0;
    const firstRun = await settle(health, server, () => makeAdministrator(url, setupCode, paths));
    if (firstRun === null) await checkAdministrator(url, paths);
    stopCrons = fireCrons(url, (problem) => console.error(problem));
    stopMail = keepMail(url, paths.mail, (problem) => console.error(problem));
    const profile = localProfileName(readProfiles(paths));
    printReady({ url, paths, firstRun, pages: await findPages(url), profile });
    if ((await Promise.race([server.ended, interrupted])) === 'interrupted') return 0;
    throw new Explained(`Wrangler ended by itself. Its last lines:\n${server.lastLines()}`);
  } finally {
    stopCrons();
    await stopMail();
    await server.stop();
  }
}

/** Makes the administrator where there is none; null where there is one already. */
async function settle(health: Health, server: DevServer, make: () => Promise<FirstRun>): Promise<FirstRun | null> {
  if (health.state === 'ready') return health.setUp ? null : make();
  if (server.hasEnded()) {
    throw new Explained(`Wrangler ended before Jeton was up. Its last lines:\n${server.lastLines()}`);
  }
  if (health.state === 'starting') {
    throw new Explained(`Jeton did not answer within ${START_TIMEOUT_MS / 1000} s. Wrangler's last lines:
${server.lastLines()}`);
  }
  throw new Explained(`Jeton runs, but is not well: GET /health answered ${health.answer.status}.
  ${health.answer.text.slice(0, 500)}
Wrangler's last lines:
${server.lastLines()}`);
}

/** What a browser can open; not every deployment serves the console and the description of the API. */
async function findPages(url: string): Promise<Pages> {
  const [console, api] = await Promise.all([servesPage(`${url}/`), servesPage(`${url}/docs`)]);
  return { console, api };
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 8787);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Explained(`PORT is "${text}", which is no port. Give a number from 1 to 65535, or leave it out for 8787.`);
}

async function refuseTakenPort(port: number, url: string): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(null)));
  });
  if (problem === null) return;
  if (problem.code !== 'EADDRINUSE') throw new Explained(`Port ${port} cannot be used: ${problem.message}`);
  const what = (await readHealth(url)).state === 'ready' ? 'a Jeton that runs already' : 'another program';
  throw new Explained(`Port ${port} is taken by ${what}. Stop it, or choose another port: PORT=${port + 1} npm start`);
}

function onSignal(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
    if (process.env.npm_lifecycle_event === undefined) return;
    // npm hands a SIGTERM to its shell only, which dies of it: that, too, is the end.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve('interrupted'), 500).unref();
  });
}

await runMain(main);
