import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue } from '../../support/queue.ts';

let test: TestApp;
let admin: string;
beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
});

it('smoke', async () => {
  const receiver = inject('receiver');
  const made = await test.call('POST', '/v1/subscriptions', { token: admin, json: { channel: 'webhook', address: `${receiver}/ok?key=smoke`, thresholds: ['1m'] } });
  const text = await made.text();
  expect(made.status, text).toBe(201);
  const { secret } = JSON.parse(text);
  const { id } = await makeToken(test, admin, { type: 'client', projects: ['*'], environments: ['production'], expires: '2m', name: 'brief' });
  test.nowMs += 61_000;
  console.log(await runCron(test, '* * * * *'));
  expect(await drainQueue(test)).toBe(0);
  test.nowMs += 61_000;
  console.log(await runCron(test, '*/15 * * * *'));
  expect(await drainQueue(test)).toBe(0);
  const got = await (await fetch(`${receiver}/received?key=smoke`)).json();
  console.log(JSON.stringify(got, null, 1), id);
  console.log(await (await test.call('GET', '/v1/notifications', { token: admin })).text());
  console.log(await (await test.call('GET', '/v1/sweeps', { token: admin })).text());
  console.log((await env.DB.prepare('select * from tokens').all()).results.length);
});
