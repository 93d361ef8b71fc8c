import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { verifyPassword } from '../../../src/crypto/password.ts';
import { type CallOptions, createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { dumpTables } from '../../support/route-contract.ts';

const BODY = { setupCode: 'test-setup-code', email: 'ada@example.org', name: 'Ada', password: 'correct horse battery' };
let test: TestApp;
let addresses = 0;

// Set-up works once in a deployment's life: each test begins with a new one, and calls from an address of its own.
beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  test = createTestApp();
  addresses += 1;
});

function setUp(json: unknown = BODY, options: CallOptions = {}): Promise<Response> {
  const headers = { 'CF-Connecting-IP': `198.51.100.${addresses}`, 'User-Agent': 'curl/8.0' };
  return test.call('POST', '/v1/setup', { json, headers, ...options });
}

describe('the first time', () => {
  it('makes the first person and an admin token that can do everything', async () => {
    const response = await setUp();
    expect(response.status).toBe(201);
    const { user, token, secret } = await response.json<{ user: object; token: Token; secret: string }>();
    expect(user).toEqual({
      id: expect.stringMatching(/^usr_/),
      email: 'ada@example.org',
      name: 'Ada',
      role: 'admin',
      enabled: true,
      hasPassword: true,
      createdAt: formatInstant(test.nowMs / 1000),
    });
    expect(token).toMatchObject({
      type: 'admin',
      name: 'set-up',
      projects: ['*'],
      environments: ['*'],
      status: 'active',
    });
    expect(token).toMatchObject({ owner: (user as { id: string }).id, retrievable: false });
    expect(secret).toMatch(/^\*:\*\.jtn_[0-9a-f]{64}$/);
    const made = await test.call('POST', '/v1/tokens', { token: secret, json: { type: 'admin', name: 'next' } });
    expect(made.status).toBe(201);
  });

  it('keeps the password only as a salted hash that opens with it', async () => {
    await setUp();
    const kept = (await env.DB.prepare('select password_hash from users').first<string>('password_hash')) ?? '';
    expect(kept).not.toContain('correct horse');
    expect(await verifyPassword('correct horse battery', kept)).toBe(true);
  });

  it('leaves an audit row for the person and one for the token, without code or password', async () => {
    await setUp();
    const { events = '' } = await dumpTables();
    expect(JSON.parse(events)).toMatchObject([
      { actor: 'setup', action: 'user.created', address: `198.51.100.${addresses}`, user_agent: 'curl/8.0' },
      { actor: 'setup', action: 'token.created', address: `198.51.100.${addresses}`, user_agent: 'curl/8.0' },
    ]);
    expect(events).not.toContain('test-setup-code');
    expect(events).not.toContain('battery');
  });

  it('obeys the lifetime of admin tokens', async () => {
    test = createTestApp({ TOKEN_LIFETIMES: '{"admin":{"maxDays":1}}' as '{}' });
    const { token } = await (await setUp()).json<{ token: Token }>();
    expect(token.expires).toBe(new Date(test.nowMs + 86_400_000).toISOString().replace('.000', ''));
  });
});

describe('ever after', () => {
  it('409, whatever the code, and nothing is changed', async () => {
    await setUp();
    const before = await dumpTables();
    expect(await outcome(await setUp({ ...BODY, email: 'eve@example.org' }))).toBe('409 conflict');
    expect(await outcome(await setUp({ ...BODY, setupCode: 'guess' }))).toBe('409 conflict');
    expect(await dumpTables()).toEqual(before);
  });

  it('of several at once one wins, and there is one person and one token', async () => {
    const bodies = [1, 2, 3].map((n) => ({ ...BODY, email: `user${n}@example.org` }));
    const answers = await Promise.all(bodies.map((body) => setUp(body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const { users = '', tokens = '', events = '' } = await dumpTables();
    expect([users, tokens, events].map((json) => JSON.parse(json).length)).toEqual([1, 1, 2]);
  });
});

describe('what is refused, and makes nothing', () => {
  it.each(['guess', 'test-setup-cod', 'test-setup-code ', 'TEST-SETUP-CODE', 'é'])(
    'the code %j: 401',
    async (setupCode) => {
      const before = await dumpTables();
      const response = await setUp({ ...BODY, setupCode });
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="jeton"/);
      expect(await outcome(response)).toBe('401 unauthenticated');
      expect(await dumpTables()).toEqual(before);
    },
  );

  it('any code, where the deployment has none', async () => {
    test = createTestApp({ SETUP_CODE: '' });
    expect(await outcome(await setUp({ ...BODY, setupCode: 'x' }))).toBe('401 unauthenticated');
    expect(await outcome(await setUp({ ...BODY, setupCode: '' }))).toBe('400 invalid_request');
  });

  it.each([
    ['no code', { ...BODY, setupCode: undefined }],
    ['an e-mail address that is none', { ...BODY, email: 'ada' }],
    ['a name that is empty', { ...BODY, name: '' }],
    ['a password of 11 characters', { ...BODY, password: 'x'.repeat(11) }],
    ['a password of 257 characters', { ...BODY, password: 'x'.repeat(257) }],
    ['a role that the caller chose', { ...BODY, role: 'admin' }],
    ['null', null],
  ])('%s: 400, and the password is not sent back', async (_what, json) => {
    const before = await dumpTables();
    const response = await setUp(json);
    const text = await response.clone().text();
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain('xxxxxxxxxxx');
    expect(await dumpTables()).toEqual(before);
  });

  it('a body over 64 kB: 413', async () => {
    expect(await outcome(await setUp({ ...BODY, name: 'x'.repeat(70_000) }))).toBe('413 payload_too_large');
  });

  it('guesses beyond 20 a minute from one address: 429 with Retry-After, also with the right code', async () => {
    for (let guess = 0; guess < 20; guess += 1) await setUp({ ...BODY, setupCode: `guess ${guess}` });
    const response = await setUp();
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await outcome(response)).toBe('429 rate_limited');
    addresses += 1;
    expect(await outcome(await setUp())).toBe('201');
  });
});
