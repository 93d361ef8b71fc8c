import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { addProject, dumpKv, dumpTables, forge } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
const said: string[] = [];
const sent: string[] = [];
const secrets = new Set<string>();
/** Of S3 key pairs, both. */
const halves = new Set<string>();
const PASSWORD = 'correct horse battery';
let test: TestApp;
let stored = '';

/** Everything is done many times over; then everything that was kept, said or sent is searched for what was issued. */
beforeAll(async () => {
  for (const level of LEVELS)
    vi.spyOn(console, level).mockImplementation((...args) => void said.push(JSON.stringify(args)));
  const queue = { send: async (message: unknown) => void sent.push(JSON.stringify(message)) };
  test = createTestApp({ QUEUE: Object.assign(Object.create(env.QUEUE), queue) });
  await addProject('web');
  const admin = await setUpAdmin(test);
  secrets.add(admin);

  let asked = 0;
  const ask = async (method: string, path: string, json?: object, token = admin): Promise<string> => {
    asked += 1;
    const headers = { 'Idempotency-Key': `key-${asked}`, 'User-Agent': 'test' };
    const response = await test.call(method, path, { token, json, headers });
    const answer = await response.text();
    for (const [secret] of answer.matchAll(/[^"]*jtn_[0-9a-f]{64}/g)) secrets.add(secret);
    for (const [, half = ''] of answer.matchAll(/"(?:accessKeyId|secretAccessKey)":"([^"]+)"/g)) halves.add(half);
    return answer;
  };
  const one = { project: 'web', environments: ['production'] };
  for (let round = 0; round < 25; round += 1) {
    for (const body of [
      { type: 'admin' },
      { type: 'personal', retrievable: true },
      { type: 'frontend', ...one },
      { type: 'client', ...one },
      { type: 'client', ...one, s3: true },
      { type: 'access', ...one, s3: true, retrievable: true },
    ]) {
      const made = JSON.parse(await ask('POST', '/v1/tokens', { name: `n${round}`, ...body }));
      const path = `/v1/tokens/${made.token.id}`;
      await ask('GET', '/v1/tokens/self', undefined, made.secret);
      await ask('POST', `${path}/refresh`, { overlap: '1h' });
      await ask('POST', '/v1/tokens/self/refresh', {}, made.secret);
      await ask('GET', '/v1/tokens/self', undefined, made.s3?.accessKeyId ?? made.secret);
      await ask('GET', `${path}/secret`);
      await ask('PATCH', path, { description: `round ${round}` });
      await ask('POST', '/v1/tokens/verify', { token: made.secret });
      // What is refused is said somewhere, if it is said at all.
      await ask('GET', `/v1/tokens/${made.secret}`);
      await ask('POST', '/v1/tokens', { type: 'admin', name: 'n', secret: made.secret });
      await ask('GET', '/v1/tokens/self', undefined, forge(made.secret));
      await test.call('GET', `/v1/tokens?token=${made.secret}`, { headers: { Cookie: `token=${made.secret}` } });
      // A person has ten personal tokens at most.
      if (round % 5 === 0 || body.type === 'personal') await ask('DELETE', path);
    }
  }
  await ask('POST', '/v1/tokens/revoke', { type: 'client' });
  for (let n = 1; n <= 12; n += 1) {
    const failing = createTestApp(failingStorage(n).bindings);
    failing.nowMs = test.nowMs;
    await failing.call('POST', '/v1/tokens', { token: admin, json: { type: 'admin', name: 'n', retrievable: true } });
    await failing.call('POST', '/v1/tokens/self/refresh', { token: [...secrets].at(-1), json: { overlap: '1h' } });
  }
  await nextMinuteCron(test);

  const index = await env.DB.prepare('select hex(block) as block from token_search_data').all();
  stored = [JSON.stringify(await dumpTables()), JSON.stringify(await dumpKv()), JSON.stringify(index.results)].join(
    '\n',
  );
}, 120_000);

afterAll(() => {
  vi.restoreAllMocks();
});

const hexOf = (text: string) => [...text].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** A secret in the forms in which it could lie about: as it is, its digits alone, or either as bytes. */
function formsOf(secret: string): string[] {
  const digits = secret.includes('jtn_') ? secret.slice(-64) : secret;
  return [digits, digits.toUpperCase(), hexOf(digits), hexOf(digits).toUpperCase(), btoa(digits).slice(0, 80)];
}

describe('no issued secret is to be found', () => {
  it('and there were some to find', () => {
    expect(secrets.size).toBeGreaterThan(250);
    expect(halves.size).toBeGreaterThan(150);
    expect(stored.length).toBeGreaterThan(200_000);
    expect(said.length).toBeGreaterThan(0);
    expect(sent).toContain('{"job":"publish"}');
    const [some = ''] = secrets;
    expect(formsOf(some).some((form) => `x${hexOf(some)}x`.includes(form))).toBe(true);
  });

  it.each([
    ['in D1 or KV', () => stored],
    ['in what was logged', () => said.join('\n')],
    ['in what was queued', () => sent.join('\n')],
  ])('%s', (_where, text) => {
    const haystack = text();
    const found = [...secrets, ...halves].filter((secret) => formsOf(secret).some((form) => haystack.includes(form)));
    expect(found).toEqual([]);
  });

  it('nor the password, the set-up code or the root key', () => {
    const everything = [stored, ...said, ...sent].join('\n');
    for (const word of [PASSWORD, 'test-setup-code', env.ROOT_KEY]) {
      expect(everything).not.toContain(word);
      expect(everything.toLowerCase()).not.toContain(hexOf(word));
    }
  });

  it('nor a digest of one in a log: it would say which token it was', () => {
    expect(said.join('\n')).not.toMatch(/[0-9a-f]{64}/);
    expect(said.join('\n')).not.toMatch(/(?:\d{1,3},\s*){31}\d{1,3}/);
  });
});
