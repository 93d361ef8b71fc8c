import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { NEW_SECRET, PROBLEM, SELF, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const CODE = 'c'.repeat(43);
const UNAVAILABLE = { status: 503, body: { ...PROBLEM, code: 'unavailable' } };
const MADE = { status: 201, body: { token: TOKEN, secret: NEW_SECRET } };
const USED = { status: 200, body: { token: SELF, secret: NEW_SECRET } };
/** 128 bits, as the server wants of a link's. */
const RANDOM = /^[0-9a-f-]{36}$/;

const ONCE = [
  { command: ['token', 'create', 'mkt'], path: '/v1/tokens', done: MADE },
  { command: ['token', 'redeem', CODE], path: `/v1/shares/${CODE}/redeem`, done: USED },
];

test.each(ONCE)('$command.1 meets a broken connection and a 503 with the same request, key included', async (case_) => {
  fixture.server.replies.push('destroy', UNAVAILABLE, case_.done);
  const ran = await fixture.jeton([...case_.command, '--quiet']);
  expect(ran).toMatchObject({ code: 0, stdout: `${NEW_SECRET}\n` });
  const { seen } = fixture.server;
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(3).fill(`POST ${case_.path}`));
  const keys = new Set(seen.map(({ headers }) => headers['idempotency-key']));
  expect([...keys]).toEqual([expect.stringMatching(RANDOM)]);
  expect(new Set(seen.map(({ body }) => body.toString())).size).toBe(1);
});

test.each(ONCE)('$command.1 tells the key to ask again with after three broken connections', async ({ command }) => {
  fixture.server.replies.push('destroy');
  const key = 'a-key-of-my-own-choosing';
  const ran = await fixture.jeton([...command, '--idempotency-key', key]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(`--idempotency-key ${key}`);
  expect(fixture.server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([key, key, key]);
});

test('two creations are two: each draws a key of its own', async () => {
  fixture.server.replies.push(MADE, MADE);
  for (const name of ['n', 'n']) await fixture.jeton(['token', 'create', name]);
  const [first, second] = fixture.server.seen;
  expect(jsonOf(first)).toEqual(jsonOf(second));
  expect(first?.headers['idempotency-key']).not.toBe(second?.headers['idempotency-key']);
});

test('a key that is none is refused before anything is sent', async () => {
  const ran = await fixture.jeton(['token', 'create', 'n', '--idempotency-key', 'with blank']);
  expect(ran.code).toBe(2);
  expect(fixture.server.seen).toEqual([]);
});
