import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { Event, EventsVerification } from '../../../src/contract/events.ts';
import { sealEvents } from '../../../src/domain/events/seal.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { failingStorage } from '../../support/watched-storage.ts';

type Page = { items: Event[]; nextCursor: string | null };

/** Events far apart from those that set-up leaves, so that the filters below find these alone. */
const AT = Date.UTC(2030, 5, 1) / 1000;
const ROWS = 24;
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  for (let n = 0; n < ROWS; n += 1) {
    await test.services.events.add({
      // Three a second, and one in four a little late.
      at: AT + Math.floor(n / 3) - (n % 4 === 3 ? 1 : 0),
      actor: `usr_${n % 2}`,
      action: `thing.${n % 3}`,
      target: `thg_${n % 4}`,
      project: n % 5 === 0 ? null : `p${n % 5}`,
      before: null,
      after: { n },
      address: null,
      userAgent: null,
      requestId: `req_${n}`,
    });
  }
});

const read = async (path: string) => {
  const response = await test.call('GET', path, { token: admin });
  expect(response.status, path).toBe(200);
  return response.json<Page>();
};
const numbers = (items: Event[]) => items.map(({ after }) => (after as { n: number }).n);
const timeOf = (n: number) => Math.floor(n / 3) - (n % 4 === 3 ? 1 : 0);
const NEWEST_FIRST = Array.from({ length: ROWS }, (_, n) => n).toSorted((a, b) => timeOf(b) - timeOf(a) || b - a);

const FILTERS: [query: string, matches: (n: number) => boolean][] = [
  ['', () => true],
  ['actor=usr_1', (n) => n % 2 === 1],
  ['action=thing.2', (n) => n % 3 === 2],
  ['target=thg_3', (n) => n % 4 === 3],
  ['project=p4', (n) => n % 5 === 4],
  ['actor=usr_1&action=thing.2', (n) => n % 6 === 5],
  ['actor=usr_0&project=p1&target=thg_2', (n) => n % 4 === 2 && n % 5 === 1],
  ['since=2030-06-01T00:00:03Z', (n) => timeOf(n) >= 3],
  ['until=2030-06-01T02:00:03%2B02:00', (n) => timeOf(n) < 3],
  [
    'since=2030-06-01T00:00:02Z&until=2030-06-01T00:00:05Z&actor=usr_1',
    (n) => n % 2 === 1 && timeOf(n) >= 2 && timeOf(n) < 5,
  ],
  ['actor=nobody', () => false],
];
/** The thirties begin with set-up; what was made above is all there is before. */
const OURS = 'until=2031-01-01';

describe('GET /v1/events', () => {
  it.each(FILTERS)('%s: exactly what matches, newest first, in pages of any size', async (query, matches) => {
    const bounded = query.includes('until') ? query : `${query}&${OURS}`;
    const expected = NEWEST_FIRST.filter(matches);
    for (const limit of [1, 4, 24, 200]) {
      const found: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page = await read(`/v1/events?${bounded}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...numbers(page.items));
        cursor = page.nextCursor;
      }
      expect(found).toEqual(expected);
    }
  });

  it('shows each row by the contract: typed ids, times, parsed values, hashes once it is chained', async () => {
    const [fresh] = (await read(`/v1/events?${OURS}&limit=1`)).items;
    expect(Event.parse(fresh)).toEqual(fresh);
    await sealEvents(test.services);
    const { items } = await read('/v1/events?limit=200');
    const byAge = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const [index, item] of byAge.entries()) {
      expect(Event.parse(item)).toEqual(item);
      expect(item.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(item.previousHash).toBe(byAge[index - 1]?.hash ?? '0'.repeat(64));
    }
  });

  it.each([
    ['since=yesterday', 'since'],
    ['until=2030-02-30', 'until'],
    ['since=2030-06-01 00:00', 'since'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=WyJjcmVhdGVkIiw1LDVd', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['actor=', 'actor'],
    ['project=No', 'project'],
    ['colour=red', 'colour'],
  ])('%s: 400, naming the field', async (query, field) => {
    const response = await test.call('GET', `/v1/events?${query}`, { token: admin });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });

  it('what somebody wrote into the database does not keep the rest from being shown', async () => {
    await env.DB.prepare(
      `insert into events (at, actor, action, target, after, request_id) values (9e15, 'x', 'odd', 'x', '{not json', 'x')`,
    ).run();
    const { items } = await read('/v1/events?action=odd');
    expect(items).toMatchObject([{ at: '9999-12-31T23:59:59Z', after: '{not json' }]);
    const { body } = await test.call('GET', '/v1/events.ndjson?action=odd', { token: admin });
    expect(await new Response(body).json()).toEqual(items[0]);
    await env.DB.prepare(`delete from events where action = 'odd'`).run();
    await env.DB.prepare(`update sqlite_sequence set seq = seq - 1 where name = 'events'`).run();
  });
});

describe('GET /v1/tokens/{id}/events', () => {
  it('what happened to one token, newest first', async () => {
    const { id } = await makeToken(test, admin, { type: 'admin' });
    const other = await makeToken(test, admin, { type: 'admin' });
    for (const verb of ['disable', 'enable', 'refresh']) {
      test.nowMs += 1_000;
      await test.call('POST', `/v1/tokens/${id}/${verb}`, { token: admin });
      await test.call('POST', `/v1/tokens/${other.id}/${verb}`, { token: admin });
    }
    const { items, nextCursor } = await read(`/v1/tokens/${id}/events?limit=3`);
    expect(items.map(({ action }) => action)).toEqual(['token.refreshed', 'token.enabled', 'token.disabled']);
    expect(new Set(items.map(({ target }) => target))).toEqual(new Set([id]));
    const rest = await read(`/v1/tokens/${id}/events?limit=3&cursor=${nextCursor}`);
    expect(rest).toMatchObject({ items: [{ action: 'token.created' }], nextCursor: null });
  });

  it('also when the token is gone, and also when the trail has forgotten it', async () => {
    const { id } = await makeToken(test, admin, { type: 'admin' });
    await env.DB.prepare('delete from tokens where id = (select max(id) from tokens)').run();
    expect((await read(`/v1/tokens/${id}/events`)).items).toHaveLength(1);
    const kept = await makeToken(test, admin, { type: 'admin' });
    await env.DB.prepare('update events set target = ? where target = ?').bind('tok_x', kept.id).run();
    expect(await read(`/v1/tokens/${kept.id}/events`)).toEqual({ items: [], nextCursor: null });
    await env.DB.prepare('update events set target = ? where target = ?').bind(kept.id, 'tok_x').run();
  });

  it.each(['tok_00000000001', 'tokens', 'usr_00000000001', '%00', 'thg_1'])('%s: 404', async (id) => {
    const response = await test.call('GET', `/v1/tokens/${id}/events`, { token: admin });
    expect(await outcome(response)).toBe('404 not_found');
  });
});

describe('GET /v1/events/verify', () => {
  it('says that all is as it was written, and where the chain ends', async () => {
    await sealEvents(test.services);
    const response = await test.call('GET', '/v1/events/verify', { token: admin });
    const verification = EventsVerification.parse(await response.json());
    expect(verification).toMatchObject({ unsealed: 0, fault: null, next: null });
    const [last] = (await read(`/v1/events?limit=1`)).items;
    expect(verification.head).toEqual({ id: last?.id, hash: last?.hash });
  });

  it('batches that were undone leave no gap', async () => {
    const taken = await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    expect(taken.status).toBe(201);
    const again = await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    expect(again.status).toBe(409);
    const json = { type: 'client', name: 'n', project: 'none', environments: ['production'] };
    expect((await test.call('POST', '/v1/tokens', { token: admin, json })).status).toBe(400);
    await makeToken(test, admin, { type: 'admin' });
    expect(await (await test.call('GET', '/v1/events/verify', { token: admin })).json()).toMatchObject({ fault: null });
  });

  it('names the first row that is not', async () => {
    await env.DB.prepare(`update events set actor = 'usr_9' where id = 7`).run();
    const response = await test.call('GET', '/v1/events/verify', { token: admin });
    expect(EventsVerification.parse(await response.json())).toMatchObject({
      fault: { id: 'evt_00000000007', what: 'altered' },
      next: null,
      head: { id: 'evt_00000000006' },
    });
    const later = await test.call('GET', '/v1/events/verify?after=evt_00000000007', { token: admin });
    expect(await later.json()).toMatchObject({ fault: null });
    await env.DB.prepare(`update events set actor = 'usr_0' where id = 7`).run();
  });

  it.each(['evt_', 'tok_00000000001', '7'])('after=%s: 400', async (after) => {
    const response = await test.call('GET', `/v1/events/verify?after=${after}`, { token: admin });
    expect(await outcome(response)).toBe('400 invalid_request');
  });
});

it.each(['/v1/events', '/v1/events.ndjson', '/v1/events/verify'])(
  '%s is 503 from whichever storage call on it fails, never a trail cut short',
  async (path) => {
    for (let n = 1; ; n += 1) {
      const { bindings, state } = failingStorage(n, { forEver: true });
      const app = createTestApp(bindings);
      const answer = await app.call('GET', path, { token: admin });
      if (state.calls < n) {
        expect(answer.status).toBe(200);
        await answer.body?.cancel();
        expect(n).toBeGreaterThan(1);
        return;
      }
      expect(await outcome(answer)).toBe('503 unavailable');
    }
  },
);
