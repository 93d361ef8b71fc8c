import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';
import { unstable_readConfig, unstable_splitSqlQuery } from 'wrangler';
import { buildWorker, REPOSITORY } from './build.ts';
import { findWorkerd, pin, SERVER_CPU } from './cpu.ts';

export const SETUP_CODE = 'bench-setup-code';
export const ROOT_KEY = '62656e636820726f6f74206b65792c206e6f742061207265616c206f6e652121';
const NO_LIMIT = 1_000_000_000;

/** A Worker beside the product's, in the same process but in an isolate of its own. */
export interface Neighbour {
  name: string;
  /** Its source, from the repository's root. It exports `collect`, as worker/worker.ts does. */
  entry: string;
  entrypoints: readonly string[];
  kvNamespaces?: Record<string, string>;
  d1Databases?: Record<string, string>;
}

interface Setting {
  /** In place of worker/worker.ts; it exports all that one does. */
  entry?: string;
  bindings?: Record<string, string>;
  neighbours?: readonly Neighbour[];
  /** Whether it has a CPU to itself; left out: it has. */
  measured?: boolean;
}

export interface Server {
  pid: number;
  /** The port of an entrypoint's own socket, of a neighbour's where one is named: no proxy stands between. */
  portOf: (entrypoint: string, neighbour?: string) => Promise<number>;
  /** The database itself, past the Worker. */
  database: () => ReturnType<Miniflare['getD1Database']>;
  /** What the edge holds copies in. */
  edge: () => ReturnType<Miniflare['getKVNamespace']>;
  /** Has the Worker, or a neighbour, collect its garbage. */
  collect: (neighbour?: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** workerd on the built bundle, with empty, migrated storage that goes when it stops. */
export async function startServer(entrypoints: readonly string[], setting: Setting = {}): Promise<Server> {
  const { entry = 'bench/worker/worker.ts', bindings = {}, neighbours = [], measured = true } = setting;
  process.env.MINIFLARE_WORKERD_V8_FLAGS = '--expose-gc';
  const script = buildWorker(entry);
  const workers: V4WorkerOptions[] = [{ ...workerOptions('jeton', script, entrypoints), ...productOptions(bindings) }];
  const scripts = [script];
  for (const neighbour of neighbours) {
    const { name, kvNamespaces = {}, d1Databases = {} } = neighbour;
    const built = buildWorker(neighbour.entry);
    scripts.push(built);
    workers.push({ ...workerOptions(name, built, neighbour.entrypoints), kvNamespaces, d1Databases });
  }
  const log = new Log(LogLevel.ERROR);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({ cf: false, log, telemetry: { enabled: false }, workers }),
  );
  await miniflare.ready;
  for (const each of scripts) rmSync(dirname(each), { recursive: true });
  await migrate(miniflare);
  const pid = findWorkerd();
  if (measured) pin(pid, SERVER_CPU);
  const portOf = async (entrypoint: string, neighbour = 'jeton') =>
    Number((await miniflare.unsafeGetDirectURL(neighbour, entrypoint)).port);
  return {
    pid,
    portOf,
    database: () => miniflare.getD1Database('DB'),
    edge: () => miniflare.getKVNamespace('EDGE'),
    collect: async (neighbour) => collectGarbage(`http://127.0.0.1:${await portOf('collect', neighbour)}/`),
    stop: () => miniflare.dispose(),
  };
}

/** What each Worker is run with: its bundle, the settings of wrangler.toml, and a socket for each entrypoint. */
function workerOptions(name: string, script: string, entrypoints: readonly string[]): V4WorkerOptions {
  const { compatibility_date, compatibility_flags } = readSettings();
  return {
    name,
    modulesRoot: dirname(script),
    modules: [{ type: 'ESModule', path: script }],
    ...(compatibility_date !== undefined && { compatibilityDate: compatibility_date }),
    compatibilityFlags: compatibility_flags,
    unsafeDirectSockets: ['collect', ...entrypoints].map((entrypoint) => ({ entrypoint, host: '127.0.0.1', port: 0 })),
  };
}

function productOptions(bindings: Record<string, string>) {
  return {
    bindings: {
      ...(readSettings().vars as Record<string, string>),
      MAIL_FROM: '',
      FAILED_AUTHENTICATIONS_PER_MINUTE: String(NO_LIMIT),
      ROOT_KEY,
      SETUP_CODE,
      ...bindings,
    },
    d1Databases: { DB: 'bench' },
    kvNamespaces: { EDGE: 'edge', ITEMS: 'items' },
    queueProducers: { QUEUE: 'bench' },
    ratelimits: { ATTEMPTS: { namespace_id: '1', simple: { limit: NO_LIMIT, period: 60 as const } } },
  };
}

function readSettings() {
  return unstable_readConfig({ config: join(REPOSITORY, 'wrangler.toml') });
}

async function collectGarbage(url: string): Promise<void> {
  const response = await fetch(url);
  const said = await response.text();
  if (!response.ok) throw new Error(said);
}

async function migrate(miniflare: Miniflare): Promise<void> {
  const database = await miniflare.getD1Database('DB');
  const folder = join(REPOSITORY, 'migrations');
  for (const file of readdirSync(folder).sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, file), 'utf8'));
    await database.batch(statements.map((statement) => database.prepare(statement)));
  }
}
