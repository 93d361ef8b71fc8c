import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Subscription } from '../../../src/contract/notices.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';

let test: TestApp;
let admin: string;
beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
});

const WEBHOOK = { channel: 'webhook', address: 'https://hooks.example.com/jeton' };
const MAIL = { channel: 'mail', address: 'ops@example.com' };
const create = (json: unknown, app = test) => app.call('POST', '/v1/subscriptions', { token: admin, json });
const patch = (id: string, json: unknown) => test.call('PATCH', `/v1/subscriptions/${id}`, { token: admin, json });
const get = async (id: string) =>
  (await test.call('GET', `/v1/subscriptions/${id}`, { token: admin })).json<Subscription>();

async function make(json: unknown): Promise<{ subscription: Subscription; secret: string | null }> {
  const response = await create(json);
  expect(response.status).toBe(201);
  return response.json();
}

describe('a subscription', () => {
  it('of a webhook has a secret that is told once; of a mail address it has none', async () => {
    const { subscription, secret } = await make(WEBHOOK);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(subscription).toMatchObject({
      ...WEBHOOK,
      events: ['token.expiring', 'token.expired'],
      thresholds: ['1d', '7d', '30d'],
      filter: {},
      enabled: true,
    });
    expect(JSON.stringify(await get(subscription.id))).not.toContain(secret);
    expect((await make(MAIL)).secret).toBeNull();
  });

  it.each([
    ['http to a public name', { ...WEBHOOK, address: 'http://hooks.example.com/' }],
    ['a private address', { ...WEBHOOK, address: 'https://10.0.0.1/hook' }],
    ['the address of cloud metadata', { ...WEBHOOK, address: 'https://169.254.169.254/latest' }],
    ['an address in disguise', { ...WEBHOOK, address: 'https://167772161/' }],
    ['a name of the inside', { ...WEBHOOK, address: 'https://vault.internal/' }],
    ['credentials in the URL', { ...WEBHOOK, address: 'https://a:b@hooks.example.com/' }],
    ['no URL', { ...WEBHOOK, address: 'hooks' }],
    ['no mail address', { ...MAIL, address: 'ops' }],
    ['two mail addresses', { ...MAIL, address: 'a@example.com,b@example.com' }],
    ['a threshold under a minute', { ...MAIL, thresholds: ['30s'] }],
    ['a threshold that is none', { ...MAIL, thresholds: ['soon'] }],
    ['no threshold', { ...MAIL, thresholds: [] }],
    ['an unknown event', { ...MAIL, events: ['token.stolen'] }],
    ['an owner that is no id', { ...MAIL, filter: { owner: 'ada' } }],
    ['an unknown field', { ...MAIL, colour: 'red' }],
  ])('to %s is refused', async (_what, json) => {
    expect(await outcome(await create(json))).toBe('400 invalid_request');
  });

  it('to loopback is taken only where the settings say so', async () => {
    const json = { ...WEBHOOK, address: 'http://127.0.0.1:9000/hook' };
    expect((await create(json)).status).toBe(201);
    const production = createTestApp({ WEBHOOKS_TO_LOOPBACK: 'false' });
    expect(await outcome(await create(json, production))).toBe('400 invalid_request');
  });

  it('by mail is refused where no mail can be sent', async () => {
    expect(await outcome(await create(MAIL, createTestApp({ MAIL_FROM: '' })))).toBe('409 conflict');
  });

  it('is changed field by field, with an audit row that tells before and after', async () => {
    const { subscription } = await make(WEBHOOK);
    const changed = await patch(subscription.id, { thresholds: ['12h', '12h', '90m'], filter: { type: 'access' } });
    expect(await changed.json()).toEqual({ ...subscription, thresholds: ['90m', '12h'], filter: { type: 'access' } });
    expect(await (await patch(subscription.id, { enabled: false })).json()).toMatchObject({
      enabled: false,
      disabledReason: 'manual',
    });
    expect(await (await patch(subscription.id, { enabled: true })).json()).toMatchObject({
      enabled: true,
      disabledReason: null,
    });
    expect(await outcome(await patch(subscription.id, {}))).toBe('400 invalid_request');
    expect(await outcome(await patch(subscription.id, { address: 'https://10.0.0.1/' }))).toBe('400 invalid_request');
    const events = await test.call('GET', `/v1/events?target=${subscription.id}`, { token: admin });
    const { items } = await events.json<{ items: { action: string; before: unknown; after: unknown }[] }>();
    expect(items.map(({ action }) => action)).toEqual([
      'subscription.updated',
      'subscription.updated',
      'subscription.updated',
      'subscription.created',
    ]);
    expect(items[2]).toMatchObject({ before: { filter: {} }, after: { filter: { type: 'access' } } });
  });

  it('leaves the path of its webhook, which may be a password, in no audit row', async () => {
    const { subscription } = await make({ ...WEBHOOK, address: 'https://hooks.example.com/services/T0/hunter2?k=v' });
    await patch(subscription.id, { description: 'changed' });
    await test.call('DELETE', `/v1/subscriptions/${subscription.id}`, { token: admin });
    const { results } = await env.DB.prepare('select * from events where target = ?').bind(subscription.id).all();
    expect(results).toHaveLength(3);
    expect(JSON.stringify(results)).toContain('https://hooks.example.com/…');
    expect(JSON.stringify(results)).not.toContain('hunter2');
  });

  it('of a mail address has no secret to rotate', async () => {
    const { subscription } = await make(MAIL);
    const rotate = (json?: unknown) =>
      test.call('POST', `/v1/subscriptions/${subscription.id}/rotate-secret`, {
        token: admin,
        ...(json !== undefined && { json }),
      });
    expect(await outcome(await rotate())).toBe('409 conflict');
    expect(await outcome(await rotate({ overlap: '90d' }))).toBe('400 invalid_request');
  });

  it('that was deleted is not there any more, nor is its secret', async () => {
    const { subscription } = await make(WEBHOOK);
    const remove = () => test.call('DELETE', `/v1/subscriptions/${subscription.id}`, { token: admin });
    expect((await remove()).status).toBe(204);
    expect(await outcome(await remove())).toBe('404 not_found');
    expect(await outcome(await patch(subscription.id, { enabled: true }))).toBe('404 not_found');
  });

  it('is listed latest first, page by page, with how many there are', async () => {
    await env.DB.prepare('delete from subscriptions').run();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      test.nowMs += 10;
      ids.unshift((await make(MAIL)).subscription.id);
    }
    const page = async (query: string) =>
      (await test.call('GET', `/v1/subscriptions?limit=2${query}`, { token: admin })).json<{
        items: Subscription[];
        total: number;
        nextCursor: string | null;
      }>();
    const seen: string[] = [];
    let cursor = '';
    for (let more = true; more; ) {
      const { items, total, nextCursor } = await page(cursor);
      expect(total).toBe(5);
      seen.push(...items.map(({ id }) => id));
      more = nextCursor !== null;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(ids);
    const wrong = await test.call('GET', '/v1/subscriptions?cursor=x', { token: admin });
    expect(await outcome(wrong)).toBe('400 invalid_request');
  });

  it('is refused beyond the 1,000th, however many ask at once', async () => {
    await env.DB.prepare('delete from subscriptions').run();
    await fill(998);
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(MAIL)));
    const outcomes = await Promise.all(answers.map(outcome));
    expect(outcomes.toSorted()).toEqual(['201', '201', ...Array.from({ length: 3 }, () => '409 limit_reached')]);
  });
});

async function fill(count: number): Promise<void> {
  const ids = JSON.stringify(Array.from({ length: count }, (_, index) => index + 1));
  await env.DB.prepare(
    `insert into subscriptions (id, version, channel, address, events, thresholds, created_at)
     select value, 1, 'mail', 'a@example.com', '[]', '[]', 1 from json_each(?)`,
  )
    .bind(ids)
    .run();
}
