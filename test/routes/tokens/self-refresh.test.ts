import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { ORIGIN, outcome } from '../../support/app.ts';
import { addProject, createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

type Answer = { token: Token; secret: string };
const KEY = { 'Idempotency-Key': 'nightly-1' };

let world: World;
let token: { id: string; secret: string };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

beforeEach(async () => {
  token = await issue(world, { type: 'client', project: 'web', environments: ['production'] });
});

function refresh(secret: string, json?: object, headers: Record<string, string> = {}): Promise<Response> {
  return world.test.call('POST', '/v1/tokens/self/refresh', { token: secret, json, headers });
}

async function refreshed(...args: Parameters<typeof refresh>): Promise<Answer> {
  const response = await refresh(...args);
  expect(response.status).toBe(200);
  return response.json();
}

async function use(secret: string): Promise<string> {
  return outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));
}

describe('POST /v1/tokens/self/refresh', () => {
  it('replaces the presented secret, under the same id', async () => {
    const fresh = await refreshed(token.secret);
    expect(fresh.token.id).toBe(token.id);
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect(await use(fresh.secret)).toBe('200');
  });

  it('gives no more than there was', async () => {
    const before = await (await world.test.call('GET', '/v1/tokens/self', { token: token.secret })).json();
    const fresh = await refreshed(token.secret);
    const after = await (await world.test.call('GET', '/v1/tokens/self', { token: fresh.secret })).json();
    expect(after).toEqual(before);
  });

  it('keeps the old secret for its overlap', async () => {
    const fresh = await refreshed(token.secret, { overlap: '1h' });
    expect(await use(token.secret)).toBe('200');
    expect(await use(fresh.secret)).toBe('200');
    expect(await use(token.secret)).toBe('401 token_replaced');
  });
});

describe('a lost answer', () => {
  it('can be had again with the replaced secret and the key that made the refresh; nothing is changed by it', async () => {
    const first = await refreshed(token.secret, undefined, KEY);
    const tables = await dumpTables();
    const again = await refreshed(token.secret, undefined, KEY);
    expect(again).toEqual(first);
    expect(await dumpTables()).toEqual(tables);
    expect(await use(again.secret)).toBe('200');
  });

  it('can be had again while the old secret overlaps, and after', async () => {
    const first = await refreshed(token.secret, { overlap: '1h' }, KEY);
    expect((await refreshed(token.secret, { overlap: '1h' }, KEY)).secret).toBe(first.secret);
    await use(first.secret);
    expect(await use(token.secret)).toBe('401 token_replaced');
    expect((await refreshed(token.secret, { overlap: '1h' }, KEY)).secret).toBe(first.secret);
  });

  it('is not told without a key, or with another key', async () => {
    await refreshed(token.secret, undefined, KEY);
    expect(await outcome(await refresh(token.secret))).toBe('401 token_replaced');
    const other = { 'Idempotency-Key': 'nightly-2' };
    expect(await outcome(await refresh(token.secret, undefined, other))).toBe('401 token_replaced');
  });

  it('is not told to the secret before the one that was replaced', async () => {
    const second = await refreshed(token.secret);
    await refreshed(second.secret, undefined, KEY);
    expect(await outcome(await refresh(token.secret, undefined, KEY))).toBe('401 token_replaced');
  });

  it('is not told for another body', async () => {
    await refreshed(token.secret, undefined, KEY);
    expect(await outcome(await refresh(token.secret, { overlap: '1h' }, KEY))).toBe('422 idempotency_mismatch');
  });

  it('is not told once the token was revoked, or a day later', async () => {
    await refreshed(token.secret, undefined, KEY);
    world.test.nowMs += 86_400_000;
    expect(await outcome(await refresh(token.secret, undefined, KEY))).toBe('401 token_replaced');
    world.test.nowMs -= 86_400_000;
    await world.test.call('DELETE', `/v1/tokens/${token.id}`, { token: world.admin });
    expect(await outcome(await refresh(token.secret, undefined, KEY))).toBe('401 token_revoked');
  });

  it('is not told to an address that the token is not allowed from, nor while it is disabled', async () => {
    const bound = await issue(world, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const inside = { 'CF-Connecting-IP': '192.0.2.1', ...KEY };
    const outside = { 'CF-Connecting-IP': '203.0.113.1', ...KEY };
    await refreshed(bound.secret, undefined, inside);
    expect((await refresh(bound.secret, undefined, inside)).status).toBe(200);
    expect((await refresh(bound.secret, undefined, outside)).status).toBeGreaterThanOrEqual(400);
    await world.test.call('POST', `/v1/tokens/${bound.id}/disable`, { token: world.admin });
    expect((await refresh(bound.secret, undefined, inside)).status).toBeGreaterThanOrEqual(400);
  });

  it('two requests at once with one key get one secret', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => refreshed(token.secret, undefined, KEY)));
    expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
  });
});

describe('with the session of the console', () => {
  /** A session of a token; its requests come from a page of this origin. */
  async function startSession(secret: string): Promise<(headers: Record<string, string>) => Promise<Response>> {
    const json = { token: secret };
    const started = await world.test.call('POST', '/console/session', { json, headers: { Origin: ORIGIN } });
    expect(started.status).toBe(204);
    const cookie = started.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    return (headers) =>
      world.test.call('POST', '/v1/tokens/self/refresh', { headers: { Origin: ORIGIN, Cookie: cookie, ...headers } });
  }

  it('a lost answer can be had again with its key, and is told to no other session with the same key', async () => {
    const [mine, other] = [await startSession(token.secret), await startSession(world.admin)];
    const first = await (await mine(KEY)).json<Answer>();
    expect(await (await mine(KEY)).json()).toEqual(first);
    const theirs = await (await other(KEY)).json<Answer>();
    expect(theirs.token.id).not.toBe(first.token.id);
    world.admin = theirs.secret;
  });
});
