/** `npm start`: a complete local Jeton with one command, and plain words where that cannot be. */
import { checkAdministrator, type FirstRun, makeAdministrator } from './start/administrator.ts';
import { fireCrons } from './start/crons.ts';
import { type Health, servesPage, waitForHealth } from './start/deployment.ts';
import { ensureDevVars } from './start/dev-vars.ts';
import { Explained, runMain } from './start/explained.ts';
import { keepMail } from './start/mail.ts';
import { statePaths } from './start/paths.ts';
import { readPort, refuseTakenPort } from './start/port.ts';
import { localProfileName, readProfiles } from './start/profile.ts';
import { type Pages, printReady } from './start/ready.ts';
import { onSignal } from './start/signal.ts';
import { type DevServer, migrateLocally, startDevServer } from './start/wrangler.ts';

const START_TIMEOUT_MS = 90_000;

async function main(): Promise<number> {
  const paths = statePaths();
  const port = readPort(process.env.PORT);
  const url = `http://127.0.0.1:${port}`;
  const { setupCode } = ensureDevVars(paths);
  readProfiles(paths);
  await refuseTakenPort(port, 'npm start');

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
  const [console, api] = await Promise.all([servesPage(`${url}/console`), servesPage(`${url}/docs`)]);
  return { console, api };
}

await runMain(main);
