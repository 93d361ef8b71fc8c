import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildAssets } from '../build-assets.ts';
import { Explained } from './explained.ts';
import { REPOSITORY, type StatePaths } from './paths.ts';

export const WRANGLER = join(REPOSITORY, 'node_modules/wrangler/bin/wrangler.js');
const KEPT_LINES = 40;

/** Wrangler without banner, metrics or update checks. The shell's own secrets must not outrank those of .dev.vars. */
export function wranglerEnvironment(): NodeJS.ProcessEnv {
  const { ROOT_KEY: _rootKey, ROOT_KEY_PREVIOUS: _previous, SETUP_CODE: _setupCode, ...rest } = process.env;
  return {
    ...rest,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    WRANGLER_WRITE_LOGS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  };
}

export function migrateLocally(paths: StatePaths): void {
  const command = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', paths.storage];
  const done = spawnSync(process.execPath, [WRANGLER, ...command], {
    cwd: REPOSITORY,
    env: { ...wranglerEnvironment(), CI: 'true' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status === 0) return;
  throw new Explained(`The migrations could not be applied to the local database. Wrangler said:
${indent(`${done.stdout}${done.stderr}`)}
If the local data is not worth keeping, \`npm run reset\` removes it and \`npm start\` begins anew.`);
}

export interface DevServer {
  /** Resolves when wrangler has ended, whoever ended it. */
  ended: Promise<number | null>;
  hasEnded(): boolean;
  lastLines(): string;
  stop(): Promise<void>;
}

/** Jeton itself, with its secrets and storage. */
export function startDevServer(paths: StatePaths, port: number): DevServer {
  buildAssets();
  // Else the links in notices lead to where set-up was done, by whichever port.
  const settings = ['--var', `PUBLIC_URL:http://127.0.0.1:${port}`];
  return startWorker(paths, port, ['--persist-to', paths.storage, ...settings, '--env-file', paths.devVars]);
}

/**
 * `wrangler dev` in a process group of its own, so that ending it takes workerd and esbuild along. Workers that run with
 * the same state reach each other by their service bindings.
 */
export function startWorker(paths: StatePaths, port: number, settings: readonly string[]): DevServer {
  const command = ['dev', '--local', '--ip', '127.0.0.1', '--port', `${port}`];
  // Two that start at the same time would else choose the same port for their inspectors.
  const quiet = ['--log-level', 'error', '--show-interactive-dev-session=false', '--inspector-port', '0'];
  const child = spawn(process.execPath, [WRANGLER, ...command, ...settings, ...quiet], {
    cwd: REPOSITORY,
    env: { ...wranglerEnvironment(), ...alone(paths) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines = keepLines(child);
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  return {
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    lastLines: () => indent(lines.join('')),
    stop: () => stopGroup(child, ended),
  };
}

/** Wrangler's list of mails takes in what else its registry knows to run on the machine: this one knows of nothing. */
function alone(paths: StatePaths): NodeJS.ProcessEnv {
  return { X_LOCAL_EXPLORER: 'true', WRANGLER_REGISTRY_PATH: join(paths.storage, 'registry') };
}

function keepLines(child: ChildProcess): string[] {
  const kept: string[] = [];
  const keep = (chunk: Buffer): void => {
    process.stderr.write(chunk);
    kept.push(chunk.toString());
    if (kept.length > KEPT_LINES) kept.shift();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return kept;
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .slice(-KEPT_LINES)
    .map((line) => `  ${line}`)
    .join('\n');
}
