import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCredential } from '../../src/incoming.ts';
import { createTestApp, outcome, type TestApp } from '../support/app.ts';
import { addProject, createWorld, forge, issue, type World } from '../support/route-contract.ts';
import { recordStorage } from '../support/watched-storage.ts';

let world: World;
let token = '';
const SELF = '/v1/tokens/self';

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  token = (await issue(world, { type: 'client', project: 'web', environments: ['production'] })).secret;
});

const withHeader = (value: string) => world.test.call('GET', SELF, { headers: { Authorization: value } });

describe('where a token is read from', () => {
  it.each([
    ['the query', `${SELF}?access_token=TOKEN&token=TOKEN&key=TOKEN`, {}],
    ['a cookie', SELF, { Cookie: 'token=TOKEN; Authorization=Bearer TOKEN; access_token=TOKEN' }],
    ['other headers', SELF, { 'X-Api-Key': 'TOKEN', 'X-Auth-Token': 'TOKEN', 'Proxy-Authorization': 'Bearer TOKEN' }],
  ])('not from %s', async (_where, path, headers) => {
    const fill = (text: string) => text.replaceAll('TOKEN', token);
    const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
    const response = await world.test.call('GET', fill(path), { headers: filled });
    expect(await outcome(response)).toBe('401 unauthenticated');
  });

  it.each(['application/x-www-form-urlencoded', 'application/json'])('not from a body of %s', async (type) => {
    const body = type.endsWith('json')
      ? JSON.stringify({ access_token: token, token })
      : `access_token=${token}&token=${token}`;
    const response = await world.test.call('POST', '/v1/tokens', { body, headers: { 'Content-Type': type } });
    expect(await outcome(response)).toBe('401 unauthenticated');
  });

  it('a token in the query does not stand in for a bad one in the header', async () => {
    const path = `${SELF}?access_token=${token}`;
    expect(await outcome(await world.test.call('GET', path, { token: forge(token) }))).toBe('401 invalid_token');
  });
});

describe('how the Authorization header is read', () => {
  it.each([
    ['Bearer TOKEN', '200'],
    ['bearer TOKEN', '200'],
    ['BEARER TOKEN', '200'],
    ['Bearer   TOKEN', '200'],
    [' Bearer TOKEN ', '200'],
    ['Bearer\tTOKEN', '401 unauthenticated'],
    ['Bearer', '401 unauthenticated'],
    ['Bearer ', '401 unauthenticated'],
    ['BearerTOKEN', '401 unauthenticated'],
    ['TOKEN', '401 unauthenticated'],
    ['Token TOKEN', '401 unauthenticated'],
    ['Basic TOKEN', '401 unauthenticated'],
    ['Basic Bearer TOKEN', '401 unauthenticated'],
    ['Bearer \tTOKEN', '401 invalid_token'],
    ['Bearer Bearer TOKEN', '401 invalid_token'],
    ['Bearer TOKEN TOKEN', '401 invalid_token'],
    ['Bearer TOKEN, Bearer TOKEN', '401 invalid_token'],
    ['Bearer TOKEN,', '401 invalid_token'],
    ['Bearer "TOKEN"', '401 invalid_token'],
    ['Bearer token=TOKEN', '401 invalid_token'],
    ['Bearer TOKEN\u00a0', '401 invalid_token'],
    ['Bearer\u00a0TOKEN', '401 unauthenticated'],
    ['Ｂearer TOKEN', '401 unauthenticated'],
    ['Bearer Ｔ', '401 invalid_token'],
  ])('%j → %s', async (header, expected) => {
    expect(await outcome(await withHeader(header.replaceAll('TOKEN', token)))).toBe(expected);
  });

  it('two headers are two tokens, and neither is taken', async () => {
    const headers = new Headers();
    headers.append('Authorization', `Bearer ${token}`);
    headers.append('Authorization', `Bearer ${token}`);
    const response = await world.test.fetch(new Request(`https://jeton.test${SELF}`, { headers }));
    expect(await outcome(response)).toBe('401 invalid_token');
  });

  it('upper-case digits, blanks and look-alikes make another token: no normal form is sought', async () => {
    const spoilt = [
      token.toUpperCase(),
      token.replace('jtn_', 'JTN_'),
      `${token} x`,
      token.replace('web', 'WEB'),
      `\u200b${token}`,
    ];
    for (const text of spoilt) expect(await outcome(await withHeader(`Bearer ${text}`))).toBe('401 invalid_token');
  });

  it('NUL and line breaks never come so far; if they did, they would make no token', () => {
    for (const char of ['\0', '\n', '\r', '\u2028']) {
      expect(() => readCredential(`Bearer ${char}${token}`)).not.toThrow();
      expect(readCredential(`Bearer ${token}${char}`)?.token).not.toBe(token);
    }
  });

  it('whatever stands in it, the answer is 401 and never 5xx', async () => {
    const scheme = fc.constantFrom('Bearer ', 'bearer  ', 'Basic ', '', 'Bearer', 'Bearer\t');
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constant(token.slice(0, -1)),
      fc.base64String(),
    );
    const app = createTestApp();
    app.services = { ...world.test.services, failuresPerMinute: 1_000_000, countFailure: async () => true };
    await fc.assert(
      fc.asyncProperty(scheme, value, async (start, rest) => {
        const headers = new Headers();
        try {
          headers.set('Authorization', start + rest);
        } catch {
          return; // What no HTTP stack would send.
        }
        const response = await app.fetch(new Request(`https://jeton.test${SELF}`, { headers }));
        expect(await outcome(response)).toMatch(/^401 (?:unauthenticated|invalid_token)$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is refused without asking storage', () => {
  const long = (length: number) => `Bearer ${token}${'0'.repeat(length)}`;
  const cases: [what: string, header: () => string][] = [
    ['9 kB', () => long(9_000)],
    ['70 kB', () => long(70_000)],
    ['70 kB of blanks within', () => `Bearer ${' '.repeat(70_000)}${token}`],
    ['a forged tag', () => `Bearer ${forge(token)}`],
    ['another project, the tag kept', () => `Bearer ${token.replace('web:', 'app:')}`],
    ['a token of another deployment', () => `Bearer ${'web:production.jtn_'}${'ab'.repeat(32)}`],
    ['no token', () => 'Bearer x'],
    ['a SQL fragment', () => `Bearer ' or 1=1 --`],
  ];

  it.each(cases)('%s: 401, with no call to D1 or KV', async (_what, header) => {
    const { bindings, calls } = recordStorage();
    const test = createTestApp(bindings);
    for (const path of [SELF, '/v1/tokens']) {
      const response = await test.call('GET', path, { headers: { Authorization: header() } });
      expect(await outcome(response)).toBe('401 invalid_token');
    }
    expect(calls).toEqual([]);
  });

  it('a good token does ask: the control of the above', async () => {
    const { bindings, calls } = recordStorage();
    expect((await createTestApp(bindings).call('GET', SELF, { token })).status).toBe(200);
    expect(calls.length).toBeGreaterThan(0);
  });

  it('nothing is written for an expired one either, a hundred times over', async () => {
    const { bindings, calls } = recordStorage();
    const test = createTestApp(bindings);
    const expired = await issue(world, { type: 'admin', expires: '1s' });
    test.nowMs = world.test.nowMs + 1_000;
    for (let i = 0; i < 100; i += 1) await test.call('GET', SELF, { token: expired.secret });
    expect(calls.filter(({ operation, sql }) => operation === 'put' || /insert|update|delete/i.test(sql))).toEqual([]);
  });
});

describe('the limit of failed attempts', () => {
  let test: TestApp;
  const LIMIT = 5;
  const from = (address: string, secret = forge(token)) =>
    test.call('GET', SELF, { token: secret, headers: { 'CF-Connecting-IP': address } });

  beforeEach(() => {
    test = createTestApp();
    test.services = { ...test.services, failuresPerMinute: LIMIT };
  });

  async function exhaust(address: string): Promise<void> {
    for (let i = 0; i < LIMIT; i += 1) expect(await outcome(await from(address))).toBe('401 invalid_token');
  }

  it('one more than the limit is 429 with Retry-After, and says until when', async () => {
    await exhaust('203.0.113.1');
    test.nowMs += 20_000;
    const response = await from('203.0.113.1');
    expect(response.headers.get('Retry-After')).toBe('40');
    expect(await outcome(response)).toBe('429 rate_limited');
  });

  it('a good token from that address still works, and is never 429', async () => {
    await exhaust('203.0.113.2');
    for (let i = 0; i < 3; i += 1) {
      expect(await outcome(await from('203.0.113.2'))).toBe('429 rate_limited');
      expect(await outcome(await from('203.0.113.2', token))).toBe('200');
    }
  });

  it('another address is not affected', async () => {
    await exhaust('203.0.113.3');
    expect(await outcome(await from('203.0.113.3'))).toBe('429 rate_limited');
    expect(await outcome(await from('203.0.113.4'))).toBe('401 invalid_token');
  });

  it('is over after a minute', async () => {
    await exhaust('203.0.113.5');
    test.nowMs += 59_999;
    expect(await outcome(await from('203.0.113.5'))).toBe('429 rate_limited');
    test.nowMs += 1;
    expect(await outcome(await from('203.0.113.5'))).toBe('401 invalid_token');
  });

  it('no token at all is no attempt, and a token that may not is none either', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.6' };
    for (let i = 0; i < LIMIT * 2; i += 1) {
      expect(await outcome(await test.call('GET', SELF, { headers }))).toBe('401 unauthenticated');
      expect(await outcome(await test.call('GET', '/v1/tokens', { token, headers }))).toBe('403 wrong_token_type');
    }
    expect(await outcome(await from('203.0.113.6'))).toBe('401 invalid_token');
  });

  it('is not got round by naming another address in a header', async () => {
    await exhaust('203.0.113.7');
    const headers = { 'CF-Connecting-IP': '203.0.113.7', 'X-Forwarded-For': '192.0.2.1', 'X-Real-IP': '192.0.2.1' };
    expect(await outcome(await test.call('GET', SELF, { token: forge(token), headers }))).toBe('429 rate_limited');
  });

  it('is shared between the isolates of a location through the platform, by every eighth failure', async () => {
    const limited = { ...world.test.services, failuresPerMinute: 60, countFailure: async () => false };
    test.services = limited;
    for (let i = 0; i < 8; i += 1) expect(await outcome(await from('203.0.113.8'))).toBe('401 invalid_token');
    expect(await outcome(await from('203.0.113.8'))).toBe('429 rate_limited');
  });
});

describe('browsers', () => {
  const ask = (secret: string, origin: string) =>
    world.test.call('GET', SELF, { token: secret, headers: { Origin: origin } });
  const allowOrigin = (response: Response) => response.headers.get('Access-Control-Allow-Origin');
  const frontend = async (allowedOrigins?: string[]) =>
    (await issue(world, { type: 'frontend', project: 'web', environments: ['production'], allowedOrigins })).secret;

  it('may read answers to a frontend token from its origins only', async () => {
    const secret = await frontend(['https://shop.example']);
    const response = await ask(secret, 'https://shop.example');
    expect(response.status).toBe(200);
    expect(allowOrigin(response)).toBe('https://shop.example');
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Token-Expires');
    expect(response.headers.get('Vary')).toContain('Origin');
    expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  it.each([
    'https://evil.example',
    'https://shop.example.evil.test',
    'http://shop.example',
    'https://shop.example:8443',
    'https://sub.shop.example',
    'null',
  ])('from %s a frontend token is refused, and the answer is closed to the page', async (origin) => {
    const response = await ask(await frontend(['https://shop.example']), origin);
    expect(allowOrigin(response)).toBeNull();
    expect(await outcome(response)).toBe('403 origin_not_allowed');
  });

  it('a frontend token that names no origin is good from none', async () => {
    for (const none of [undefined, []]) {
      const response = await ask(await frontend(none), 'https://shop.example');
      expect(allowOrigin(response)).toBeNull();
      expect(await outcome(response)).toBe('403 origin_not_allowed');
    }
  });

  it('a frontend token for every origin is told which it was, never `*`', async () => {
    expect(allowOrigin(await ask(await frontend(['*']), 'https://any.example'))).toBe('https://any.example');
  });

  it('may not read answers to a token of any other type', async () => {
    const bound = await issue(world, { type: 'admin', allowedOrigins: ['https://shop.example'] });
    for (const secret of [token, world.admin, bound.secret]) {
      const response = await ask(secret, 'https://shop.example');
      expect(response.status).toBe(200);
      expect(allowOrigin(response)).toBeNull();
    }
  });

  it('may not read an answer to no token or a bad one', async () => {
    const headers = { Origin: 'https://shop.example' };
    expect(allowOrigin(await world.test.call('GET', SELF, { headers }))).toBeNull();
    expect(allowOrigin(await ask(forge(token), 'https://shop.example'))).toBeNull();
  });
});
