import { env } from 'cloudflare:workers';
import { calculateJwkThumbprint } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { addMarketing, makeSigned, readJwks, rotate } from '../../support/signed.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';

const { bindings, reset, calls } = recordStorage();
const test: TestApp = createTestApp(bindings);
let admin = '';
beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addMarketing(test, admin);
});

const get = (app: TestApp) => app.call('GET', '/.well-known/jwks.json');

describe('GET /.well-known/jwks.json', () => {
  it('is empty before anything was signed, and then no cache may keep it', async () => {
    const response = await get(test);
    expect(await response.json()).toEqual({ keys: [] });
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
  });

  it('holds the public half of what signs, under its thumbprint, for anybody on any site', async () => {
    await makeSigned(test, admin);
    const response = await get(test);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    const { keys } = await response.json<{ keys: Record<string, string>[] }>();
    const key = { kty: 'OKP', crv: 'Ed25519', x: expect.stringMatching(/^[\w-]{43}$/), alg: 'EdDSA', use: 'sig' };
    expect(keys).toEqual([{ ...key, kid: expect.any(String) }]);
    expect(keys[0]?.kid).toBe(await calculateJwkThumbprint(keys[0] ?? {}));
  });

  it('is served from memory: of a hundred requests a minute none asks D1 but for the feed', async () => {
    await get(test);
    reset();
    for (let second = 0; second < 50; second += 1) {
      test.nowMs += 1_000;
      await get(test);
    }
    expect(calls.filter(({ sql }) => /signing_keys/.test(sql))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(5);
    test.nowMs += 10_000;
    await get(test);
    expect(calls.filter(({ sql }) => /signing_keys/.test(sql))).toHaveLength(1);
  });

  it('shows a key made elsewhere within a minute', async () => {
    const other = createTestApp();
    other.nowMs = test.nowMs;
    const { kid } = await rotate(other, admin);
    test.nowMs += 60_000;
    expect((await readJwks(test)).keys.map((key) => key.kid)).toContain(kid);
  });

  it('shows the coordinates of a key on a curve, where the settings ask for one', async () => {
    const curved = createTestApp({ SIGNING_ALGORITHM: 'ES256' });
    curved.nowMs = test.nowMs;
    await rotate(curved, admin, 'now');
    const made = await rotate(curved, admin, 'now');
    const found = (await readJwks(curved)).keys.find(({ kid }) => kid === made.kid);
    expect(found).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(Object.keys(found ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('is 503, not a set that nobody vouches for, while D1 does not answer', async () => {
    const failing = createTestApp(failingStorage(1, { forEver: true }).bindings);
    expect(await outcome(await get(failing))).toBe('503 unavailable');
  });

  it('never shows what is sealed', async () => {
    const rows = await env.DB.prepare('select kid from signing_keys').all();
    expect(rows.results.length).toBeGreaterThan(2);
    expect(await (await get(test)).text()).not.toMatch(/"d":|sealed/);
  });
});
