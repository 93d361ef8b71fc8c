import { beforeAll, describe, expect, it } from 'vitest';
import { randomHex } from '../../../src/crypto/random.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { MAX_REMEMBERED } from '../../../src/domain/edge/memory.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const storage = recordStorage();
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp(storage.bindings);
  admin = await setUpAdmin(test);
});

const self = (token: string) => test.call('GET', '/v1/tokens/self', { token });

describe('what validation asks of storage', () => {
  it('a forged token reaches neither KV nor D1', async () => {
    test.isolate = createIsolate();
    storage.reset();
    expect(await outcome(await self(`*:*.jtn_${randomHex(32)}`))).toBe('401 invalid_token');
    expect(await outcome(await self(`web:production.jtn_${randomHex(32)}`))).toBe('401 invalid_token');
    expect(await outcome(await self(`user:jtn_${randomHex(32)}`))).toBe('401 invalid_token');
    expect(storage.calls).toEqual([]);
  });

  it('a genuine token with one digit changed reaches neither', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    const last = secret.at(-1) === '0' ? '1' : '0';
    storage.reset();
    expect(await outcome(await self(secret.slice(0, -1) + last))).toBe('401 invalid_token');
    expect(storage.calls).toEqual([]);
  });

  it('a genuine cold token makes exactly one KV read and, the feed aside, no D1 query', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    test.isolate = createIsolate();
    storage.reset();
    expect(await outcome(await self(secret))).toBe('200');
    expect(storage.kvReads()).toBe(1);
    expect(storage.feedReads()).toBe(1);
    expect(storage.d1Queries()).toBe(0);
    expect(storage.kvWrites()).toBe(0);
  });

  it('a genuine token in isolate memory reaches neither, for as long as the feed is fresh', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    test.isolate = createIsolate();
    expect(await outcome(await self(secret))).toBe('200');
    storage.reset();
    for (let i = 0; i < 20; i += 1) expect(await outcome(await self(secret))).toBe('200');
    expect(storage.calls).toEqual([]);
  });

  it('reads the feed at most every 5 s, behind the answer', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    test.isolate = createIsolate();
    await self(secret);
    storage.reset();
    for (let second = 1; second <= 10; second += 1) {
      test.nowMs += 1_000;
      await self(secret);
    }
    expect(storage.feedReads()).toBe(1);
    expect(storage.d1Queries()).toBe(0);
  });

  it('a genuine token that KV lacks is answered by D1, and nothing is written', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    test.isolate = createIsolate();
    const { keys } = await storage.bindings.EDGE.list();
    await Promise.all(keys.map(({ name }) => storage.bindings.EDGE.delete(name)));
    storage.reset();
    expect(await outcome(await self(secret))).toBe('200');
    expect([storage.kvReads(), storage.d1Queries(), storage.d1Writes(), storage.kvWrites()]).toEqual([1, 1, 0, 0]);
  });

  it('validating writes nothing but the end of an overlap: an ended token a hundred times over', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin', expires: '1h' });
    test.nowMs += 3_600_000;
    storage.reset();
    for (let i = 0; i < 100; i += 1) await self(secret);
    expect([storage.d1Writes(), storage.kvWrites()]).toEqual([0, 0]);
  });
});

describe('isolate memory', () => {
  it('a flood of distinct well-shaped forgeries leaves memory as it is and pushes nothing out', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin' });
    test.isolate = createIsolate();
    await self(secret);
    storage.reset();
    for (let i = 0; i < 20_000; i += 1) await self(`*:*.jtn_${randomHex(32)}`);
    expect(test.isolate.memory.size).toBe(1);
    expect(test.isolate.failures.size).toBe(1);
    expect(await outcome(await self(secret))).toBe('200');
    expect(storage.calls.filter(({ binding }) => binding !== 'ITEMS')).toEqual([]);
  }, 60_000);

  it('is bounded, and forgets the oldest first', async () => {
    const { memory } = createIsolate();
    const { remember } = await import('../../../src/domain/edge/memory.ts');
    const [entry] = test.isolate.memory.values();
    expect(entry).toBeDefined();
    if (!entry) return;
    for (let i = 0; i <= MAX_REMEMBERED; i += 1) remember(memory, `token ${i}`, entry);
    expect(memory.size).toBeLessThanOrEqual(MAX_REMEMBERED);
    expect(memory.size).toBeGreaterThan(MAX_REMEMBERED * 0.8);
    expect(memory.has('token 0')).toBe(false);
    expect(memory.has(`token ${MAX_REMEMBERED}`)).toBe(true);
  });

  it('holds nothing past its end', async () => {
    const { secret } = await makeToken(test, admin, { type: 'admin', expires: '2s' });
    test.isolate = createIsolate();
    await self(secret);
    expect(test.isolate.memory.has(secret)).toBe(true);
    test.nowMs += 2_000;
    expect(await outcome(await self(secret))).toBe('401 token_expired');
    expect(test.isolate.memory.has(secret)).toBe(false);
  });
});
