import { Webhook } from 'standardwebhooks';
import { describe, expect, inject, it } from 'vitest';
import { makeWebhookSecret } from '../../src/crypto/webhook-signature.ts';
import { createWebhookSender, type WebhookMessage } from '../../src/outbound/webhook.ts';
import type { Received } from '../support/receiver.ts';

const receiver = inject('receiver');
const NOW_MS = Date.now();
const sender = createWebhookSender({ loopbackAllowed: true });
/** For receivers that never end: what ends may take its time on a busy machine. */
const hasty = createWebhookSender({ loopbackAllowed: true, timeoutMs: 300 });
const secret = makeWebhookSecret();
const body = JSON.stringify({ type: 'token.expiring', data: { name: 'dépôt 🚀' } });

function messageTo(url: string, more: Partial<WebhookMessage> = {}): WebhookMessage {
  return { url, id: 'ntf_1', timestampSeconds: Math.floor(NOW_MS / 1000), body, secrets: [secret], ...more };
}

/** Sends to a path of the receiver under a key of its own, and gives what came of it at both ends. */
async function deliver(path: string, more: Partial<WebhookMessage> = {}, through = sender) {
  const key = crypto.randomUUID();
  const attempt = await through.send(
    messageTo(`${receiver}${path}${path.includes('?') ? '&' : '?'}key=${key}`, more),
    NOW_MS,
  );
  return { attempt, key, received: await receivedUnder(key) };
}

async function receivedUnder(key: string): Promise<Received[]> {
  return (await fetch(`${receiver}/received?key=${key}`)).json();
}

describe('a delivered message', () => {
  it('is one signed POST of exactly the body', async () => {
    const { attempt, received } = await deliver('/ok');
    expect(attempt).toEqual({ kind: 'answered', status: 200, retryAfterSeconds: null, excerpt: 'taken' });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'user-agent': 'Jeton/1', 'webhook-id': 'ntf_1' },
    });
  });

  it('verifies by the library of Standard Webhooks', async () => {
    const { received } = await deliver('/ok');
    const { headers = {}, body: raw = '' } = received[0] ?? {};
    expect(new Webhook(secret).verify(raw, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(makeWebhookSecret()).verify(raw, headers)).toThrow('No matching signature found');
    expect(() => new Webhook(secret).verify(raw.replace('expiring', 'expired'), headers)).toThrow();
    expect(() => new Webhook(secret).verify(raw, { ...headers, 'webhook-id': 'ntf_2' })).toThrow();
  });

  it('verifies by either secret while they overlap', async () => {
    const next = makeWebhookSecret();
    const { received } = await deliver('/ok', { secrets: [next, secret] });
    const { headers = {}, body: raw = '' } = received[0] ?? {};
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
    for (const one of [secret, next]) expect(new Webhook(one).verify(raw, headers)).toEqual(JSON.parse(body));
  });

  it.each([[[]], [['whsec_short']]])('does not go out unsigned: secrets %j', async (secrets) => {
    const { attempt, received } = await deliver('/ok', { secrets });
    expect(attempt).toEqual({ kind: 'failed', reason: 'the message could not be signed' });
    expect(received).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([200, 204, 302, 400, 410, 500, 503])('of %i is told by its status', async (status) => {
    expect((await deliver(`/status/${status}`)).attempt).toMatchObject({ kind: 'answered', status, excerpt: '' });
  });

  it('says that the receiver is gone', async () => {
    expect((await deliver('/gone')).attempt).toMatchObject({ status: 410, excerpt: 'no longer here' });
  });

  it('that redirects is not followed', async () => {
    const key = crypto.randomUUID();
    const { attempt } = await deliver(`/redirect?to=${encodeURIComponent(`/ok?key=${key}`)}`);
    expect(attempt).toMatchObject({ kind: 'answered', status: 302, excerpt: 'elsewhere' });
    expect(await receivedUnder(key)).toEqual([]);
  });

  it('that fails is not tried again by the sender', async () => {
    const { attempt, received } = await deliver('/fail?times=1');
    expect(attempt).toMatchObject({ status: 500, excerpt: 'attempt 1' });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['7', 7],
    ['0', 0],
    [new Date(NOW_MS + 90_000).toUTCString(), 90],
    [new Date(NOW_MS - 90_000).toUTCString(), 0],
  ])('that says Retry-After: %s asks for %i seconds', async (after, seconds) => {
    const { attempt } = await deliver(`/slow429?after=${encodeURIComponent(after)}`);
    if (attempt.kind !== 'answered') throw new Error(attempt.reason);
    expect(Math.abs((attempt.retryAfterSeconds ?? -99) - seconds)).toBeLessThanOrEqual(1);
    expect(attempt.status).toBe(429);
  });

  it('without an end is read for its first kilobyte and let go', async () => {
    const { attempt, key } = await deliver('/huge');
    expect(attempt).toMatchObject({ kind: 'answered', status: 200, excerpt: 'x'.repeat(1024) });
    await expect.poll(async () => (await receivedUnder(key))[0]?.sentBytes).toBeGreaterThan(1024);
    expect((await receivedUnder(key))[0]?.sentBytes).toBeLessThan(32 * 1024 * 1024);
  });

  it('whose body never ends counts by its status, within the time-out', async () => {
    const start = Date.now();
    const { attempt } = await deliver('/slow-body', {}, hasty);
    expect(attempt).toMatchObject({ kind: 'answered', status: 200, excerpt: 'begun' });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('is told as one line without control characters', async () => {
    const answer = 'no\u001b[31m such\r\n\thook\u0000 \u202eevil';
    const faked = createWebhookSender({
      loopbackAllowed: true,
      fetch: async () => new Response(answer, { status: 404 }),
    });
    const attempt = await faked.send(messageTo('http://localhost/'), NOW_MS);
    expect(attempt).toMatchObject({ excerpt: 'no [31m such hook evil' });
  });
});

describe('no answer', () => {
  it('within the time-out is a failure', async () => {
    expect((await deliver('/hang', {}, hasty)).attempt).toEqual({ kind: 'failed', reason: 'no answer within 0.3 s' });
  });

  it('for want of a listener is a failure', async () => {
    const attempt = await sender.send(messageTo('http://127.0.0.1:1/'), NOW_MS);
    expect(attempt).toEqual({ kind: 'failed', reason: 'the connection failed: Network connection lost.' });
  });
});

describe('where a message would go', () => {
  const through = (resolve: (name: string) => Promise<string[]>) => {
    const asked: string[] = [];
    const fetched: string[] = [];
    const settings = {
      loopbackAllowed: false,
      resolve: (name: string) => {
        asked.push(name);
        return resolve(name);
      },
      fetch: async (url: string) => {
        fetched.push(url);
        return new Response('taken');
      },
    };
    return { ...createWebhookSender(settings), asked, fetched };
  };

  it('is resolved before each attempt, and may have turned private since the last', async () => {
    const addresses = [['8.8.8.8'], ['8.8.8.8', '10.0.0.1']];
    const watched = through(async () => addresses.shift() ?? []);
    const message = messageTo('https://hooks.example.com/jeton');
    expect(await watched.send(message, NOW_MS)).toMatchObject({ kind: 'answered', status: 200 });
    expect(await watched.send(message, NOW_MS)).toEqual({
      kind: 'refused',
      reason: 'hooks.example.com resolves to 10.0.0.1, which is not a public address',
    });
    expect(watched.asked).toEqual(['hooks.example.com', 'hooks.example.com']);
    expect(watched.fetched).toEqual(['https://hooks.example.com/jeton']);
  });

  it.each([
    ['is nowhere yet', async () => [], 'hooks.example.com does not resolve'],
    ['cannot be asked for', () => Promise.reject(new Error('x')), 'DNS gave no answer for hooks.example.com'],
  ])('%s: a failure, no refusal', async (_case, resolve, reason) => {
    const watched = through(resolve);
    expect(await watched.send(messageTo('https://hooks.example.com/'), NOW_MS)).toEqual({ kind: 'failed', reason });
    expect(watched.fetched).toEqual([]);
  });

  it.each([
    ['http://127.0.0.1:8787/', 'the URL must begin with https://'],
    ['https://169.254.169.254/latest/meta-data', 'the URL must not lead to a private or reserved address'],
    ['https://metadata.google.internal/', 'the URL must name a host on the public Internet'],
  ])('%s is refused unasked', async (url, reason) => {
    const watched = through(async () => ['8.8.8.8']);
    expect(await watched.send(messageTo(url), NOW_MS)).toEqual({ kind: 'refused', reason });
    expect([...watched.asked, ...watched.fetched]).toEqual([]);
    expect(`the URL ${watched.refuses(url)}`).toBe(reason);
  });

  it('is not resolved where it is an address', async () => {
    const watched = through(async () => []);
    expect(await watched.send(messageTo('https://8.8.8.8/'), NOW_MS)).toMatchObject({ kind: 'answered' });
    expect(watched.asked).toEqual([]);
  });
});
