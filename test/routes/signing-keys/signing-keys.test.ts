import { env } from 'cloudflare:workers';
import { decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { addMarketing, listKeys, makeSigned, readJwks, rotate, verifyElsewhere } from '../../support/signed.ts';

const DAY_MS = 86_400_000;

let test: TestApp;
let admin = '';
beforeEach(async () => {
  await env.DB.exec('delete from signing_keys');
  test = createTestApp();
  admin ||= await setUpAdmin(test);
  await addMarketing(test, admin);
});

const self = async (app: TestApp, token: string) => outcome(await app.call('GET', '/v1/tokens/self', { token }));
const kidOf = (jwt: string) => decodeProtectedHeader(jwt).kid;
const remove = async (kid: string) => outcome(await test.call('DELETE', `/v1/signing-keys/${kid}`, { token: admin }));

describe('rotation by hand', () => {
  it('publishes a key a day before it signs, and both are told of', async () => {
    const before = await makeSigned(test, admin);
    const next = await rotate(test, admin);
    expect(next).toMatchObject({ state: 'published', publishedUntil: null, algorithm: 'EdDSA' });
    expect(Date.parse(next.signsFrom) - test.nowMs).toBe(DAY_MS);
    expect((await readJwks(test)).keys.map(({ kid }) => kid)).toContain(next.kid);
    expect((await listKeys(test, admin)).map(({ kid, state }) => [kid, state])).toEqual([
      [next.kid, 'published'],
      [kidOf(before.secret), 'signing'],
    ]);
    expect(kidOf((await makeSigned(test, admin)).secret)).toBe(kidOf(before.secret));
  });

  it('leaves what the key before has signed good to its end, here and elsewhere', async () => {
    const { secret } = await makeSigned(test, admin, { expires: '30d' });
    const next = await rotate(test, admin);
    test.nowMs += DAY_MS;
    expect(kidOf((await makeSigned(test, admin)).secret)).toBe(next.kid);
    for (const days of [0, 10, 28]) {
      test.nowMs += days === 0 ? 0 : (days - (days === 28 ? 10 : 0)) * DAY_MS;
      expect(await self(test, secret)).toBe('200');
      expect(await verifyElsewhere(test, secret, 'at+jwt')).toMatchObject({ scope: 'namespace:marketing:read' });
    }
  });

  it('makes no second key beside one that waits, but has that one sign now where that is asked', async () => {
    const first = await rotate(test, admin);
    const next = await rotate(test, admin, '7d');
    expect(first.state).toBe('signing');
    const again = await test.call('POST', '/v1/signing-keys', { token: admin });
    expect(await outcome(again)).toBe('409 conflict');
    test.nowMs += 60_000;
    const now = await rotate(test, admin, 'now');
    expect(now).toMatchObject({ kid: next.kid, state: 'signing' });
    expect((await rotate(test, admin, 'now')).kid).not.toBe(next.kid);
  });

  it.each(['', 'yesterday', 'never', '31d', '2020-01-01', '0s'])('refuses to begin at %j', async (signsFrom) => {
    const response = await test.call('POST', '/v1/signing-keys', { token: admin, json: { signsFrom } });
    expect(await outcome(response)).toBe('400 invalid_request');
  });

  it('is in the audit trail, without a key', async () => {
    await rotate(test, admin);
    const { kid } = await rotate(test, admin);
    await rotate(test, admin, 'now');
    const { results } = await env.DB.prepare(
      'select actor, action, target, before, after from events where target = ? order by id',
    )
      .bind(`signing_key:${kid}`)
      .all<Record<string, string>>();
    expect(results.map(({ action }) => action)).toEqual(['signing_key.created', 'signing_key.updated']);
    expect(JSON.parse(results[1]?.before ?? '')).toEqual({ algorithm: 'EdDSA', signsFrom: expect.any(String) });
    expect(JSON.stringify(results)).not.toContain('"d"');
  });

  it('leaves the private half nowhere in clear', async () => {
    await rotate(test, admin);
    const row = await env.DB.prepare('select public_jwk, sealed from signing_keys').first<Record<string, unknown>>();
    expect(Object.keys(JSON.parse(String(row?.public_jwk))).toSorted()).toEqual(['crv', 'kty', 'x']);
    expect(new TextDecoder('latin1').decode(Uint8Array.from(row?.sealed as number[]))).not.toMatch(/"d"|"kty"/);
  });

  it('that happens twice at once makes one key', async () => {
    await rotate(test, admin);
    const answers = await Promise.all([1, 2].map(() => test.call('POST', '/v1/signing-keys', { token: admin })));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, 409]);
    expect(await listKeys(test, admin)).toHaveLength(2);
  });
});

describe('taking a key away', () => {
  it('is refused for the one that signs, and for one that there is not', async () => {
    const { kid } = await rotate(test, admin);
    expect(await remove(kid)).toBe('409 conflict');
    expect(await remove('nosuch')).toBe('404 not_found');
  });

  it('ends what it signed at once here, and elsewhere within the staleness bound', async () => {
    const other = createTestApp();
    const old = await makeSigned(test, admin);
    await rotate(test, admin, 'now');
    test.nowMs += 10_000;
    other.nowMs = test.nowMs;
    const current = await makeSigned(test, admin);
    for (const app of [test, other]) {
      expect(await self(app, old.secret)).toBe('200');
      expect((await readJwks(app)).keys).toHaveLength(2);
    }
    expect(await remove(kidOf(old.secret) ?? '')).toBe('204');
    expect(await self(test, old.secret)).toBe('401 invalid_token');
    expect((await readJwks(test)).keys).toHaveLength(1);
    other.nowMs += 10_001;
    expect(await self(other, old.secret)).toBe('401 invalid_token');
    expect((await readJwks(other)).keys).toHaveLength(1);
    for (const app of [test, other]) expect(await self(app, current.secret)).toBe('200');
    await expect(verifyElsewhere(test, old.secret, 'at+jwt')).rejects.toThrow('no applicable key');
  });

  it('ends what it signed at once where the truth itself is asked, whatever an isolate remembers', async () => {
    const other = createTestApp();
    const { secret } = await makeSigned(test, admin);
    await rotate(test, admin, 'now');
    const verify = async () => {
      const json = { token: secret, consistency: 'strict' };
      const response = await other.call('POST', '/v1/tokens/verify', { token: admin, json });
      return (await response.json<{ code: string | null }>()).code;
    };
    expect(await verify()).toBeNull();
    expect(await remove(kidOf(secret) ?? '')).toBe('204');
    expect(await verify()).toBe('invalid_token');
  });

  it('of one that waits lets another be made', async () => {
    await rotate(test, admin);
    const { kid } = await rotate(test, admin);
    expect(await remove(kid)).toBe('204');
    expect((await rotate(test, admin)).kid).not.toBe(kid);
  });

  it('leaves nobody signing with it for longer than ten seconds', async () => {
    const other = createTestApp();
    const made = await makeSigned(other, admin);
    await rotate(test, admin, 'now');
    expect(await remove(kidOf(made.secret) ?? '')).toBe('204');
    other.nowMs += 10_000;
    expect(kidOf((await makeSigned(other, admin)).secret)).not.toBe(kidOf(made.secret));
  });
});
