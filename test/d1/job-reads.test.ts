import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, setUpAdmin, type TestApp } from '../support/app.ts';
import { runCron } from '../support/crons.ts';
import { drainQueue } from '../support/queue.ts';
import { type Queries, recordQueries } from '../support/recorded-queries.ts';

const { binding, queries } = recordQueries();
let test: TestApp;

beforeAll(async () => {
  test = createTestApp({ DB: binding, TOKEN_LIFETIMES: '{"client":{"disableAfterIdle":"2d"}}' });
  await setUpAdmin(test);
  await runJobs();
});

/** Rows that no job has anything to do about today, of the second `at`. */
const BYSTANDERS = [
  `insert into tokens (version, type, name, projects, environments, grants, expires_at, created_at, issued_at,
     secret_number, retrievable, active_day, disabled_at, revoked_at)
   select 1, 'client', 'x', '["*"]', '["*"]', '[]', at + 9000000, at, at, 1, 0, at / 86400, value ->> 0, value ->> 1
   from n, json_each('[[null, null], [1, null], [null, ' || at || ']]')`,
  `insert into events (at, actor, action, target, request_id, hash)
   select at, 'usr_1', 'item.read', 'x', 'req_1', x'00' from n`,
  `insert into notifications (digest, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at)
   select 'round:' || random(), 'mail:x', 'mail', 'digest', value, at, 0, 1, at + 50000
   from n, json_each('["pending", "delivered", "failed", "dropped"]')`,
  `insert into request_counts (hour, project, outcome, count)
   select at / 3600, random(), 'accepted', 1 from n`,
  `insert into token_uses (day, token_id, accepted, refused) select at / 86400, random(), 1, 0 from n`,
  `insert into sweeps (job, started_by, started_at, counts) select 'publish', 'cron', at, '{}' from n`,
  `insert into changes (at, kind, key, version) select at, 'token', 1, 1 from n`,
  `insert into idempotency (key, request_digest, sealed, expires_at)
   select randomblob(32), x'00', x'00', at + 50000 from n`,
  `insert into sign_in_attempts (key, count, window_ends_at) select randomblob(32), 1, at + 50000 from n`,
  `insert into access_key_requests
     (kind, project, access_key_id, version, status, requested_by, requested_at, ended_at)
   select 'key', 'web', 1, 1, value, 'usr_1', at, at from n, json_each('["DONE", "FAILED"]')`,
  `insert into access_key_lookups (project, access_key_id, version, status, requested_by, requested_at, ended_at)
   select 'web', 1, 1, 'COMPLETE', 'usr_1', at, at from n`,
];

async function addBystanders(count: number): Promise<void> {
  const rows = `with n(at) as (select cast(?1 as integer) from json_each(?2))`;
  const bound = [Math.floor(test.nowMs / 1000), JSON.stringify(Array(count).fill(0))];
  await env.DB.batch(BYSTANDERS.map((sql) => env.DB.prepare(`${rows} ${sql}`).bind(...bound)));
}

async function runJobs(): Promise<void> {
  for (const cron of ['* * * * *', '*/15 * * * *', '17 3 * * *']) {
    await runCron(test, cron);
    await drainQueue(test);
  }
}

/** The rows that D1 counts for each statement that the jobs issue a minute later, when nothing is to be done. */
async function readByIdleJobs(): Promise<Record<string, number>> {
  await runJobs();
  test.nowMs += 60_000;
  queries.clear();
  await runJobs();
  return readBy(queries);
}

async function readBy(asked: Queries): Promise<Record<string, number>> {
  const read: Record<string, number> = {};
  for (const [sql, values] of asked) {
    if (sql.startsWith('insert')) continue;
    const { meta } = await env.DB.prepare(sql)
      .bind(...values)
      .run();
    read[sql] = meta.rows_read;
  }
  return read;
}

describe('jobs that have nothing to do', () => {
  it('read as many rows where there are ten times as many of everything', async () => {
    await addBystanders(100);
    const small = await readByIdleJobs();
    await addBystanders(900);
    expect(await readByIdleJobs()).toEqual(small);
  });

  it('a statement that reads more would be seen: the control, a claim that sorts all that is pending', async () => {
    const claim = `select id from notifications where status = 'pending' and next_attempt_at <= ?
      order by next_attempt_at, id limit 100`;
    const before = await readBy(new Map([[claim, [1]]]));
    await addBystanders(10);
    expect(await readBy(new Map([[claim, [1]]]))).not.toEqual(before);
  });
});
