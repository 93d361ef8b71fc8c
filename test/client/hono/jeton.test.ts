import { Hono } from 'hono';
import { beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { allows, type JetonToken, type JetonVariables, jeton } from '../../../client/hono/index.ts';
import type { JetonBinding } from '../../../client/verify/binding.ts';
import { createMemory, MAX_CHARACTERS, MAX_ENTRIES, remember } from '../../../client/verify/memory.ts';
import type { ToldToken } from '../../../client/verify/token.ts';
import type { JetonBinding as ContractBinding } from '../../../src/contract/binding.ts';
import type { SelfToken } from '../../../src/contract/tokens.ts';
import { outcome } from '../../support/app.ts';
import { AUDIENCE, createTestIssuer, type TestIssuer } from '../../support/issuer.ts';
import { API, protectedApp } from '../../support/protected-app.ts';

let issuer: TestIssuer;
let jwt: string;

beforeEach(async () => {
  issuer = await createTestIssuer();
  jwt = await issuer.sign();
});

describe('what a route requires', () => {
  it.each([
    ['orders:read', '200'],
    ['orders:eu:read', '200'],
    ['invoices:eu:write', '200'],
    ['invoices:write', '403 insufficient_scope'],
    ['orders:write', '403 insufficient_scope'],
  ])('is covered by the grants or refused: %s', async (require, expected) => {
    expect(await protectedApp(issuer, { require }).try(jwt)).toBe(expected);
  });

  it('may be several, all of which are needed', async () => {
    expect(await protectedApp(issuer, { require: ['orders:read', 'invoices:eu:write'] }).try(jwt)).toBe('200');
    const both = protectedApp(issuer, { require: ['orders:read', 'orders:write'] });
    expect(await both.try(jwt)).toBe('403 insufficient_scope');
  });

  it('may follow from the request', async () => {
    const api = protectedApp(issuer, { require: (c) => `invoices:${c.req.path.split('/').at(-1)}:write` });
    const to = async (path: string) => outcome(await api.get({ Authorization: `Bearer ${jwt}` }, path));
    expect(await to('/orders/eu')).toBe('200');
    expect(await to('/orders/us')).toBe('403 insufficient_scope');
  });

  it('is met by nobody where a name from the address is none, or would make two words', async () => {
    const api = protectedApp(issuer, { require: (c) => `orders:${decodeURIComponent(c.req.path.slice(8))}:read` });
    const to = async (path: string) => outcome(await api.get({ Authorization: `Bearer ${jwt}` }, path));
    expect(await to('/orders/eu')).toBe('200');
    expect(await to('/orders/eu:read%20orders')).toBe('403 insufficient_scope');
    expect(await to('/orders/%22')).toBe('403 insufficient_scope');
  });

  it('is told with the refusal, RFC 6750 section 3', async () => {
    const answer = await protectedApp(issuer, { require: 'orders:write' }).get({ Authorization: `Bearer ${jwt}` });
    expect(answer.headers.get('WWW-Authenticate')).toBe(
      'Bearer realm="jeton", error="insufficient_scope", scope="orders:*:write"',
    );
    expect(answer.headers.get('Token-Expires')).toBe('2036-01-01T13:00:00Z');
    expect(await answer.json()).toMatchObject({ code: 'insufficient_scope', scope: 'orders:*:write', status: 403 });
  });

  it('may be an environment and a project', async () => {
    expect(await protectedApp(issuer, { environment: 'production', project: 'web' }).try(jwt)).toBe('200');
    expect(await protectedApp(issuer, { environment: () => 'staging' }).try(jwt)).toBe('403 wrong_environment');
    expect(await protectedApp(issuer, { project: () => 'shop' }).try(jwt)).toBe('404 not_found');
  });

  it('grants nothing to a token whose list of projects has become empty', async () => {
    const none = await issuer.sign({ projects: [] });
    expect(await protectedApp(issuer, { require: 'orders:read' }).try(none)).toBe('403 insufficient_scope');
  });
});

describe('a request without a token', () => {
  it.each([undefined, 'Basic dXNlcjpwYXNz', 'Bearer', `Basic ${'a'.repeat(9000)}`])(
    'is asked for one: %s',
    async (authorization) => {
      const api = protectedApp(issuer, {
        resourceMetadata: 'https://orders.example/.well-known/oauth-protected-resource',
      });
      const answer = await api.get(authorization === undefined ? {} : { Authorization: authorization });
      expect(answer.headers.get('WWW-Authenticate')).toMatch(
        /^Bearer realm="jeton", resource_metadata="[^"]+", DPoP algs="[^"]+", resource_metadata="[^"]+"$/,
      );
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
      expect(await outcome(answer)).toBe('401 unauthenticated');
      expect(issuer.asked).toEqual([]);
    },
  );

  it('finds the scheme in any case, and blanks after it', async () => {
    const api = protectedApp(issuer);
    for (const scheme of ['bearer ', 'BEARER   ', 'Bearer  ']) {
      expect((await api.get({ Authorization: scheme + jwt })).status, scheme).toBe(200);
    }
  });
});

describe('the middleware', () => {
  it('lets nothing through to the handler that it refuses', async () => {
    let ran = 0;
    const app = new Hono();
    app.use('*', jeton({ issuer: issuer.origin, audience: AUDIENCE, fetch: issuer.fetch, now: () => issuer.nowMs }));
    app.get('/', (c) => {
      ran += 1;
      return c.text('ran');
    });
    await app.fetch(new Request(API));
    await app.fetch(new Request(API, { headers: { Authorization: `Bearer ${jwt}x` } }));
    expect(ran).toBe(0);
  });

  it('fetches nothing before the first request', () => {
    protectedApp(issuer);
    expect(issuer.asked).toEqual([]);
  });

  it('leaves an answer as it is, for a signed token says itself when it ends', async () => {
    const app = new Hono();
    app.use('*', jeton({ issuer: issuer.origin, audience: AUDIENCE, fetch: issuer.fetch, now: () => issuer.nowMs }));
    app.get('/', () => Response.redirect('https://elsewhere.example/', 302));
    const answer = await app.fetch(new Request(API, { headers: { Authorization: `Bearer ${jwt}` } }));
    expect([answer.status, answer.headers.get('Token-Expires')]).toEqual([302, null]);
  });

  it('takes its options from the environment of the first request', async () => {
    type AppEnv = { Bindings: { ISSUER: string }; Variables: JetonVariables };
    let made = 0;
    const app = new Hono<AppEnv>();
    app.use(
      '*',
      jeton<AppEnv>((c) => {
        made += 1;
        return { issuer: c.env.ISSUER, audience: AUDIENCE, fetch: issuer.fetch, now: () => issuer.nowMs };
      }),
    );
    app.get('/', (c) => c.text(c.get('token').id));
    for (let requests = 0; requests < 2; requests += 1) {
      const request = new Request(API, { headers: { Authorization: `Bearer ${jwt}` } });
      expect(await (await app.fetch(request, { ISSUER: issuer.origin })).text()).toBe('tok_00000000001');
    }
    expect(made).toBe(1);
  });

  it('gives each handler the same token, which none can change', async () => {
    const app = new Hono<{ Variables: JetonVariables }>();
    app.use('*', jeton({ issuer: issuer.origin, audience: AUDIENCE, fetch: issuer.fetch, now: () => issuer.nowMs }));
    app.get('/', (c) => {
      expect(() => (c.get('token').grants as object[]).push({})).toThrow(TypeError);
      return c.json(c.get('token').grants);
    });
    const answer = await app.fetch(new Request(API, { headers: { Authorization: `Bearer ${jwt}` } }));
    expect(await answer.json()).toHaveLength(2);
  });

  it.each([
    ['an issuer without https', { issuer: 'http://jeton.example.com' }],
    ['an issuer with a slash at its end', { issuer: 'https://jeton.example.com/' }],
    ['an issuer that is no address', { issuer: 'jeton' }],
    ['no audience', { audience: [] }],
    ['a requirement that is none', { require: 'orders' }],
    ['two requirements in one word', { require: 'orders:read orders:write' }],
    ['a time that is none', { staleSeconds: -1 }],
    ['a tolerance that is none', { clockToleranceSeconds: Number.NaN }],
    ['a public origin with a path', { publicOrigin: 'https://api.example.com/v1' }],
  ])('does not start with %s', (_, options) => {
    expect(() => protectedApp(issuer, options)).toThrow(TypeError);
  });

  it('trusts an issuer on loopback without https', () => {
    expect(() => protectedApp(issuer, { issuer: 'http://localhost:8787' })).not.toThrow();
  });
});

describe('the types', () => {
  it('say what the handlers find, chained or declared', () => {
    const options = { issuer: 'https://jeton.example.com', audience: AUDIENCE };
    new Hono().use('/orders/*', jeton(options)).get('/orders/1', (c) => {
      expectTypeOf(c.get('token')).toEqualTypeOf<JetonToken>();
      return c.text(c.get('token').id);
    });
    const app = new Hono<{ Variables: JetonVariables }>();
    app.use('/orders/*', jeton(options));
    app.get('/orders/1', (c) => {
      expectTypeOf(c.var.token).toEqualTypeOf<JetonToken>();
      return c.text(c.get('token').id);
    });
  });

  it('fit what the API and the service binding answer', () => {
    expectTypeOf<SelfToken>().toExtend<ToldToken>();
    expectTypeOf<ContractBinding>().toExtend<JetonBinding>();
  });
});

it('a handler may ask for more than the route did', async () => {
  const app = new Hono<{ Variables: JetonVariables }>();
  app.use('*', jeton({ issuer: issuer.origin, audience: AUDIENCE, fetch: issuer.fetch, now: () => issuer.nowMs }));
  app.get('/:scope', (c) => c.json(allows(c.get('token'), c.req.param('scope'))));
  const ask = async (scope: string) =>
    (await app.fetch(new Request(`${API}/${scope}`, { headers: { Authorization: `Bearer ${jwt}` } }))).json();
  expect(await ask('orders:eu:read')).toBe(true);
  expect(await ask('orders:write')).toBe(false);
  expect(await ask('orders')).toBe(false);
});

describe('what is remembered', () => {
  it('is at most five thousand tokens, and five million characters', () => {
    const memory = createMemory<number>();
    for (let n = 0; n < 2 * MAX_ENTRIES; n += 1) remember(memory, `token ${n}`, n);
    expect(memory.entries.size).toBeLessThanOrEqual(MAX_ENTRIES);
    expect(memory.entries.has(`token ${2 * MAX_ENTRIES - 1}`)).toBe(true);
    for (let n = 0; n < 2 * MAX_ENTRIES; n += 1) remember(memory, String(n).padEnd(4096), n);
    expect(memory.characters).toBeLessThanOrEqual(MAX_CHARACTERS);
    const characters = [...memory.entries.keys()].reduce((sum, key) => sum + key.length, 0);
    expect(memory.characters).toBe(characters);
  });

  it('is nothing that was not verified', async () => {
    const api = protectedApp(issuer);
    expect(await api.try(jwt)).toBe('200');
    issuer.asked.length = 0;
    for (let n = 0; n < 50; n += 1) await api.try(`${jwt.slice(0, -4)}${String(n).padStart(3, '0')}A`);
    expect(await api.try(jwt)).toBe('200');
    expect(issuer.asked).toEqual([]);
  });
});
