import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Redeemed } from '../../../src/contract/shares.ts';
import { createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { recordMail } from '../../support/mail.ts';
import { addProject, createWorld, issue, type TokenBody, type World } from '../../support/route-contract.ts';
import { makeShare, recordMailOf, redeem, share } from '../../support/shares.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let world: World;

const LIMITED: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const KEPT: TokenBody = { ...LIMITED, retrievable: true };
/** More calls than either request makes; a test below holds that. */
const CALLS = 12;
const FAULTS = [false, true].flatMap((late) => Array.from({ length: CALLS }, (_, n) => ({ n: n + 1, late })));

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

/** An app whose n-th storage call fails, and its mails. */
function failing(n: number, late: boolean) {
  const mail = recordMail();
  const { bindings, state } = failingStorage(n, { late });
  const test = createTestApp({ ...bindings, MAIL: mail.binding });
  test.nowMs = world.test.nowMs;
  // What runs behind the answer is no part of these.
  test.settles = false;
  return { test, mail, state };
}

const use = async (test: TestApp, token: string) => outcome(await test.call('GET', '/v1/tokens/self', { token }));

async function rowsOf(id: string) {
  const key = parseId('tok', id);
  const shares = env.DB.prepare('select id, redeemed_at, revoked_at from shares where token_id = ?').bind(key);
  const secrets = env.DB.prepare('select number from secrets where token_id = ? and ends_at is null').bind(key);
  const events = env.DB.prepare('select action from events where target = ?').bind(id);
  const [shared, live, told] = await env.DB.batch<Record<string, string | number | null>>([shares, secrets, events]);
  const count = (action: string) => told?.results.filter((row) => row.action === action).length ?? 0;
  return { shares: shared?.results ?? [], live: live?.results.length, count };
}

describe('sharing, when storage fails', () => {
  it.each(FAULTS)(
    'at call $n (after it took effect: $late), no mail goes out without its link and its audit row',
    async ({ n, late }) => {
      const { id } = await issue(world, LIMITED);
      const { test, mail } = failing(n, late);
      const response = await share(test, world.admin, id);
      const { shares, count } = await rowsOf(id);
      expect(mail.sent.length).toBeLessThanOrEqual(shares.length);
      expect(count('token.shared')).toBe(shares.length);
      expect(await outcome(response)).toBe(mail.sent.length === 1 ? '201' : '503 unavailable');
    },
  );
});

describe.each([
  ['a token whose secret is not kept', LIMITED],
  ['a retrievable token', KEPT],
])('using a link to %s, when storage fails', (_what, body) => {
  it.each(FAULTS)(
    'at call $n (after it took effect: $late), one secret is live, and the link gives it once or never',
    async ({ n, late }) => {
      const { id, secret } = await issue(world, body);
      const { code } = await makeShare(world, recordMailOf(world), id);
      const { test } = failing(n, late);
      const response = await redeem(test, code);
      const first = response.ok ? await response.clone().json<Redeemed>() : null;
      expect(['200', '503 unavailable']).toContain(await outcome(response));
      const after = await rowsOf(id);
      expect(after.live).toBe(1);
      expect(after.count('token.share_redeemed')).toBe(after.shares[0]?.redeemed_at === null ? 0 : 1);
      const used = after.shares[0]?.redeemed_at !== null;
      // The old secret works on just until the link is used.
      if (body === LIMITED) expect(await use(world.test, secret)).toBe(used ? '401 token_replaced' : '200');
      const again = await redeem(world.test, code);
      expect(again.status).toBe(used ? 404 : 200);
      const told = first ?? (again.ok ? await again.json<Redeemed>() : null);
      if (told) expect(await use(world.test, told.secret)).toBe('200');
      expect((await rowsOf(id)).live).toBe(1);
    },
  );
});

describe.each([
  ['a token whose secret is not kept', LIMITED],
  ['a retrievable token', KEPT],
])('using a link to %s with a key, when storage fails', (_what, body) => {
  it.each(FAULTS)(
    'at call $n (after it took effect: $late), asking again with the key gives the one live secret',
    async ({ n, late }) => {
      const { id } = await issue(world, body);
      const { code } = await makeShare(world, recordMailOf(world), id);
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      const first = await redeem(failing(n, late).test, code, key);
      expect(['200', '503 unavailable']).toContain(await outcome(first.clone()));
      const again = await redeem(world.test, code, key);
      expect(again.status).toBe(200);
      const { secret } = await again.json<Redeemed>();
      if (first.ok) expect((await first.json<Redeemed>()).secret).toBe(secret);
      expect(await use(world.test, secret)).toBe('200');
      const after = await rowsOf(id);
      expect([after.live, after.count('token.share_redeemed')]).toEqual([1, 1]);
    },
  );
});

it(`neither makes ${CALLS} calls: the control of all the above`, async () => {
  const { id } = await issue(world, LIMITED);
  const sharing = failing(CALLS, false);
  expect(await outcome(await share(sharing.test, world.admin, id))).toBe('201');
  const using = failing(CALLS, false);
  const { code } = await makeShare(world, recordMailOf(world), id);
  const key = { 'Idempotency-Key': crypto.randomUUID() };
  expect(await outcome(await redeem(using.test, code, key))).toBe('200');
  expect(Math.max(sharing.state.calls, using.state.calls)).toBeGreaterThan(3);
});
