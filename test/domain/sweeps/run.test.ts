import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { StorageError } from '../../../src/contract/storage-error.ts';
import type { Sweep } from '../../../src/contract/sweeps.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';

let test: TestApp;
let admin: string;
beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
});

const list = async (query = ''): Promise<Sweep[]> => {
  const response = await test.call('GET', `/v1/sweeps${query}`, { token: admin });
  return (await response.json<{ items: Sweep[] }>()).items;
};

describe('a run of a job', () => {
  it('leaves a row: who began it, when it began and ended, and what it counted', async () => {
    test.services = { ...test.services, clock: () => test.nowMs + 3_000 };
    await runCron(test, '*/15 * * * *');
    const [latest] = await list();
    expect(latest).toMatchObject({ job: 'sweep', status: 'done', startedBy: 'cron', error: null });
    expect(Date.parse(latest?.endedAt ?? '') - Date.parse(latest?.startedAt ?? '')).toBe(3_000);
    expect(latest?.counts).toEqual({
      noticesOwed: 0,
      notificationsQueued: 0,
      tokensPurged: 0,
      secretsPurged: 0,
      attemptsPruned: 0,
      sessionsPruned: 0,
      proofsPruned: 0,
      keyVersionsResealed: 0,
      keyVersionsUnopened: 0,
    });
  });

  it('can be asked for, and says who did', async () => {
    await makeToken(test, admin, { type: 'client', projects: ['*'], environments: ['production'], expires: '1m' });
    test.nowMs += 60_000;
    const response = await test.call('POST', '/v1/sweeps', { token: admin });
    expect(response.status).toBe(201);
    const run = await response.json<Sweep>();
    expect(run).toMatchObject({ job: 'sweep', status: 'done', startedBy: expect.stringMatching(/^tok_/) });
    expect(run.counts.tokensPurged).toBe(1);
    const other = await test.call('POST', '/v1/sweeps', { token: admin, json: { job: 'daily' } });
    expect(await other.json()).toMatchObject({ job: 'daily' });
    const unknown = await test.call('POST', '/v1/sweeps', { token: admin, json: { job: 'everything' } });
    expect(await outcome(unknown)).toBe('400 invalid_request');
  });

  it('is listed latest first, by job and by page', async () => {
    for (let i = 0; i < 3; i += 1) await runCron(test, '* * * * *');
    const publishes = await list('?job=publish&limit=2');
    expect(publishes.map(({ job }) => job)).toEqual(['publish', 'publish']);
    const page = await test.call('GET', '/v1/sweeps?job=publish&limit=2', { token: admin });
    const { items, nextCursor } = await page.json<{ items: Sweep[]; nextCursor: string }>();
    const [third] = await list(`?job=publish&limit=2&cursor=${nextCursor}`);
    expect([...items.map(({ id }) => id), third?.id]).toEqual(
      (await list('?job=publish')).map(({ id }) => id).slice(0, 3),
    );
  });

  it('that was killed has no end, and is told as lost after the longest that an invocation lasts', async () => {
    const insert = env.DB.prepare(
      "insert into sweeps (job, started_by, started_at, counts) values ('publish', 'cron', ?, '{}')",
    );
    await insert.bind(Math.floor(test.nowMs / 1000)).run();
    expect((await list())[0]).toMatchObject({ status: 'running', endedAt: null });
    test.nowMs += 901_000;
    expect((await list())[0]).toMatchObject({ status: 'lost', endedAt: null });
  });

  it('goes on after a step that fails, says which, and lets the platform know', async () => {
    const broken = { ...test.services.outbox, claim: () => Promise.reject(new StorageError('outbox.claim failed')) };
    const { services } = test;
    test.services = { ...services, outbox: broken };
    await expect(runCron(test, '* * * * *')).rejects.toThrow('outbox.claim failed');
    test.services = services;
    const [latest] = await list();
    expect(latest).toMatchObject({ status: 'failed', error: 'outbox.claim failed' });
    expect(latest?.counts).toHaveProperty('notificationsQueued');
  });
});
