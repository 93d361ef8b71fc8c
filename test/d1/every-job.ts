import { env } from 'cloudflare:workers';
import { expect, inject } from 'vitest';
import { parseId } from '../../src/contract/ids.ts';
import { sealChunk } from '../../src/domain/events/seal.ts';
import { addUsingProperty, deactivate, keyBody, makeAccessKey, submit } from '../support/access-keys.ts';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../support/app.ts';
import { runCron } from '../support/crons.ts';
import { recordMail } from '../support/mail.ts';
import { activate as activateProperty, documentOf, makeProperty } from '../support/properties.ts';
import { drainQueue, handOver } from '../support/queue.ts';
import { type Queries, recordQueries } from '../support/recorded-queries.ts';
import { addOwners, addTokens } from '../support/token-rows.ts';

const DAY = 86_400;
const CLIENT = { type: 'client', projects: ['*'], environments: ['production'], expires: 'never' };

/**
 * Runs every job and hands over every sort of message, over years in which each has something to do, and returns what
 * they asked of D1. Requests are made by an app of their own: what these ask is not in there.
 */
export async function runEverything(): Promise<Queries> {
  const { binding, queries } = recordQueries();
  const bindings = { MAIL: recordMail().binding, TOKEN_LIFETIMES: '{"client":{"disableAfterIdle":"2d"}}' };
  const requests = createTestApp(bindings);
  const jobs = createTestApp({ ...bindings, DB: binding, ROOT_KEY: 'ab'.repeat(32), ROOT_KEY_PREVIOUS: env.ROOT_KEY });
  const admin = await setUpAdmin(requests);
  // Nobody listens yet.
  await runAll(jobs);
  await subscribe(requests, admin);
  await makeChanges(requests, admin);
  await makeKeys(requests, jobs, admin);
  await activateForSomebody(requests, admin);
  await runAll(jobs);
  await pass(jobs, 60);
  await runAll(jobs);
  await failForADay();
  await runAll(jobs);
  await env.DB.exec("update subscriptions set thresholds = '[86400]'");
  expect(
    await handOver(jobs, [{ uses: [[1, 1, 1, 0]], hour: 1, requests: [['', 'accepted', 1]] }, { job: 'publish' }]),
  ).toEqual([]);
  expect(await handOver(jobs, [{ deliver: { id: 1, attempts: 1 } }], true)).toEqual([]);
  await pass(jobs, 40 * DAY);
  await env.DB.exec("update tokens set type = 'client' where id = 5");
  await runAll(jobs);
  await addSealedEvents(requests, jobs.nowMs);
  await pass(jobs, 400 * DAY);
  // What KV remembers as the end of the trail is pruned.
  await runCron(jobs, '17 3 * * *');
  await addSealedEvents(requests, jobs.nowMs);
  await runAll(jobs);
  // The key that signed first has a successor by now, and is not needed any more.
  await pass(jobs, 3 * DAY);
  await runAll(jobs);
  return queries;
}

async function runAll(jobs: TestApp): Promise<void> {
  for (const cron of ['* * * * *', '*/15 * * * *', '17 3 * * *']) {
    await runCron(jobs, cron);
    await drainQueue(jobs);
  }
}

async function pass(jobs: TestApp, seconds: number): Promise<void> {
  jobs.nowMs += seconds * 1_000;
}

/** Three webhooks that listen to everything: one takes it, one fails, one has gone. */
async function subscribe(requests: TestApp, admin: string): Promise<void> {
  const events = [
    'token.expiring',
    'token.expired',
    'token.created',
    'token.revoked',
    'token.disabled',
    'property.activated',
  ];
  for (const path of ['/ok?key=every-job', '/status/500', '/gone']) {
    const json = { channel: 'webhook', address: inject('receiver') + path, thresholds: ['1d', '10m'], events };
    expect((await requests.call('POST', '/v1/subscriptions', { token: admin, json })).status).toBe(201);
  }
}

/** Tokens at every distance from their end, and every change that a job has something to do about. */
async function makeChanges(requests: TestApp, admin: string): Promise<void> {
  const now = Math.floor(requests.nowMs / 1000);
  const ends = [30, 10 * 60 + 30, DAY + 30, 7 * DAY + 30, 90 * DAY];
  await addOwners([101, 102]);
  await addTokens(
    ends.map((end, index) => ({
      id: index + 1,
      issuedAt: now - DAY,
      ownerId: 101 + (index % 2),
      expiresAt: now + end,
    })),
  );
  const [kept, revoked] = [await makeToken(requests, admin, CLIENT), await makeToken(requests, admin, CLIENT)];
  await requests.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
  await makeToken(requests, admin, { ...CLIENT, format: 'jwt', expires: '1d' });
  const headers = { 'Idempotency-Key': 'every-job' };
  await requests.call('POST', `/v1/tokens/${kept.id}/refresh`, { token: admin, headers });
  await requests.call('POST', '/v1/tokens/revoke', { token: admin, json: { type: 'client', reason: 'superseded' } });
}

/** An activation that somebody is to be told of by name. */
async function activateForSomebody(requests: TestApp, admin: string): Promise<void> {
  const { id } = await makeProperty(requests, admin, documentOf());
  await activateProperty(requests, admin, id, { notify: ['ops@example.com'] });
}

/** Keys in every state that a job has something to do about, made before the root key was changed. */
async function makeKeys(requests: TestApp, jobs: TestApp, admin: string): Promise<void> {
  await env.DB.exec("insert into projects (id, name, created_at) values ('web', 'web', 0)");
  const [used, leaving] = [await makeAccessKey(requests, admin), await makeAccessKey(requests, admin)];
  await deactivate(await addUsingProperty(leaving.guid, { name: 'films' }));
  await addUsingProperty(used.guid);
  await requests.call('DELETE', `/v1/access-keys/${leaving.uid}/versions/1`, { token: admin });
  const json = { accessKeyUid: used.uid, version: 1 };
  for (let n = 0; n < 2; n += 1) await requests.call('POST', '/v1/access-keys/lookups', { token: admin, json });
  await submit(requests, admin, '/v1/access-keys', keyBody());
  const spoilt = await submit(requests, admin, '/v1/access-keys', keyBody());
  await env.DB.prepare(
    `update access_key_versions set sealed = x'00' where access_key_id =
       (select access_key_id from access_key_requests where id = ?)`,
  )
    .bind(parseId('akr', spoilt))
    .run();
  expect(await handOver(jobs, [{ activateKey: { request: 1 } }, { lookUpKey: { lookup: 1 } }])).toEqual([]);
}

/** As though every attempt of a day had failed. */
async function failForADay(): Promise<void> {
  await env.DB.exec("update notifications set attempts = 9, next_attempt_at = 0 where status = 'pending'");
}

/** What the API leaves: sealed behind its answer, and KV has yet to hear of it. */
async function addSealedEvents(requests: TestApp, nowMs: number): Promise<void> {
  const at = Math.floor(nowMs / 1000);
  const event = {
    at,
    actor: 'usr_1',
    action: 'token.created',
    target: 'tok_1',
    project: null,
    before: null,
    after: null,
  };
  for (let count = 0; count < 3; count += 1) {
    await requests.services.events.add({ ...event, address: null, userAgent: null, requestId: 'req_1' });
  }
  await sealChunk(requests.services);
}
