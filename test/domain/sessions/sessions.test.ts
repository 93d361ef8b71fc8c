import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_COOKIE_LENGTH } from '../../../src/domain/sessions/cookie.ts';
import { resumeSession } from '../../../src/domain/sessions/resume.ts';
import { type SignedIn, startSession } from '../../../src/domain/sessions/start.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { dumpTables } from '../../support/route-contract.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const HOUR = 3_600;
const WHO: SignedIn = { token: '*jtn_of_somebody', tokenId: 1, expiresAt: null, made: false };
const SWEEP = '*/15 * * * *';

let test: TestApp;
beforeAll(async () => {
  await setUpAdmin(createTestApp());
});
beforeEach(async () => {
  test = createTestApp();
  await env.DB.exec('delete from sessions');
});

const deps = () => ({ ...test.services, nowMs: test.nowMs });
const nowSeconds = () => Math.floor(test.nowMs / 1000);
const started = async (who: Partial<SignedIn> = {}) => {
  const session = await startSession(deps(), { ...WHO, ...who });
  if (!session.ok) throw new Error(session.denial.reason);
  return session.value;
};
const countRows = async () => (await env.DB.prepare('select count(*) as n from sessions').first<{ n: number }>())?.n;

describe('a session', () => {
  it('goes on with the token that it began with', async () => {
    const { cookie, expiresAt } = await started({ made: true });
    expect(await resumeSession(deps(), cookie)).toMatchObject({ token: WHO.token, made: true, expiresAt });
  });

  it.each([
    ['eight hours', null, 8 * HOUR],
    ['its token, where that ends before', 5 * HOUR, 5 * HOUR],
    ['eight hours, where its token lives longer', 9 * HOUR, 8 * HOUR],
  ])('lasts as long as %s', async (_what, tokenSeconds, expected) => {
    const ends = tokenSeconds === null ? null : nowSeconds() + tokenSeconds;
    const { cookie, expiresAt } = await started({ expiresAt: ends });
    expect(expiresAt).toBe(nowSeconds() + expected);
    test.nowMs += expected * 1000 - 1;
    expect(await resumeSession(deps(), cookie)).not.toBeNull();
    test.nowMs += 1;
    expect(await resumeSession(deps(), cookie)).toBeNull();
  });

  it('is kept by a digest only: who reads the database can make no cookie of it, and finds no token', async () => {
    const { cookie } = await started();
    const kept = JSON.stringify(await dumpTables());
    expect(await countRows()).toBe(1);
    for (const needle of [WHO.token, cookie, cookie.slice(0, 40)]) expect(kept).not.toContain(needle);
  });

  it('two of one token are two, and end apart', async () => {
    const [first, second] = [await started(), await started()];
    expect(first.cookie).not.toBe(second.cookie);
    const resumed = await resumeSession(deps(), first.cookie);
    await test.services.sessions.end(resumed?.digest ?? new Uint8Array());
    expect(await resumeSession(deps(), first.cookie)).toBeNull();
    expect(await resumeSession(deps(), second.cookie)).not.toBeNull();
  });

  it('costs one read of storage to go on, and a cookie that was made up none', async () => {
    const { cookie } = await started();
    const storage = recordStorage();
    test = createTestApp(storage.bindings);
    expect(await resumeSession(deps(), `${cookie.slice(0, -4)}AAAA`)).toBeNull();
    expect(storage.calls).toEqual([]);
    expect(await resumeSession(deps(), cookie)).not.toBeNull();
    expect(storage.calls.map(({ binding, sql }) => [binding, /from "sessions"/.test(sql)])).toEqual([['DB', true]]);
  });

  it('is not begun with a token that no cookie holds, and leaves no row', async () => {
    const denied = await startSession(deps(), { ...WHO, token: 'x'.repeat(MAX_COOKIE_LENGTH) });
    expect(denied).toMatchObject({ ok: false, denial: { reason: 'invalid', field: 'token' } });
    expect(await countRows()).toBe(0);
  });
});

describe('the sweep', () => {
  it('forgets the sessions that are past, and no other', async () => {
    for (const hours of [1, 2, 3]) await started({ expiresAt: nowSeconds() + hours * HOUR });
    const { cookie } = await started();
    test.nowMs += 3 * HOUR * 1000;
    expect(await runCron(test, SWEEP)).toMatchObject({ sessionsPruned: 3 });
    expect(await countRows()).toBe(1);
    expect(await resumeSession(deps(), cookie)).not.toBeNull();
    expect(await runCron(test, SWEEP)).toMatchObject({ sessionsPruned: 0 });
  });

  it('forgets as many as there are', async () => {
    const rows = env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
       insert into sessions select randomblob(32), i, 0, 1 from n`,
    );
    await rows.run();
    expect(await runCron(test, SWEEP)).toMatchObject({ sessionsPruned: 3_000 });
    expect(await countRows()).toBe(0);
  });
});
