import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_readConfig, unstable_splitSqlQuery } from 'wrangler';
import { buildWorker, REPOSITORY } from './build.ts';
import { findWorkerd, pin, SERVER_CPU } from './cpu.ts';
import type { Issued } from './variants.ts';

const SETUP_CODE = 'bench-setup-code';
const TOKENS = 50;
const NO_LIMIT = 1_000_000_000;

export interface Server {
  pid: number;
  /** The port of an entrypoint's own socket: no proxy stands between. */
  portOf: (entrypoint: string) => Promise<number>;
  stop: () => Promise<void>;
}

/** workerd on the built bundle, with empty, migrated storage that goes when it stops. */
export async function startServer(entrypoints: readonly string[]): Promise<Server> {
  const { compatibility_date, compatibility_flags, vars } = unstable_readConfig({
    config: join(REPOSITORY, 'wrangler.toml'),
  });
  const script = buildWorker();
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
        STALENESS_SECONDS: String(vars.STALENESS_SECONDS),
        TOKEN_LIFETIMES: '{}',
        FAILED_AUTHENTICATIONS_PER_MINUTE: String(NO_LIMIT),
        ROOT_KEY: '62656e636820726f6f74206b65792c206e6f742061207265616c206f6e652121',
        SETUP_CODE,
      },
      d1Databases: { DB: 'bench' },
      kvNamespaces: { EDGE: 'edge', ITEMS: 'items' },
      queueProducers: { QUEUE: 'bench' },
      ratelimits: { ATTEMPTS: { namespace_id: '1', simple: { limit: NO_LIMIT, period: 60 } } },
      unsafeDirectSockets: entrypoints.map((entrypoint) => ({ entrypoint, host: '127.0.0.1', port: 0 })),
    }),
  );
  await miniflare.ready;
  await migrate(miniflare);
  const pid = findWorkerd();
  pin(pid, SERVER_CPU);
  return {
    pid,
    portOf: async (entrypoint) => Number((await miniflare.unsafeGetDirectURL(undefined, entrypoint)).port),
    stop: () => miniflare.dispose(),
  };
}

async function migrate(miniflare: Miniflare): Promise<void> {
  const database = await miniflare.getD1Database('DB');
  const folder = join(REPOSITORY, 'migrations');
  for (const file of readdirSync(folder).sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, file), 'utf8'));
    await database.batch(statements.map((statement) => database.prepare(statement)));
  }
}

/** Issues the tokens through the product's own routes, and waits until KV has them. */
export async function issueTokens(port: number, kvPort: number): Promise<Issued> {
  const person = { email: 'bench@example.com', name: 'Bench', password: 'correct horse battery staple' };
  const { secret: admin } = await post(port, '/v1/setup', null, { setupCode: SETUP_CODE, ...person });
  const tokens: string[] = [];
  for (let n = 0; n < TOKENS; n += 1) {
    const grants = [{ resource: 'namespace', name: '*', actions: ['read', 'write'] }];
    const scope = { projects: ['*'], environments: ['production'], grants };
    const { secret } = await post(port, '/v1/tokens', admin, { type: 'client', name: `bench ${n}`, ...scope });
    tokens.push(secret);
  }
  const recordKeys = tokens.map((token) => `t:${createHash('sha256').update(token).digest('hex')}`);
  for (const key of recordKeys) await untilInKv(kvPort, key);
  return { tokens, recordKeys };
}

async function post(port: number, path: string, token: string | null, body: unknown): Promise<{ secret: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token !== null && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  const created: { secret: string } = JSON.parse(await response.text());
  return created;
}

async function untilInKv(port: number, key: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const headers = { Authorization: `Bearer ${key}` };
    const { status } = await fetch(`http://127.0.0.1:${port}/kv-get`, { headers });
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`KV never got ${key}`);
}
