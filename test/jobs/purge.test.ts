import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../src/contract/ids.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../support/app.ts';
import { runCron } from '../support/crons.ts';

const DAY_MS = 86_400_000;
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp();
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

describe('the purge', () => {
  it('leaves nothing of a token that ended 30 days ago, and all of one that did not', async () => {
    const expired = await makeToken(test, admin, { ...body, expires: '1d' });
    const revoked = await makeToken(test, admin, { ...body, expires: 'never' });
    const living = await makeToken(test, admin, { ...body, expires: 'never' });
    await test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
    test.nowMs += 30 * DAY_MS;
    await runCron(test, '*/15 * * * *');
    expect([await rowsOf(expired.id), await rowsOf(revoked.id)]).toEqual([
      [1, 1, 2, 1],
      [1, 1, 2, 1],
    ]);
    test.nowMs += DAY_MS + 1_000;
    expect(await runCron(test, '*/15 * * * *')).toEqual({ purged: 2 });
    expect([await rowsOf(expired.id), await rowsOf(revoked.id)]).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(await rowsOf(living.id)).toEqual([1, 1, 2, 1]);
    const self = await test.call('GET', '/v1/tokens/self', { token: living.secret });
    expect(await outcome(self)).toBe('200');
  });
});

describe('the daily job', () => {
  it('forgets answers after their day, and feed rows only when no window can need them', async () => {
    const { id } = await makeToken(test, admin, body);
    const headers = { 'Idempotency-Key': 'once' };
    await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, headers });
    expect(await runCron(test, '17 3 * * *')).toMatchObject({ answers: 0 });
    const kept = await env.DB.prepare('select count(*) as n from changes').first<{ n: number }>();
    expect(kept?.n).toBeGreaterThan(0);
    test.nowMs += DAY_MS;
    expect(await runCron(test, '17 3 * * *')).toMatchObject({ answers: 1 });
    const left = await env.DB.prepare('select count(*) as n from changes').first<{ n: number }>();
    expect(left?.n).toBe(0);
  });
});
