import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomHex } from '../../../src/crypto/random.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import {
  createStrangers,
  giveBack,
  isUnknown,
  MAX_QUESTIONS,
  rememberUnknown,
  takeQuestion,
} from '../../../src/domain/edge/strangers.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { importRows } from '../../support/import.ts';
import { addProject } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';

const storage = recordStorage();
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp(storage.bindings);
  admin = await setUpAdmin(test);
  await addProject('web');
});
// Each test has a minute, an isolate and an address of its own.
beforeEach(() => {
  test.nowMs += 120_000;
  test.isolate = createIsolate();
});

let address = 0;
const self = (token: string, app = test) => {
  address += 1;
  const headers = { 'CF-Connecting-IP': `2001:db8::${address.toString(16)}` };
  return app.call('GET', '/v1/tokens/self', { token, headers });
};
const made = () => randomHex(16);
const PLACE = { type: 'client', name: 'old', project: 'web', environments: ['production'] };
async function imported(fields: object = {}): Promise<string> {
  const secret = made();
  await importRows(test, admin, [{ ...PLACE, secret, ...fields }]);
  return secret;
}
const askedD1 = () => storage.d1Queries();

describe('a deployment without any imported token', () => {
  it('refuses strings of another make without a read, once the feed has told that there is none', async () => {
    await self(made());
    storage.reset();
    for (let at = 0; at < 50; at += 1) expect(await outcome(await self(made()))).toBe('401 invalid_token');
    expect(storage.calls).toEqual([]);
  });

  it('reads the feed again after the staleness bound, and nothing else', async () => {
    await self(made());
    test.nowMs += 10_001;
    storage.reset();
    for (let at = 0; at < 20; at += 1) await self(made());
    expect([storage.feedReads(), storage.kvReads(), askedD1()]).toEqual([1, 0, 0]);
  });

  it.each([
    ['too short', 'fifteen-letters'],
    ['too long', 'a'.repeat(2049)],
    ['other characters', `${'a'.repeat(20)}(`],
    ['other bytes', `${'a'.repeat(20)}\u00e9`],
    ['a false tag', `*:*.jtn_${'0'.repeat(64)}`],
  ])('refuses what no token can be without even the feed: %s', async (_what, string) => {
    storage.reset();
    expect(await outcome(await self(string))).toBe('401 invalid_token');
    expect(storage.calls).toEqual([]);
  });

  it('learns of the first import in the isolate that made it at once, elsewhere within the staleness bound', async () => {
    const far = createTestApp();
    far.nowMs = test.nowMs;
    await self(made());
    await self(made(), far);
    const secret = await imported();
    expect(await outcome(await self(secret))).toBe('200');
    far.nowMs += 10_001;
    expect(await outcome(await self(secret, far))).toBe('200');
  });
});

describe('a deployment that holds imported tokens', () => {
  it('finds one by one KV read, and then in memory without any', async () => {
    const secret = await imported();
    await nextMinuteCron(test);
    test.isolate = createIsolate();
    await self(admin);
    storage.reset();
    expect(await outcome(await self(secret))).toBe('200');
    expect([storage.kvReads(), askedD1()]).toEqual([1, 0]);
    storage.reset();
    for (let at = 0; at < 20; at += 1) expect(await outcome(await self(secret))).toBe('200');
    expect(storage.calls).toEqual([]);
  });

  it('asks D1 of made-up strings 30 times a minute at most; past that it is 503, for one might be good', async () => {
    await imported();
    storage.reset();
    const answers = new Map<string, number>();
    for (let at = 0; at < 200; at += 1) {
      const answer = await outcome(await self(made()));
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    expect([...answers]).toEqual([
      ['401 invalid_token', MAX_QUESTIONS],
      ['503 unavailable', 200 - MAX_QUESTIONS],
    ]);
    expect(askedD1()).toBe(MAX_QUESTIONS);
    test.nowMs += 60_000;
    expect(await outcome(await self(made()))).toBe('401 invalid_token');
  });

  it('lets good tokens of ours in meanwhile, and imported ones that KV knows', async () => {
    const secret = await imported();
    expect(await outcome(await self(secret))).toBe('200');
    for (let at = 0; at < 40; at += 1) await self(made());
    expect(await outcome(await self(secret))).toBe('200');
    expect(await outcome(await self(admin))).toBe('200');
  });

  it('asks D1 of one and the same string once in ten seconds, so that a client with an old string stays 401', async () => {
    await imported();
    const old = made();
    storage.reset();
    for (let second = 0; second < 60; second += 1) {
      expect(await outcome(await self(old))).toBe('401 invalid_token');
      test.nowMs += 1_000;
    }
    expect(askedD1()).toBeLessThanOrEqual(6);
  });

  it('a string that was refused a moment ago is good right after its import', async () => {
    await imported();
    const secret = made();
    expect(await outcome(await self(secret))).toBe('401 invalid_token');
    await importRows(test, admin, [{ ...PLACE, secret }]);
    expect(await outcome(await self(secret))).toBe('200');
  });

  it('a strict route asks the truth of what KV knows, and of what it does not within the same bound', async () => {
    const verify = (token: string) =>
      test.call('POST', '/v1/tokens/verify', { token: admin, json: { token, consistency: 'strict' } });
    const secret = await imported();
    expect(await (await verify(secret)).json()).toMatchObject({ active: true });
    await env.DB.prepare('update tokens set disabled_at = 1 where id = (select max(id) from tokens)').run();
    expect(await (await verify(secret)).json()).toMatchObject({ active: false, code: 'token_disabled' });
    for (let at = 0; at < MAX_QUESTIONS; at += 1) expect(await outcome(await verify(made()))).toBe('200');
    expect(await outcome(await verify(made()))).toBe('503 unavailable');
  });
});

describe('a KV that is frozen or has lost everything', () => {
  it.each(['frozen', 'forgetful'] as const)('(%s) still lets good imported tokens in, however many', async (mode) => {
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    kv.state.mode = mode;
    const secrets = Array.from({ length: 60 }, made);
    await importRows(test, admin, [{ ...PLACE, secret: made() }]);
    // A miss is remembered by a frozen KV.
    for (const secret of secrets.slice(0, 10)) expect((await self(secret, far)).status).toBe(401);
    test.nowMs += 20_000;
    await importRows(
      test,
      admin,
      secrets.map((secret) => ({ ...PLACE, secret })),
    );
    far.nowMs = test.nowMs + 20_000;
    for (const secret of secrets) expect(await outcome(await self(secret, far))).toBe('200');
  });

  it('(frozen) refuses a revoked one all the same', async () => {
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    const secret = made();
    const { results } = await importRows(test, admin, [{ ...PLACE, secret }]);
    far.nowMs = test.nowMs;
    expect(await outcome(await self(secret, far))).toBe('200');
    kv.state.mode = 'frozen';
    await test.call('DELETE', `/v1/tokens/${results[0]?.id}`, { token: admin });
    far.nowMs += 10_001;
    expect(await outcome(await self(secret, far))).toBe('401 token_revoked');
  });
});

describe('storage that fails while a good imported token is validated', () => {
  it('is 503 at whichever call it fails, never 401, and uses no question up', async () => {
    const secret = await imported();
    for (let n = 1; ; n += 1) {
      const { bindings, state } = failingStorage(n, { forEver: true });
      const app = createTestApp(bindings);
      app.nowMs = test.nowMs;
      const answer = await outcome(await self(secret, app));
      expect(app.isolate.strangers.asked).toBe(0);
      if (state.calls < n) {
        expect(answer).toBe('200');
        break;
      }
      expect(answer).toBe('503 unavailable');
    }
  });
});

describe('what is remembered of strangers', () => {
  it('is bounded', () => {
    const strangers = createStrangers();
    for (let at = 0; at < 5_000; at += 1) rememberUnknown(strangers, `digest ${at}`, 0, 0);
    expect(strangers.unknown.size).toBeLessThanOrEqual(1_000);
    expect(isUnknown(strangers, 'digest 4999', 10_000, 0)).toBe(true);
    expect(isUnknown(strangers, 'digest 4999', 10_001, 0)).toBe(false);
    expect(isUnknown(strangers, 'digest 4999', 0, 1)).toBe(false);
  });

  it('gives each minute its own questions, and takes none that was worth it', () => {
    const strangers = createStrangers();
    for (let at = 0; at < 100; at += 1) {
      expect(takeQuestion(strangers, 0)).toBe(true);
      giveBack(strangers);
    }
    for (let at = 0; at < MAX_QUESTIONS; at += 1) expect(takeQuestion(strangers, 59_999)).toBe(true);
    expect(takeQuestion(strangers, 59_999)).toBe(false);
    expect(takeQuestion(strangers, 60_000)).toBe(true);
  });
});
