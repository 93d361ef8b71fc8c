import { env } from 'cloudflare:workers';
import { decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { rotateDue } from '../../../src/domain/signing/rotate-due.ts';
import type { UncheckedEnv } from '../../../src/env.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addMarketing, listKeys, makeSigned, readJwks, rotate, verifyElsewhere } from '../../support/signed.ts';

const DAY_MS = 86_400_000;
const DAILY = '17 3 * * *';
/** Years go by here. */
const LASTING = { TOKEN_LIFETIMES: '{"admin":{"defaultDays":null,"maxDays":null}}' };

let test: TestApp;
let admin = '';
beforeEach(async () => {
  await env.DB.exec('delete from signing_keys');
  const { nowMs } = test ?? createTestApp();
  test = createTestApp(LASTING);
  test.nowMs = nowMs + DAY_MS;
  admin ||= await setUpAdmin(test);
  await addMarketing(test, admin);
});

const kidOf = (jwt: string) => decodeProtectedHeader(jwt).kid;
const daily = (app = test) => runCron(app, DAILY);
const passDays = async (days: number) => {
  for (let day = 0; day < days; day += 1) {
    test.nowMs += DAY_MS;
    await rotateDue({ ...test.services, nowMs: test.nowMs });
  }
};
const appWith = (bindings: Partial<UncheckedEnv>) => {
  const app = createTestApp({ ...LASTING, ...bindings });
  app.nowMs = test.nowMs;
  return app;
};
const self = async (app: TestApp, token: string) => outcome(await app.call('GET', '/v1/tokens/self', { token }));

describe('the daily rotation', () => {
  it('makes no key before one was needed', async () => {
    expect(await daily()).toMatchObject({ signingKeysMade: 0, signingKeysPruned: 0 });
    expect(await listKeys(test, admin)).toEqual([]);
  });

  it('publishes the next key more than a day before the 90 are over, and it signs from then on', async () => {
    const { secret } = await makeSigned(test, admin, { expires: '1h' });
    const since = test.nowMs;
    await passDays(87);
    expect(await listKeys(test, admin)).toHaveLength(1);
    await passDays(1);
    const [next, signing] = await listKeys(test, admin);
    expect([next?.state, signing?.state]).toEqual(['published', 'signing']);
    expect(Date.parse(next?.signsFrom ?? '')).toBe(since + 90 * DAY_MS);
    expect((await readJwks(test)).keys).toHaveLength(2);
    test.nowMs = since + 90 * DAY_MS - 1_000;
    expect(kidOf((await makeSigned(test, admin)).secret)).toBe(kidOf(secret));
    test.nowMs += 1_000;
    expect(kidOf((await makeSigned(test, admin)).secret)).toBe(next?.kid);
  });

  it('makes up for runs that were missed, still a day ahead, and a run that is repeated does nothing', async () => {
    await makeSigned(test, admin);
    test.nowMs += 200 * DAY_MS;
    expect(await daily()).toMatchObject({ signingKeysMade: 1 });
    expect(await daily()).toMatchObject({ signingKeysMade: 0 });
    const [next] = await listKeys(test, admin);
    expect(Date.parse(next?.signsFrom ?? '') - test.nowMs).toBe(DAY_MS);
  });

  it('that runs twice at once makes one key', async () => {
    await makeSigned(test, admin);
    test.nowMs += 90 * DAY_MS;
    const counts = await Promise.all([daily(), daily()]);
    expect(counts.map(({ signingKeysMade }) => signingKeysMade).toSorted()).toEqual([0, 1]);
    expect(await listKeys(test, admin)).toHaveLength(2);
  });

  it('forgets a key when the last of its tokens has been over for an hour, and no sooner', async () => {
    const { secret } = await makeSigned(test, admin, { expires: '30d' });
    const endsAt = test.nowMs + 30 * DAY_MS;
    await rotate(test, admin, 'now');
    await passDays(29);
    expect((await readJwks(test)).keys.map(({ kid }) => kid)).toContain(kidOf(secret));
    test.nowMs = endsAt - 1_000;
    await daily();
    expect(await verifyElsewhere(test, secret, 'at+jwt')).toBeTruthy();
    const [, retired] = await listKeys(test, admin);
    expect(Date.parse(retired?.publishedUntil ?? '')).toBeGreaterThanOrEqual(endsAt + 3_600_000);
    await passDays(2);
    expect((await readJwks(test)).keys).toHaveLength(1);
    expect(await listKeys(test, admin)).toHaveLength(1);
  });

  it('keeps a key that signed nothing for a day after its successor began: lists and answers are signed too', async () => {
    const first = await rotate(test, admin);
    await rotate(test, admin, 'now');
    test.nowMs += DAY_MS - 1_000;
    await daily();
    expect((await readJwks(test)).keys.map(({ kid }) => kid)).toContain(first.kid);
    test.nowMs += 61_000;
    expect((await readJwks(test)).keys.map(({ kid }) => kid)).not.toContain(first.kid);
    expect(await daily()).toMatchObject({ signingKeysPruned: 1 });
  });

  it('replaces a key of another algorithm than the settings say, as soon as others can know the next', async () => {
    const { secret } = await makeSigned(test, admin);
    const curved = appWith({ SIGNING_ALGORITHM: 'ES256' });
    expect(await daily(curved)).toMatchObject({ signingKeysMade: 1 });
    curved.nowMs += DAY_MS;
    const next = await makeSigned(curved, admin);
    expect(decodeProtectedHeader(next.secret).alg).toBe('ES256');
    for (const token of [secret, next.secret]) {
      expect(await self(curved, token)).toBe('200');
      expect(await verifyElsewhere(curved, token, 'at+jwt')).toBeTruthy();
    }
    expect(await daily(curved)).toMatchObject({ signingKeysMade: 0 });
  });
});

describe('a new root key', () => {
  const NEW = 'ab'.repeat(32);

  it('leaves the key that signs in use while the one before is known, and has it replaced within a day', async () => {
    const { secret } = await makeSigned(test, admin);
    const app = appWith({ ROOT_KEY: NEW, ROOT_KEY_PREVIOUS: env.ROOT_KEY });
    expect(await self(app, secret)).toBe('200');
    expect(kidOf((await makeSigned(app, admin)).secret)).toBe(kidOf(secret));
    expect(await daily(app)).toMatchObject({ signingKeysMade: 1 });
    app.nowMs += DAY_MS;
    const next = await makeSigned(app, admin);
    expect(kidOf(next.secret)).not.toBe(kidOf(secret));
    // The admin token's tag is of the root key before: one of the new, to go on with.
    expect(await self(app, secret)).toBe('200');
    const { secret: fresh } = await (
      await app.call('POST', '/v1/tokens', { token: admin, json: { type: 'admin', name: 'fresh' } })
    ).json<{ secret: string }>();
    const alone = appWith({ ROOT_KEY: NEW });
    alone.nowMs = app.nowMs;
    expect(kidOf((await makeSigned(alone, fresh)).secret)).toBe(kidOf(next.secret));
    expect(await self(alone, secret)).toBe('200');
  });

  it('under which nothing opens the key that signs has another one sign at once; what was signed stays good', async () => {
    const { secret } = await makeSigned(test, admin);
    const app = appWith({ ROOT_KEY: 'cd'.repeat(32) });
    expect(await outcome(await app.call('GET', '/.well-known/status-lists/1'))).toBe('503 unavailable');
    expect(await daily(app)).toMatchObject({ signingKeysMade: 1 });
    app.nowMs += 10_000;
    expect(await outcome(await app.call('GET', '/.well-known/status-lists/1'))).toBe('200');
    expect(await self(app, secret)).toBe('200');
  });
});
