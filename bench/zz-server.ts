import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_readConfig, unstable_splitSqlQuery } from 'wrangler';
import { buildWorker, REPOSITORY } from './build.ts';
import { findWorkerd, pin, SERVER_CPU } from './cpu.ts';

export const SETUP_CODE = 'bench-setup-code';
const NO_LIMIT = 1_000_000_000;

export interface Server {
  pid: number;
  /** The port of an entrypoint's own socket: no proxy stands between. */
  portOf: (entrypoint: string) => Promise<number>;
  /** The database itself, past the Worker. */
  database: () => ReturnType<Miniflare['getD1Database']>;
  /** Has the Worker collect its garbage. */
  collect: () => Promise<void>;
  stop: () => Promise<void>;
}

/** workerd on the built bundle, with empty, migrated storage that goes when it stops. */
export async function startServer(entrypoints: readonly string[]): Promise<Server> {
  const { compatibility_date, compatibility_flags, vars } = unstable_readConfig({
    config: join(REPOSITORY, 'wrangler.toml'),
  });
  const script = buildWorker();
  process.env.MINIFLARE_WORKERD_V8_FLAGS = '--expose-gc --max-old-space-size=64';
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      log: new Log(LogLevel.ERROR),
      telemetry: { enabled: false },
      modulesRoot: dirname(script),
      modules: [{ type: 'ESModule', path: script }],
      ...(compatibility_date !== undefined && { compatibilityDate: compatibility_date }),
      compatibilityFlags: compatibility_flags,
      bindings: {
        ...(vars as Record<string, string>),
        MAIL_FROM: '',
        FAILED_AUTHENTICATIONS_PER_MINUTE: String(NO_LIMIT),
        ROOT_KEY: '62656e636820726f6f74206b65792c206e6f742061207265616c206f6e652121',
        SETUP_CODE,
      },
      d1Databases: { DB: 'bench' },
      kvNamespaces: { EDGE: 'edge', ITEMS: 'items' },
      queueProducers: { QUEUE: 'bench' },
      ratelimits: { ATTEMPTS: { namespace_id: '1', simple: { limit: NO_LIMIT, period: 60 } } },
      unsafeDirectSockets: ['collect', ...entrypoints].map((entrypoint) => ({
        entrypoint,
        host: '127.0.0.1',
        port: 0,
      })),
    }),
  );
  await miniflare.ready;
  rmSync(dirname(script), { recursive: true });
  await migrate(miniflare);
  const pid = findWorkerd();
  pin(pid, SERVER_CPU);
  const portOf = async (entrypoint: string) => Number((await miniflare.unsafeGetDirectURL(undefined, entrypoint)).port);
  const collectUrl = `http://127.0.0.1:${await portOf('collect')}/`;
  const database = () => miniflare.getD1Database('DB');
  return { pid, portOf, database, collect: () => collectGarbage(collectUrl), stop: () => miniflare.dispose() };
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
