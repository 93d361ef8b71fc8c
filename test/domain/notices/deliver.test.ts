import { env } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Notification, Subscription } from '../../../src/contract/notices.ts';
import { RETRIES_SECONDS } from '../../../src/domain/notices/retry.ts';
import { createWebhookSender } from '../../../src/outbound/webhook.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { recordMail } from '../../support/mail.ts';
import { drainQueue, handOver } from '../../support/queue.ts';

const MINUTE = '* * * * *';
let test: TestApp;
let admin: string;
let mail: ReturnType<typeof recordMail>;
let keys = 0;
let key: string;

beforeAll(async () => {
  admin = await setUpAdmin(createTestApp());
});

beforeEach(async () => {
  await env.DB.batch(
    ['subscriptions', 'notifications', 'notices', 'events'].map((table) => env.DB.prepare(`delete from ${table}`)),
  );
  mail = recordMail();
  test = createTestApp({ MAIL: mail.binding });
  test.services = { ...test.services, webhooks: createWebhookSender({ loopbackAllowed: true, timeoutMs: 400 }) };
  keys += 1;
  key = `deliver-${keys}`;
});

type Received = { headers: Record<string, string>; body: string; sentBytes: number };
const receivedAt = async (path = key): Promise<Received[]> =>
  (await fetch(`${inject('receiver')}/received?key=${path}`)).json<Received[]>();

/** Subscribes to a receiver that behaves as its path says. */
async function subscribe(path: string, more: Record<string, unknown> = {}) {
  const separator = path.includes('?') ? '&' : '?';
  const address = `${inject('receiver')}${path}${separator}key=${key}`;
  const json = { channel: 'webhook', address, ...more };
  const response = await test.call('POST', '/v1/subscriptions', { token: admin, json });
  expect(response.status).toBe(201);
  return response.json<{ subscription: Subscription; secret: string }>();
}

const post = (path: string, json?: unknown) =>
  test.call('POST', path, { token: admin, ...(json !== undefined && { json }) });

/** Asks for a sample and delivers what is due. */
async function sample(id: string): Promise<Notification> {
  const response = await post(`/v1/subscriptions/${id}/test`);
  expect(response.status).toBe(202);
  await drainQueue(test);
  return find((await response.json<Notification>()).id);
}

async function list(): Promise<Notification[]> {
  const response = await test.call('GET', '/v1/notifications', { token: admin });
  return (await response.json<{ items: Notification[] }>()).items;
}

async function find(id: string): Promise<Notification> {
  const found = (await list()).find((each) => each.id === id);
  if (!found) throw new Error(`${id} is not listed`);
  return found;
}

async function subscription(id: string): Promise<Subscription> {
  return (await test.call('GET', `/v1/subscriptions/${id}`, { token: admin })).json<Subscription>();
}

/** Lets seconds pass, minute by minute as the crons do, and delivers what comes due. */
async function pass(seconds: number): Promise<void> {
  test.nowMs += seconds * 1000;
  await runCron(test, MINUTE);
  await drainQueue(test);
}

describe('a receiver', () => {
  it('gets a message that the library of Standard Webhooks verifies, and that no other secret signed', async () => {
    const { subscription: made, secret } = await subscribe('/ok');
    const delivered = await sample(made.id);
    expect(delivered).toMatchObject({ status: 'delivered', attempts: 1, lastStatus: 200, lastAnswer: 'taken' });
    const [got] = await receivedAt();
    // The verifier holds the time against its own clock.
    const { headers, body } = { headers: got?.headers ?? {}, body: got?.body ?? '' };
    expect(verify(secret, body, headers)).toMatchObject({ type: 'token.expiring', data: { total: 1 } });
    expect(() => verify(`whsec_${btoa('x'.repeat(32))}`, body, headers)).toThrow();
    expect(() => verify(secret, `${body} `, headers)).toThrow();
    expect(headers['webhook-id']).toBe(delivered.id);
  });

  it('gets both signatures while a rotation overlaps, and the new one alone after', async () => {
    const { subscription: made, secret: old } = await subscribe('/ok');
    const rotated = await post(`/v1/subscriptions/${made.id}/rotate-secret`, { overlap: '1h' });
    const { secret, subscription: now } = await rotated.json<{ secret: string; subscription: Subscription }>();
    expect(now.previousSecretUntil).toBe(new Date(test.nowMs + 3_600_000).toISOString().replace('.000', ''));
    await sample(made.id);
    test.nowMs += 3_600_000;
    await sample(made.id);
    const [during, after] = await receivedAt();
    for (const each of [old, secret]) expect(verify(each, during?.body ?? '', during?.headers ?? {})).toBeTruthy();
    expect(verify(secret, after?.body ?? '', after?.headers ?? {})).toBeTruthy();
    expect(() => verify(old, after?.body ?? '', after?.headers ?? {})).toThrow();
    expect((await subscription(made.id)).previousSecretUntil).toBeNull();
  });

  it('that fails three times gets the fourth attempt, with the same id and body', async () => {
    const { subscription: made } = await subscribe('/fail?times=3');
    const { id } = await sample(made.id);
    expect(await find(id)).toMatchObject({ status: 'pending', attempts: 1, lastStatus: 500, lastAnswer: 'attempt 1' });
    for (const seconds of [10, 330, 1_700]) await pass(seconds);
    expect(await find(id)).toMatchObject({ status: 'delivered', attempts: 4, lastStatus: 200 });
    const all = await receivedAt();
    expect(new Set(all.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
    expect(new Set(all.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4);
    expect((await subscription(made.id)).enabled).toBe(true);
  });

  it('that hangs is left after the time-out and tried again', async () => {
    const { subscription: made } = await subscribe('/hang');
    expect(await sample(made.id)).toMatchObject({
      status: 'pending',
      attempts: 1,
      lastStatus: null,
      lastAnswer: 'no answer within 0.4 s',
    });
  });

  it('that answers 410 is disabled at once, and the owner is told by mail', async () => {
    const { subscription: made } = await subscribe('/gone');
    expect(await sample(made.id)).toMatchObject({ status: 'failed', lastStatus: 410 });
    expect(await subscription(made.id)).toMatchObject({ enabled: false, disabledReason: 'gone' });
    await pass(60);
    expect(mail.sent).toMatchObject([{ to: 'admin@example.com', subject: expect.stringContaining('have stopped') }]);
    expect(mail.sent[0]?.text).toContain('410');
    expect(mail.sent[0]?.text).toContain(`jeton subscription update ${made.id} --enable`);
  });

  it('that answers 429 is not asked again before its Retry-After', async () => {
    const { subscription: made } = await subscribe('/slow429?after=1800');
    const { id } = await sample(made.id);
    expect(await find(id)).toMatchObject({ status: 'pending', lastStatus: 429 });
    await pass(1_790);
    expect((await find(id)).attempts).toBe(1);
    await pass(11);
    expect((await find(id)).attempts).toBe(2);
  });

  it('that redirects to a private address is not followed', async () => {
    const { subscription: made } = await subscribe(
      `/redirect?to=${encodeURIComponent(`${inject('receiver')}/ok?key=${key}-private`)}`,
    );
    expect(await sample(made.id)).toMatchObject({ status: 'pending', lastStatus: 302 });
    expect(await receivedAt(`${key}-private`)).toEqual([]);
  });

  it('that answers with megabytes is read no further than an excerpt', async () => {
    const { subscription: made } = await subscribe('/huge');
    const delivered = await sample(made.id);
    expect(delivered.status).toBe('delivered');
    expect(delivered.lastAnswer?.length).toBeLessThanOrEqual(1024);
  });

  it('that fails for a day is given up after ten attempts and disabled, and its owner is told', async () => {
    const { subscription: made } = await subscribe('/status/503');
    const { id } = await sample(made.id);
    let last = 0;
    for (const offset of RETRIES_SECONDS) {
      await pass(Math.ceil(offset * 1.1) - last + 1);
      last = Math.ceil(offset * 1.1) + 1;
    }
    expect(await find(id)).toMatchObject({ status: 'failed', attempts: RETRIES_SECONDS.length + 1, lastStatus: 503 });
    expect(await subscription(made.id)).toMatchObject({ enabled: false, disabledReason: 'failing' });
    await pass(60);
    expect(mail.sent.map(({ to }) => to)).toEqual(['admin@example.com']);
    expect(await receivedAt()).toHaveLength(RETRIES_SECONDS.length + 1);
  });

  it('holds up nobody else: what the others are owed arrives while one hangs', async () => {
    await subscribe('/hang');
    const hanging = key;
    for (let i = 0; i < 8; i += 1) {
      key = `${hanging}-${i}`;
      await subscribe('/ok');
    }
    for (const { id } of (
      await (await test.call('GET', '/v1/subscriptions', { token: admin })).json<{ items: Subscription[] }>()
    ).items) {
      await post(`/v1/subscriptions/${id}/test`);
    }
    const startedAt = performance.now();
    await drainQueue(test);
    // One batch waits for the time-out, the others for nobody; one after another would be nine requests behind it.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    for (let i = 0; i < 8; i += 1) expect(await receivedAt(`${hanging}-${i}`)).toHaveLength(1);
  });
});

describe('a notification', () => {
  it('is sent again on demand, with the same id and body, also after it was given up', async () => {
    const { subscription: made } = await subscribe('/ok');
    const { id } = await sample(made.id);
    expect(await outcome(await post(`/v1/notifications/${id}/redeliver`))).toBe('202');
    expect(await outcome(await post(`/v1/notifications/${id}/redeliver`))).toBe('409 conflict');
    await drainQueue(test);
    const [first, second] = await receivedAt();
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(await find(id)).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(await outcome(await post('/v1/notifications/ntf_00000000009/redeliver'))).toBe('404 not_found');
  });

  it('that the queue hands out twice is sent once', async () => {
    const { subscription: made } = await subscribe('/ok');
    await post(`/v1/subscriptions/${made.id}/test`);
    const messages = test.queued.splice(0);
    await Promise.all([handOver(test, messages), handOver(test, messages)]);
    await handOver(test, messages);
    expect(await receivedAt()).toHaveLength(1);
  });

  it('whose message was lost comes up again by itself', async () => {
    const { subscription: made } = await subscribe('/ok');
    await post(`/v1/subscriptions/${made.id}/test`);
    test.queued.splice(0);
    await pass(60);
    expect(await receivedAt()).toHaveLength(0);
    await pass(300);
    expect(await receivedAt()).toHaveLength(1);
  });

  it('that ended in the dead-letter queue counts as a failed attempt', async () => {
    const { subscription: made } = await subscribe('/ok');
    const { id } = await (await post(`/v1/subscriptions/${made.id}/test`)).json<Notification>();
    await handOver(test, test.queued.splice(0), true);
    expect(await find(id)).toMatchObject({
      status: 'pending',
      attempts: 1,
      lastAnswer: expect.stringContaining('our side'),
    });
    await pass(60);
    expect(await find(id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('of a webhook that was deleted is dropped', async () => {
    const { subscription: made } = await subscribe('/ok');
    await post(`/v1/subscriptions/${made.id}/test`);
    await test.call('DELETE', `/v1/subscriptions/${made.id}`, { token: admin });
    await drainQueue(test);
    expect(await receivedAt()).toEqual([]);
    expect(await list()).toMatchObject([{ status: 'dropped', address: null }]);
  });

  it('by mail that is refused is tried again, and sent when it can be', async () => {
    const json = { channel: 'mail', address: 'ops@example.com' };
    const made = await (await post('/v1/subscriptions', json)).json<{ subscription: Subscription }>();
    mail.state.fails = true;
    const { id } = await sample(made.subscription.id);
    expect(await find(id)).toMatchObject({
      status: 'pending',
      lastAnswer: expect.stringContaining('E_SENDER_NOT_VERIFIED'),
    });
    mail.state.fails = false;
    await pass(60);
    expect(await find(id)).toMatchObject({ status: 'delivered' });
    expect(mail.sent).toMatchObject([{ to: 'ops@example.com', notification: id }]);
  });

  it('tells nobody a secret, nor does any list', async () => {
    const { subscription: made, secret } = await subscribe('/ok');
    await sample(made.id);
    const texts = await Promise.all(
      ['/v1/subscriptions', `/v1/subscriptions/${made.id}`, '/v1/notifications', '/v1/events'].map(async (path) =>
        (await test.call('GET', path, { token: admin })).text(),
      ),
    );
    const dump = await env.DB.prepare('select * from subscriptions').all();
    for (const text of [...texts, JSON.stringify(dump.results), JSON.stringify(await receivedAt())]) {
      expect(text).not.toContain(secret.slice(6));
    }
  });
});

/** The library holds `webhook-timestamp` against its own clock, which no test moves: its time is set to the message's. */
function verify(secret: string, body: string, headers: Record<string, string>): unknown {
  const real = Date.now;
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    Date.now = real;
  }
}
