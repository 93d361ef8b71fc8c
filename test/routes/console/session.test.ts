import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionAnswer } from '../../../src/contract/session.ts';
import { MAX_SIGNED_LENGTH } from '../../../src/contract/signed-tokens.ts';
import { createTestApp, makeToken, outcome, type TestApp } from '../../support/app.ts';
import { addSigner, PASSWORD } from '../../support/basic.ts';
import { cookieOf, FROM_PAGE, SESSION, signInAt, startSession } from '../../support/console.ts';
import { createTestGateway, HOST } from '../../support/gateway.ts';
import { addProject, createWorld, dumpTables, forge, issue, type World } from '../../support/route-contract.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';

const HOUR_MS = 3_600_000;
const SELF = '/v1/tokens/self';
const ITEM = '/v1/projects/web/namespaces/marketing/items/greeting?environment=production';
const READS = { resource: 'namespace', name: 'marketing', actions: ['read'] };
const READER = { type: 'access', project: 'web', environments: ['production'], grants: [READS] };
const FOREIGN = [
  ['none', {}],
  ['an opaque one', { Origin: 'null' }],
  ['another site', { Origin: 'https://evil.example' }],
  ['a neighbour', { Origin: 'https://other.jeton.test' }],
  ['another scheme', { Origin: 'http://jeton.test' }],
  ['another port', { Origin: 'https://jeton.test:8443' }],
] as const;

let world: World;
let test: TestApp;
let people = 0;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'legal']);
});

// Time goes on from test to test; none gives another's attempts away.
beforeEach(() => {
  test = createTestApp();
  test.nowMs = world.test.nowMs;
});

const shown = async (headers: Record<string, string>, app = test): Promise<SessionAnswer> =>
  (await app.call('GET', SESSION, { headers })).json();
const countSessions = async () =>
  (await env.DB.prepare('select count(*) as n from sessions').first<{ n: number }>())?.n;
const signer = async () => {
  people += 1;
  const email = `session${people}@example.com`;
  return { id: await addSigner(email), email };
};

describe('signing in with a token', () => {
  it('answers nothing but a cookie, which only this host is sent, over HTTPS, from its own pages, and no script reads', async () => {
    const { secret } = await issue(world, READER);
    const response = await signInAt(test, { token: secret });
    expect(response.status).toBe(204);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const [pair, ...attributes] = (response.headers.get('Set-Cookie') ?? '').split('; ');
    expect(pair).toMatch(/^__Host-jeton=[\w-]{100,}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=28800', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('shows who is signed in, by which token and until when', async () => {
    const { id, secret } = await issue(world, READER);
    const session = await startSession(test, { token: secret });
    const ends = new Date(test.nowMs + 8 * HOUR_MS).toISOString().replace('.000', '');
    expect(await shown(session)).toMatchObject({
      session: { expires: ends, token: { id, type: 'access', projects: ['web'], grants: [READS] }, user: null },
      ended: null,
    });
  });

  it('lasts no longer than its token', async () => {
    const { secret } = await issue(world, { ...READER, expires: '1h' });
    const response = await signInAt(test, { token: secret });
    expect(response.headers.get('Set-Cookie')).toContain('Max-Age=3600;');
  });

  it('may do what the token may, and nothing else', async () => {
    const { secret } = await issue(world, READER);
    const headers = { ...FROM_PAGE, ...(await startSession(test, { token: secret })) };
    const asked = async (method: string, path: string, body?: string) =>
      outcome(await test.call(method, path, { headers, ...(body !== undefined && { body }) }));
    expect(await asked('GET', ITEM)).toBe('404 not_found');
    expect(await asked('PUT', ITEM, 'x')).toBe('403 insufficient_scope');
    expect(await asked('GET', ITEM.replace('marketing', 'legal'))).toBe('403 insufficient_scope');
    expect(await asked('GET', ITEM.replace('production', 'staging'))).toBe('403 wrong_environment');
    expect(await asked('GET', '/v1/tokens')).toBe('403 wrong_token_type');
  });

  it.each([
    ['that is no token', async () => 'nonsense', '401 invalid_token'],
    ['that was made up', async () => forge((await issue(world, READER)).secret), '401 invalid_token'],
    ['that has expired', async () => ended('expired'), '401 token_expired'],
    ['that was revoked', async () => ended('revoked'), '401 token_revoked'],
    ['that is disabled', async () => ended('disabled'), '401 token_disabled'],
    [
      'that is not yet valid',
      async () => (await issue(world, { ...READER, notBefore: '2036-06-01T00:00:00Z' })).secret,
      '401 token_not_yet_valid',
    ],
    [
      'for another address',
      async () => (await issue(world, { ...READER, allowedIps: ['192.0.2.1'] })).secret,
      '403 address_not_allowed',
    ],
  ])('with one %s is refused, and no session begins', async (_what, make, expected) => {
    const token = await make();
    const before = await countSessions();
    const response = await signInAt(test, { token });
    expect(cookieOf(response)).toBeNull();
    expect(await outcome(response)).toBe(expected);
    expect(await countSessions()).toBe(before);
  });

  it('a client token, which no browser from elsewhere may present, does from here what its grants say', async () => {
    const writes = { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] };
    const client = { type: 'client', project: 'web', environments: ['production'], grants: [writes] };
    const { secret } = await issue(world, client);
    const headers = { ...(await startSession(test, { token: secret })), ...FROM_PAGE };
    expect(await outcome(await test.call('PUT', ITEM, { headers, body: 'hello' }))).toBe('204');
    const elsewhere = { headers: FROM_PAGE, token: secret, body: 'hello' };
    expect(await outcome(await test.call('PUT', ITEM, elsewhere))).toBe('403 wrong_token_type');
  });

  it('counts what fails against its address, as every other attempt', async () => {
    const { secret } = await issue(world, READER);
    const from = { 'CF-Connecting-IP': '203.0.113.77' };
    const limit = test.services.failuresPerMinute;
    for (let tries = 0; tries < limit; tries += 1) {
      expect(await outcome(await signInAt(test, { token: forge(secret) }, from))).toBe('401 invalid_token');
    }
    const refused = await signInAt(test, { token: forge(secret) }, from);
    expect(refused.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
    expect(await outcome(refused)).toBe('429 rate_limited');
  });
});

async function ended(how: 'expired' | 'revoked' | 'disabled'): Promise<string> {
  const { id, secret } = await issue(world, { ...READER, expires: '10m' });
  const admin = { token: world.admin };
  if (how === 'expired') test.nowMs += HOUR_MS;
  if (how === 'revoked') await test.call('DELETE', `/v1/tokens/${id}`, admin);
  if (how === 'disabled') await test.call('POST', `/v1/tokens/${id}/disable`, admin);
  return secret;
}

describe('signing in with a password', () => {
  it('makes a personal token that lives as long as the session', async () => {
    const { id, email } = await signer();
    const session = await startSession(test, { email, password: PASSWORD });
    const answer = await shown(session);
    expect(answer.session).toMatchObject({ token: { type: 'personal', owner: id }, user: { id, email } });
    expect(answer.session?.token.expires).toBe(answer.session?.expires);
  });

  it('a wrong one, and a mail address that nobody has, are refused in the same words', async () => {
    const { email } = await signer();
    const answers = [];
    for (const credentials of [
      { email, password: 'not the password' },
      { email: 'nobody@example.com', password: PASSWORD },
    ]) {
      const response = await signInAt(test, credentials);
      expect(cookieOf(response)).toBeNull();
      const { requestId: _own, ...said } = await response.json<Record<string, unknown>>();
      answers.push({ status: response.status, said });
    }
    expect(answers[0]).toMatchObject({ status: 401, said: { code: 'unauthenticated' } });
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is tried ten times in 15 minutes; then even the right one is refused', async () => {
    const { email } = await signer();
    const { verifyPassword } = test.services;
    test.services = {
      ...test.services,
      limitSignIn: async () => true,
      // A hash takes 0.2 s: what begins otherwise is known to be wrong.
      verifyPassword: async (given, kept) => given === PASSWORD && verifyPassword(given, kept),
    };
    const from = { 'CF-Connecting-IP': '203.0.113.78' };
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await outcome(await signInAt(test, { email, password: 'wrong' }, from))).toBe('401 unauthenticated');
    }
    expect(await outcome(await signInAt(test, { email, password: PASSWORD }, from))).toBe('429 rate_limited');
  });
});

describe('a body that signs nobody in', () => {
  it.each([
    ['nothing', null],
    ['an empty object', {}],
    ['a list', []],
    ['an empty token', { token: '' }],
    ['a token that is no text', { token: 7 }],
    ['a token longer than any', { token: 'x'.repeat(MAX_SIGNED_LENGTH + 1) }],
    ['no password', { email: 'a@example.com' }],
    ['both ways at once', { token: 'x', email: 'a@example.com', password: 'y' }],
    ['more than is asked', { token: 'x', remember: true }],
  ])('%s is answered with 400', async (_what, json) => {
    expect(await outcome(await test.call('POST', SESSION, { json, headers: FROM_PAGE }))).toBe('400 invalid_request');
  });

  it('what is no JSON is answered with 400, and what is over 64 kB with 413', async () => {
    const send = async (body: string) => outcome(await test.call('POST', SESSION, { body, headers: FROM_PAGE }));
    expect(await send('{"token"')).toBe('400 invalid_request');
    expect(await send(JSON.stringify({ token: 'x'.repeat(70_000) }))).toBe('413 payload_too_large');
  });
});

describe('what writes must come from a page of this origin', () => {
  it.each(FOREIGN)('signing in is refused from %s, and no session begins', async (_what, origin) => {
    const before = await countSessions();
    const response = await test.call('POST', SESSION, { json: { token: world.admin }, headers: origin });
    expect(cookieOf(response)).toBeNull();
    expect(await outcome(response)).toBe('403 origin_not_allowed');
    expect(await countSessions()).toBe(before);
  });

  it.each(FOREIGN)('a session changes nothing from %s, nor is it ended', async (_what, origin) => {
    const headers = { ...(await startSession(test, { token: world.admin })), ...origin };
    const before = await dumpTables();
    const json = { id: 'stolen', name: 'Stolen' };
    expect(await outcome(await test.call('POST', '/v1/projects', { json, headers }))).toBe('403 origin_not_allowed');
    expect(await outcome(await test.call('DELETE', SESSION, { headers }))).toBe('403 origin_not_allowed');
    expect(await dumpTables()).toEqual(before);
  });

  it('it may read without saying so, as browsers do, and no other site is let read the answer', async () => {
    const session = await startSession(test, { token: world.admin });
    const response = await test.call('GET', '/v1/projects', {
      headers: { ...session, Origin: 'https://evil.example' },
    });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(await outcome(await test.call('GET', '/v1/projects', { headers: session }))).toBe('200');
    const made = { id: 'by-session', name: 'By session' };
    const headers = { ...session, ...FROM_PAGE };
    expect(await outcome(await test.call('POST', '/v1/projects', { json: made, headers }))).toBe('201');
  });

  it('a token of a request counts more than its session, also one that is not good', async () => {
    const session = await startSession(test, { token: world.admin });
    const { id, secret } = await issue(world, READER);
    const own = await test.call('GET', SELF, { token: secret, headers: session });
    expect(await own.json()).toMatchObject({ id });
    expect(await outcome(await test.call('GET', SELF, { token: 'nonsense', headers: session }))).toBe(
      '401 invalid_token',
    );
    const headers = { ...session, Authorization: 'Basic eDp5' };
    expect(await outcome(await test.call('GET', SELF, { headers }))).toBe('401 unauthenticated');
  });
});

describe('a session ends', () => {
  const alive = async (headers: Record<string, string>, app = test) =>
    outcome(await app.call('GET', SELF, { headers }));

  it('after eight hours, to the second', async () => {
    const session = await startSession(test, { token: world.admin });
    test.nowMs += 8 * HOUR_MS - 1_000;
    expect(await alive(session)).toBe('200');
    test.nowMs += 1_000;
    expect(await alive(session)).toBe('401 unauthenticated');
    expect(await shown(session)).toEqual({ session: null, ended: null });
  });

  it('by signing out, at once and wherever it is presented; the cookie is taken back', async () => {
    const session = await startSession(test, { token: world.admin });
    const elsewhere = createTestApp();
    elsewhere.nowMs = test.nowMs;
    expect(await alive(session, elsewhere)).toBe('200');
    const out = await test.call('DELETE', SESSION, { headers: { ...session, ...FROM_PAGE } });
    expect(out.status).toBe(204);
    expect(out.headers.get('Set-Cookie')).toMatch(/^__Host-jeton=; Max-Age=0; Path=\/; .*Secure/);
    expect(await alive(session)).toBe('401 unauthenticated');
    expect(await alive(session, elsewhere)).toBe('401 unauthenticated');
  });

  it('and takes along the token that signing in made, but not one that was presented', async () => {
    const { email } = await signer();
    const byPassword = await startSession(test, { email, password: PASSWORD });
    const made = (await shown(byPassword)).session?.token.id;
    const { id, secret } = await issue(world, READER);
    const byToken = await startSession(test, { token: secret });
    for (const session of [byPassword, byToken]) {
      expect(await outcome(await test.call('DELETE', SESSION, { headers: { ...session, ...FROM_PAGE } }))).toBe('204');
    }
    const statusOf = async (token: string | undefined) =>
      (await (await test.call('GET', `/v1/tokens/${token}`, { token: world.admin })).json<{ status: string }>()).status;
    expect(await statusOf(made)).toBe('revoked');
    expect(await statusOf(id)).toBe('active');
    expect(await outcome(await test.call('GET', SELF, { token: secret }))).toBe('200');
  });

  it.each([
    ['is revoked', 'token_revoked', (id: string) => test.call('DELETE', `/v1/tokens/${id}`, { token: world.admin })],
    [
      'is disabled',
      'token_disabled',
      (id: string) => test.call('POST', `/v1/tokens/${id}/disable`, { token: world.admin }),
    ],
    [
      'has a new secret',
      'token_replaced',
      (id: string) => test.call('POST', `/v1/tokens/${id}/refresh`, { token: world.admin, json: {} }),
    ],
  ])('when its token %s, and says why', async (_what, code, end) => {
    const { id, secret } = await issue(world, READER);
    const session = await startSession(test, { token: secret });
    expect((await end(id)).ok).toBe(true);
    expect(await shown(session)).toEqual({ session: null, ended: code });
    expect(await alive(session)).toMatch(new RegExp(`^401 ${code}$`));
  });

  it('when its person is disabled, in the middle of it', async () => {
    const { id, email } = await signer();
    const session = await startSession(test, { email, password: PASSWORD });
    const json = { enabled: false };
    expect((await test.call('PATCH', `/v1/users/${id}`, { token: world.admin, json })).status).toBe(200);
    expect(await shown(session)).toEqual({ session: null, ended: 'token_disabled' });
    expect(await outcome(await signInAt(test, { email, password: PASSWORD }))).toBe('401 unauthenticated');
  });

  it('signing out without a session is no error', async () => {
    expect(await outcome(await test.call('DELETE', SESSION, { headers: FROM_PAGE }))).toBe('204');
  });
});

describe('a cookie that was not made here', () => {
  const forgeries = (cookie: string): [string, string][] => {
    const [name = '', value = ''] = cookie.split('=');
    const middle = Math.floor(value.length / 2);
    const flipped = value[middle] === 'A' ? 'B' : 'A';
    return [
      ['of another byte', `${name}=${value.slice(0, middle)}${flipped}${value.slice(middle + 1)}`],
      ['cut short', `${name}=${value.slice(0, -8)}`],
      ['lengthened', `${name}=${value}AAAA`],
      ['empty', `${name}=`],
      ['of no base64', `${name}=%%%`],
      ['of 8 kB', `${name}=${'A'.repeat(8192)}`],
      ['without its prefix', `jeton=${value}`],
      ['of the prefix that says less', `__Secure-jeton=${value}`],
      ['that is a token', `${name}=${world.admin}`],
    ];
  };

  it('is nobody, and costs no storage', async () => {
    const { Cookie } = await startSession(test, { token: world.admin });
    const storage = recordStorage();
    const watched = createTestApp(storage.bindings);
    watched.nowMs = test.nowMs;
    for (const [what, forged] of forgeries(Cookie)) {
      const headers = { Cookie: forged };
      expect([what, await outcome(await watched.call('GET', SELF, { headers }))]).toEqual([
        what,
        '401 unauthenticated',
      ]);
      expect([what, await shown(headers, watched)]).toEqual([what, { session: null, ended: null }]);
      expect([what, storage.calls.length]).toEqual([what, 0]);
    }
    expect(await outcome(await watched.call('GET', SELF, { headers: { Cookie } }))).toBe('200');
  });

  it('sealed by a root key of another deployment, it is nobody', async () => {
    const { Cookie } = await startSession(test, { token: world.admin });
    const other = createTestApp({ ROOT_KEY: '00'.repeat(32) });
    other.nowMs = test.nowMs;
    expect(await outcome(await other.call('GET', SELF, { headers: { Cookie } }))).toBe('401 unauthenticated');
  });
});

describe('storage that fails', () => {
  it('at any call while one signs in: 503, no cookie, and never half a session that works', async () => {
    const { secret } = await issue(world, READER);
    for (let n = 1; ; n += 1) {
      const { bindings, state } = failingStorage(n);
      const app = createTestApp(bindings);
      app.nowMs = test.nowMs;
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const response = await signInAt(app, { token: secret });
      if (state.calls < n) break;
      if (response.status !== 204) {
        expect(cookieOf(response)).toBeNull();
        expect(await outcome(response)).toBe('503 unavailable');
      }
      expect(n).toBeLessThan(20);
    }
    vi.restoreAllMocks();
  });

  it('while it is asked whether a session lives: 503, and not "signed out"', async () => {
    const session = await startSession(test, { token: world.admin });
    const { bindings } = failingStorage(1, { forEver: true });
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await outcome(await app.call('GET', SESSION, { headers: session }))).toBe('503 unavailable');
    expect(await outcome(await app.call('GET', SELF, { headers: session }))).toBe('503 unavailable');
    const out = await app.call('DELETE', SESSION, { headers: { ...session, ...FROM_PAGE } });
    expect(out.headers.get('Set-Cookie')).toBeNull();
    expect(await outcome(out)).toBe('503 unavailable');
    vi.restoreAllMocks();
    expect(await outcome(await test.call('GET', SELF, { headers: session }))).toBe('200');
  });
});

describe('what is kept and said of a session', () => {
  it('is no secret: neither the token, nor the cookie, nor what stands in it', async () => {
    const said: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...args) => void said.push(JSON.stringify(args)));
    }
    const { secret } = await issue(world, READER);
    const { email } = await signer();
    const sessions = [
      await startSession(test, { token: secret }),
      await startSession(test, { email, password: PASSWORD }),
    ];
    for (const headers of sessions) await test.call('DELETE', SESSION, { headers: { ...headers, Origin: 'null' } });
    await signInAt(test, { email, password: 'an attempt at it' });
    const kept = JSON.stringify(await dumpTables()) + said.join();
    vi.restoreAllMocks();
    const [, value = ''] = sessions[0]?.Cookie.split('=') ?? [];
    for (const needle of [secret, secret.slice(-64), value, value.slice(20, 60), PASSWORD, 'an attempt at it']) {
      expect(kept.includes(needle)).toBe(false);
    }
  });

  it('is no token of the gateway: a hostname of a property does not take the cookie', async () => {
    const gateway = createTestGateway(test);
    const rules = [{ paths: ['/*'], access: { by: 'token', types: ['admin'], requires: [] } }];
    await gateway.put({ document: { origin: { url: 'https://origin.example' }, rules }, project: 'web' });
    const { Cookie } = await startSession(test, { token: world.admin });
    const response = await gateway.fetch(new Request(`https://${HOST}/a`, { headers: { Cookie } }));
    expect(response.status).toBe(401);
  });

  it('of its token is asked once for each answer, so that no rights outlive it', async () => {
    const { id, secret } = await makeToken(test, world.admin, {
      type: 'access',
      projects: ['web'],
      environments: ['production'],
      grants: [READS],
    });
    const session = await startSession(test, { token: secret });
    const grants = [{ ...READS, name: 'legal' }];
    expect((await test.call('PATCH', `/v1/tokens/${id}`, { token: world.admin, json: { grants } })).status).toBe(200);
    expect((await shown(session)).session?.token.grants).toEqual(grants);
    expect(await outcome(await test.call('GET', ITEM, { headers: session }))).toBe('403 insufficient_scope');
  });
});
