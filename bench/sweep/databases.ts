import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_readConfig, unstable_splitSqlQuery } from 'wrangler';
import { REPOSITORY } from '../build.ts';
import { findWorkerd, pin, SERVER_CPU } from '../cpu.ts';
import type { Invocation, Order } from './order.ts';
import { DAY, type Database, OWNERS, START, type TokenRow, tokenRows } from './rows.ts';

const ROWS_A_BATCH = 5_000;

export interface Databases {
  pid: number;
  load: (database: Database, withSearch: boolean) => Promise<void>;
  run: (order: Order) => Promise<Invocation>;
  stop: () => Promise<void>;
}

/** workerd with the product's jobs, and databases by their names: empty until they are loaded, gone when it stops. */
export async function startDatabases(names: readonly string[]): Promise<Databases> {
  const script = buildWorker();
  const { compatibility_date, compatibility_flags, vars } = unstable_readConfig({
    config: join(REPOSITORY, 'wrangler.toml'),
  });
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
        MAIL_FROM: 'bench@example.com',
        OWNER_NOTICE_DAYS: '1',
        ROOT_KEY: '62656e636820726f6f74206b65792c206e6f742061207265616c206f6e652121',
      },
      d1Databases: Object.fromEntries(names.map((name) => [`DB_${name}`, name])),
      kvNamespaces: { EDGE: 'edge', ITEMS: 'items' },
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    }),
  );
  await miniflare.ready;
  rmSync(dirname(script), { recursive: true });
  const pid = findWorkerd();
  pin(pid, SERVER_CPU);
  const url = await miniflare.unsafeGetDirectURL();
  return {
    pid,
    load: async (database, withSearch) =>
      fill(await miniflare.getD1Database(`DB_${database.name}`), database, withSearch),
    run: (order) => send(url, order),
    stop: () => miniflare.dispose(),
  };
}

function buildWorker(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'jeton-bench-'));
  const wrangler = join(REPOSITORY, 'node_modules/wrangler/bin/wrangler.js');
  const command = ['deploy', 'bench/worker/sweep.ts', '--config', 'wrangler.toml', '--env', ''];
  const built = spawnSync(process.execPath, [wrangler, ...command, '--dry-run', '--outdir', outdir], {
    cwd: REPOSITORY,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false', WRANGLER_HIDE_BANNER: 'true' },
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`wrangler could not bundle the Worker:\n${built.stdout}${built.stderr}`);
  return join(outdir, 'sweep.js');
}

async function send(url: URL, order: Order): Promise<Invocation> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(order) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the job answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

type D1 = Awaited<ReturnType<Miniflare['getD1Database']>>;

/** The schema, people, one webhook that hears of everything, walks that begin at the start, and the tokens. */
async function fill(d1: D1, database: Database, withSearch: boolean): Promise<void> {
  const folder = join(REPOSITORY, 'migrations');
  for (const file of readdirSync(folder).sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, file), 'utf8'));
    await d1.batch(statements.map((statement) => d1.prepare(statement)));
  }
  if (!withSearch) await d1.batch(WITHOUT_SEARCH.map((statement) => d1.prepare(statement)));
  await d1.batch(SETTING.map((statement) => d1.prepare(statement)));
  let rows: TokenRow[] = [];
  for (const row of tokenRows(database)) {
    rows.push(row);
    if (rows.length < ROWS_A_BATCH) continue;
    await insert(d1, rows);
    rows = [];
  }
  if (rows.length > 0) await insert(d1, rows);
  if (withSearch) await settleSearch(d1);
}

async function insert(d1: D1, rows: readonly TokenRow[]): Promise<void> {
  const json = JSON.stringify(rows);
  await d1.batch(INSERTS.map((statement) => d1.prepare(statement).bind(json)));
}

/** A live search index merges as it is written; what a load leaves over would be paid by the first purges. */
async function settleSearch(d1: D1): Promise<void> {
  const merge = d1.prepare("insert into token_search (token_search, rank) values ('merge', 2000)");
  // FTS5: fewer than two changes mean that nothing is left to merge.
  for (let changes = 2; changes >= 2; ) ({ changes } = (await merge.run()).meta);
}

const WITHOUT_SEARCH = ['drop trigger tokens_search_insert', 'drop trigger tokens_search_delete'];

const SETTING = [
  `insert into users (id, version, email, name, role, created_at)
   with recursive n(id) as (select 1 union all select id + 1 from n where id < ${OWNERS})
   select id, 1, 'owner' || id || '@example.com', 'Owner ' || id, 'none', 0 from n`,
  `insert into subscriptions (id, version, channel, address, events, thresholds, created_at)
   values (1, 1, 'webhook', 'https://hooks.example.com', '["token.expiring","token.expired"]', '[${DAY}]', 0)`,
  `insert or replace into watermarks (name, at, id)
   values ('expired', ${START}, 0), ('expiring:${DAY}', ${START + DAY}, 0)`,
];

/** See `TokenRow` for the order of what is in `value`. */
const INSERTS = [
  `insert into tokens (id, version, type, name, description, projects, environments, grants, expires_at, owner_id,
     created_at, issued_at, secret_number, retrievable, active_day)
   select value ->> 0, 1, value ->> 1, value ->> 2, value ->> 3, json_array(value ->> 4), json_array(value ->> 5),
     iif(value ->> 6 is null, '[]',
       json_array(json_object('resource', 'namespace', 'name', value ->> 6, 'actions', json_array('read')))),
     value ->> 7, value ->> 8, value ->> 9, value ->> 9, 1, 0, (value ->> 9) / 86400
   from json_each(?)`,
  `insert into secrets (digest, token_id, number) select randomblob(32), value ->> 0, 1 from json_each(?)`,
  `insert into token_facets (facet, token_id)
   select facet.value, token.value ->> 0
   from json_each(?) token, json_each(json_array(
     'project:' || (token.value ->> 4), 'environment:' || (token.value ->> 5), 'namespace:' || (token.value ->> 6))) facet
   where facet.value is not null`,
];
