import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../src/contract/ids.ts';
import { StorageError } from '../../src/contract/storage-error.ts';
import { purgeEnded } from '../../src/domain/tokens/purge.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../support/app.ts';
import { runCron } from '../support/crons.ts';
import { drainQueue } from '../support/queue.ts';
import { addTokens } from '../support/token-rows.ts';

const DAY_MS = 86_400_000;
const SWEEP = '*/15 * * * *';
const DAILY = '17 3 * * *';
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp({ MAIL_FROM: '' });
  admin = await setUpAdmin(test);
});

/** Rows that a token left behind, by table. */
async function rowsOf(id: string): Promise<number[]> {
  const key = parseId('tok', id);
  const statements = [
    'select count(*) as n from tokens where id = ?',
    'select count(*) as n from secrets where token_id = ?',
    'select count(*) as n from token_facets where token_id = ?',
    'select count(*) as n from token_search where token_search match \'"purgeable"\' and rowid = cast(? as integer)',
  ];
  const counted = statements.map((sql) => env.DB.prepare(sql).bind(key).first<{ n: number }>());
  return (await Promise.all(counted)).map((row) => row?.n ?? -1);
}

const body = { type: 'client', projects: ['*'], environments: ['production'], name: 'purgeable' };
const WHOLE = [1, 1, 2, 1];
const GONE = [0, 0, 0, 0];

describe('the purge', () => {
  it('takes an expired token with the next sweep, with its secrets, facets and search entry', async () => {
    const expired = await makeToken(test, admin, { ...body, expires: '1d' });
    const living = await makeToken(test, admin, { ...body, expires: 'never' });
    test.nowMs += DAY_MS - 1_000;
    await runCron(test, SWEEP);
    expect(await rowsOf(expired.id)).toEqual(WHOLE);
    test.nowMs += 1_000;
    expect((await runCron(test, SWEEP)).tokensPurged).toBe(1);
    expect(await rowsOf(expired.id)).toEqual(GONE);
    expect(await rowsOf(living.id)).toEqual(WHOLE);
    const self = await test.call('GET', '/v1/tokens/self', { token: living.secret });
    expect(await outcome(self)).toBe('200');
  });

  it('leaves the list and its count at the second of the end, long before the row goes', async () => {
    await makeToken(test, admin, { ...body, name: 'brief', expires: '2m' });
    const list = async () => {
      const response = await test.call('GET', '/v1/tokens?q=brief', { token: admin });
      const { items, total } = await response.json<{ items: unknown[]; total: number }>();
      return [items.length, total];
    };
    test.nowMs += 119_000;
    expect(await list()).toEqual([1, 1]);
    test.nowMs += 1_000;
    expect(await list()).toEqual([0, 0]);
  });

  it('keeps a revoked token for 30 days, so that its holder learns why it is refused', async () => {
    const revoked = await makeToken(test, admin, { ...body, expires: 'never' });
    await test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
    test.nowMs += 30 * DAY_MS;
    await runCron(test, SWEEP);
    expect(await rowsOf(revoked.id)).toEqual(WHOLE);
    test.nowMs += DAY_MS;
    await runCron(test, SWEEP);
    expect(await rowsOf(revoked.id)).toEqual(GONE);
  });

  it('does not forget a revocation that KV was never told of: an old copy would be believed', async () => {
    const revoked = await makeToken(test, admin, { ...body, expires: 'never' });
    await test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
    const owed = env.DB.prepare("insert into outbox (kind, key, created_at, claimed_until) values ('token', ?, ?, 0)");
    await owed.bind(parseId('tok', revoked.id), Math.floor(test.nowMs / 1000)).run();
    test.nowMs += 40 * DAY_MS;
    await runCron(test, SWEEP);
    expect(await rowsOf(revoked.id)).toEqual(WHOLE);
    await env.DB.prepare('delete from outbox').run();
    await runCron(test, SWEEP);
    expect(await rowsOf(revoked.id)).toEqual(GONE);
  });

  it('leaves a token whose end could not be announced: its notice would find nothing to tell of', async () => {
    const { id } = await makeToken(test, admin, { ...body, expires: '1d' });
    test.nowMs += DAY_MS;
    const { services } = test;
    const broken = {
      ...services.notices,
      crossings: () => Promise.reject(new StorageError('notices.crossings failed')),
    };
    test.services = { ...services, notices: broken };
    await expect(runCron(test, SWEEP)).rejects.toThrow('notices.crossings failed');
    expect(await rowsOf(id)).toEqual(WHOLE);
    test.services = services;
    await runCron(test, SWEEP);
    expect(await rowsOf(id)).toEqual(GONE);
  });

  it('leaves the whole of a second in the middle of which the announcing was interrupted', async () => {
    const now = Math.floor(test.nowMs / 1000);
    const rows = [1, 2, 3].map((id) => ({
      id,
      issuedAt: now - 9,
      expiresAt: id === 1 ? now - 2 : now - 1,
      ownerId: null,
    }));
    await addTokens(rows);
    await env.DB.prepare("update watermarks set at = ?, id = 2 where name = 'expired'")
      .bind(now - 1)
      .run();
    const { services, nowMs } = test;
    expect(await purgeEnded({ ...services, nowMs })).toEqual({ purged: 1, more: false });
    const { results } = await env.DB.prepare('select id from tokens where id < 10').all();
    expect(results).toEqual([{ id: 2 }, { id: 3 }]);
    await runCron(test, SWEEP);
  });

  it('spares what was renewed in time, in whichever order the two come', async () => {
    const { id } = await makeToken(test, admin, { ...body, expires: '1d' });
    test.nowMs += DAY_MS - 1_000;
    const renewed = await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, json: { expires: '30d' } });
    expect(renewed.status).toBe(200);
    test.nowMs += 2_000;
    await runCron(test, SWEEP);
    expect(await rowsOf(id)).toEqual([1, 2, 2, 1]);
  });

  it('keeps expired tokens as long as the settings say', async () => {
    const keeping = createTestApp({ MAIL_FROM: '', EXPIRED_TOKENS_KEPT_DAYS: '30' });
    keeping.nowMs = test.nowMs;
    const { id, secret } = await makeToken(keeping, admin, { ...body, expires: '1d' });
    keeping.nowMs += 30 * DAY_MS;
    await runCron(keeping, SWEEP);
    expect(await rowsOf(id)).toEqual(WHOLE);
    const self = await keeping.call('GET', '/v1/tokens/self', { token: secret });
    expect(await outcome(self)).toBe('401 token_expired');
    keeping.nowMs += 2 * DAY_MS;
    await runCron(keeping, SWEEP);
    expect(await rowsOf(id)).toEqual(GONE);
    test.nowMs = keeping.nowMs;
  });

  it('of a backlog goes on through the queue until nothing is left, and two at once do not collide', async () => {
    const now = Math.floor(test.nowMs / 1000);
    const rows = Array.from({ length: 90_500 }, (_, index) => ({
      id: 10_000 + index,
      issuedAt: now - 100,
      expiresAt: now - 50,
      ownerId: null,
    }));
    await addTokens(rows);
    test.queued.splice(0);
    const both = await Promise.all([runCron(test, SWEEP), runCron(test, SWEEP)]);
    const purged = both.reduce((sum, { tokensPurged = 0 }) => sum + tokensPurged, 0);
    expect(purged).toBe(80_000);
    expect(test.queued).toContainEqual({ job: 'sweep' });
    await drainQueue(test);
    const left = await env.DB.prepare('select count(*) as n from tokens where expires_at <= ?').bind(now).first('n');
    expect(left).toBe(0);
  }, 120_000);
});

/** The real KV of copies, with the expirations that were asked of it. */
function recordPuts() {
  const expirations: (number | undefined)[] = [];
  const EDGE = new Proxy(env.EDGE, {
    get(target, name) {
      if (name !== 'put') return Reflect.get(target, name);
      return (key: string, value: string, options?: KVNamespacePutOptions) => {
        expirations.push(options?.expiration);
        return target.put(key, value, options);
      };
    },
  });
  return { EDGE, expirations };
}

describe('copies at the edge', () => {
  it('of an expired token are gone when its row is: each was written to expire with its token', async () => {
    const { EDGE, expirations } = recordPuts();
    const app = createTestApp({ EDGE });
    app.nowMs = test.nowMs;
    const { id } = await makeToken(app, admin, { ...body, expires: '1h' });
    await app.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, json: { overlap: '30m' } });
    const end = Math.floor(app.nowMs / 1000) + 3_600;
    expect(expirations.length).toBeGreaterThanOrEqual(3);
    for (const expiration of expirations) expect(expiration).toBeLessThanOrEqual(end);
  });

  it('of a token that ends after 2038 are written all the same: KV takes no later expiration', async () => {
    const { EDGE, expirations } = recordPuts();
    await makeToken(createTestApp({ EDGE }), admin, { ...body, expires: '9999-12-31' });
    expect(expirations).toEqual([2 ** 31 - 1]);
    const owed = await env.DB.prepare('select count(*) as n from outbox').first('n');
    expect(owed).toBe(0);
  });
});

describe('the daily job', () => {
  it('forgets answers after their day, and feed rows only when no window can need them', async () => {
    const { id } = await makeToken(test, admin, body);
    const headers = { 'Idempotency-Key': 'once' };
    await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, headers });
    expect(await runCron(test, DAILY)).toMatchObject({ answersPruned: 0 });
    const kept = await env.DB.prepare('select count(*) as n from changes').first<{ n: number }>();
    expect(kept?.n).toBeGreaterThan(0);
    test.nowMs += DAY_MS;
    expect(await runCron(test, DAILY)).toMatchObject({ answersPruned: 1 });
    const left = await env.DB.prepare('select count(*) as n from changes').first<{ n: number }>();
    expect(left?.n).toBe(0);
  });

  it('forgets deliveries and runs past their retention, and none that is still owed', async () => {
    const day = 86_400;
    const now = Math.floor(test.nowMs / 1000);
    const columns = 'digest, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at';
    const insert = env.DB.prepare(
      `insert into notifications (${columns}) values (?, 'mail:a@b.c', 'mail', 'digest', ?, ?, 0, 1, 1)`,
    );
    await env.DB.batch([
      env.DB.prepare('delete from notifications'),
      insert.bind('old', 'delivered', now - 31 * day),
      insert.bind('owed', 'pending', now - 31 * day),
      insert.bind('new', 'delivered', now - 29 * day),
      env.DB.prepare(
        "insert into sweeps (job, started_by, started_at, counts) values ('publish', 'cron', ?, '{}')",
      ).bind(now - 31 * day),
    ]);
    expect(await runCron(test, DAILY)).toMatchObject({ notificationsPruned: 1 });
    const { results } = await env.DB.prepare('select digest from notifications order by digest').all();
    expect(results).toEqual([{ digest: 'new' }, { digest: 'owed' }]);
    const old = await env.DB.prepare('select count(*) as n from sweeps where started_at < ?')
      .bind(now - 30 * day)
      .first('n');
    expect(old).toBe(0);
  });
});
