import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, outcome } from '../support/app.ts';
import { createWorld, dumpTables, type World } from '../support/route-contract.ts';
import { failingStorage, recordStorage } from '../support/watched-storage.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

const SELF = '/v1/tokens/self';

function from(url: string, method = 'GET'): Promise<Response> {
  return world.test.fetch(new Request(url, { method, headers: { Authorization: `Bearer ${world.admin}` } }));
}

describe('plain HTTP', () => {
  it.each([
    'http://jeton.test',
    'http://jeton.test:8787',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'http://notlocalhost',
    'http://files.notlocalhost',
    'http://.localhost',
    'http://128.0.0.1',
    'http://[::2]',
    'http://0.0.0.0',
  ])('%s is refused, never redirected, and nothing is looked up', async (origin) => {
    const { bindings, calls } = recordStorage();
    const test = createTestApp(bindings);
    for (const method of ['GET', 'POST', 'DELETE']) {
      const request = new Request(origin + SELF, { method, headers: { Authorization: `Bearer ${world.admin}` } });
      const response = await test.fetch(request);
      expect(response.headers.has('Location')).toBe(false);
      expect(await outcome(response)).toBe('403 https_required');
    }
    expect(calls).toEqual([]);
  });

  it('is refused for what needs no token too, such as set-up', async () => {
    const before = await dumpTables();
    expect(await outcome(await from('http://jeton.test/v1/setup', 'POST'))).toBe('403 https_required');
    expect(await outcome(await from('http://jeton.test/openapi.json'))).toBe('403 https_required');
    expect(await dumpTables()).toEqual(before);
  });

  it.each([
    'http://localhost',
    'http://localhost:8787',
    'http://files.localhost:8787',
    'http://LOCALHOST:8787',
    'http://127.0.0.1:8787',
    'http://127.1.2.3',
    'http://[::1]:8787',
    'https://jeton.test',
  ])('%s is let in', async (origin) => {
    expect((await from(origin + SELF)).status).toBe(200);
  });

  it('is judged by the address of the request, not by a header that anyone can send', async () => {
    const headers = { Authorization: `Bearer ${world.admin}`, 'X-Forwarded-Proto': 'https', Host: 'localhost' };
    const response = await world.test.fetch(new Request(`http://jeton.test${SELF}`, { headers }));
    expect(await outcome(response)).toBe('403 https_required');
  });
});

describe('every answer', () => {
  const expected = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/),
    'Referrer-Policy': 'no-referrer',
  };
  const token = () => world.admin;
  const cases: [status: number, ask: () => Promise<Response>][] = [
    [200, () => world.test.call('GET', SELF, { token: token() })],
    [200, () => world.test.call('GET', '/openapi.json')],
    [200, () => world.test.call('GET', '/health')],
    [201, () => world.test.call('POST', '/v1/tokens', { token: token(), json: { type: 'admin', name: 'n' } })],
    [400, () => world.test.call('POST', '/v1/tokens', { token: token(), json: {} })],
    [
      400,
      () =>
        world.test.call('POST', '/v1/tokens', {
          token: token(),
          body: '{',
          headers: { 'Content-Type': 'application/json' },
        }),
    ],
    [401, () => world.test.call('GET', SELF)],
    [401, () => world.test.call('GET', SELF, { token: 'x' })],
    [403, () => from(`http://jeton.test${SELF}`)],
    [404, () => world.test.call('GET', '/nowhere')],
    [302, () => world.test.call('GET', '/')],
    [404, () => world.test.call('GET', '/v1/tokens/tok_00000000001', { token: token() })],
    [413, () => world.test.call('POST', '/v1/tokens', { token: token(), json: { name: 'x'.repeat(70_000) } })],
    [503, () => createTestApp(failingStorage(1, { forEver: true }).bindings).call('GET', '/health')],
  ];

  it.each(cases)('of status %i forbids caching, sniffing, framing and leaking a referrer', async (status, ask) => {
    const response = await ask();
    expect(response.status).toBe(status);
    const headers = Object.keys(expected).map((name) => [name, response.headers.get(name)]);
    expect(Object.fromEntries(headers)).toEqual(expected);
    expect(response.headers.has('Set-Cookie')).toBe(false);
  });

  it('of an error is problem details that name a code, a fix and the request', async () => {
    const response = await world.test.call('GET', '/nowhere');
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = await response.json<{ requestId: string }>();
    expect(problem).toEqual({
      type: 'urn:jeton:error:not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
      fix: expect.any(String),
      requestId: response.headers.get('Request-Id'),
    });
    expect(problem.requestId).toMatch(/^req_[0-9a-f-]{36}$/);
  });

  it('tells nothing of a failure but that it happened', async () => {
    const test = createTestApp(failingStorage(1, { forEver: true }).bindings);
    const text = await (await test.call('GET', SELF, { token: world.admin })).text();
    expect(JSON.parse(text)).toMatchObject({ status: 503, code: 'unavailable' });
    // The request id is random hex digits, and those may spell d1.
    expect(text.replace(/req_[0-9a-f-]+/, '')).not.toMatch(/D1|overload|queue|select|sqlite|\.ts/i);
  });
});
