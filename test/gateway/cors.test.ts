import { beforeAll, describe, expect, inject, it } from 'vitest';
import { outcome } from '../support/app.ts';
import { createTestGateway, type TestGateway } from '../support/gateway.ts';
import { addProject, createWorld, issue, type World } from '../support/route-contract.ts';

const origin = inject('origin');
const SHOP = 'https://shop.example';
const OTHER = 'https://other.example';
const CORS = {
  origins: [SHOP],
  methods: ['GET', 'PUT'],
  headers: ['Authorization', 'X-Mine'],
  exposeHeaders: ['X-Total'],
};
const DOCUMENT = {
  origin: { url: origin },
  cors: CORS,
  rules: [
    { paths: ['/open/*', '/do/*'], access: { by: 'open' } },
    { paths: ['/*'], access: { by: 'token', types: ['access', 'client'] } },
  ],
};
/** Whose CORS is that of frontend tokens only. */
const FRONTEND = { origin: { url: origin }, rules: [{ paths: ['/*'], access: { by: 'token' } }] };
let world: World;
let gateway: TestGateway;

beforeAll(async () => {
  world = await createWorld();
  gateway = createTestGateway(world.test);
  await addProject('web');
  await gateway.put({ document: DOCUMENT, project: 'web' });
  await gateway.put({ hostname: 'pages.example.com', document: FRONTEND, project: 'web' });
});

const preflight = (from: string, host?: string) => {
  const headers = { Origin: from, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'x-mine' };
  return gateway.call('OPTIONS', '/a', { headers, ...(host !== undefined && { host }) });
};
const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

describe('a preflight', () => {
  it('from an origin of the property is answered here, and asks for no token', async () => {
    const response = await preflight(SHOP);
    expect(response.status).toBe(204);
    expect(corsOf(response)).toEqual({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'Authorization, X-Mine',
      'access-control-max-age': '600',
    });
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it.each([OTHER, 'null', 'https://shop.example.evil.example', 'http://shop.example', 'https://SHOP.example'])(
    'from %s is refused',
    async (from) => {
      const response = await preflight(from);
      expect(corsOf(response)).toEqual({});
      expect(await outcome(response)).toBe('403 origin_not_allowed');
    },
  );

  it('allows the header that client keys come in', async () => {
    const clientKeys = { header: 'X-Shop-Key', keys: ['k'] };
    await gateway.put({ hostname: 'keys.example.com', document: { ...DOCUMENT, clientKeys } });
    const response = await preflight(SHOP, 'keys.example.com');
    expect(response.headers.get('access-control-allow-headers')).toBe('Authorization, X-Mine, X-Shop-Key');
  });

  it('of a property that leaves CORS to its origin goes there, where a rule lets it', async () => {
    const rules = [{ paths: ['/*'], methods: ['OPTIONS'], access: { by: 'open' } }];
    await gateway.put({ hostname: 'leaves.example.com', document: { origin: { url: origin }, rules } });
    const response = await preflight(SHOP, 'leaves.example.com');
    expect(await response.json()).toMatchObject({ method: 'OPTIONS', path: '/a' });
  });
});

describe('an answer to a page', () => {
  it('may be read from an origin of the property, refusals too', async () => {
    for (const path of ['/open/a', '/closed']) {
      const response = await gateway.call('GET', path, { headers: { Origin: SHOP } });
      expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
      expect(response.headers.get('access-control-expose-headers')).toContain('X-Total');
      expect(response.headers.get('vary')).toContain('Origin');
      await response.text();
    }
  });

  it('may not be read from another, whatever the origin behind says', async () => {
    for (const headers of [{ Origin: OTHER }, {}]) {
      const response = await gateway.call('GET', '/do/headers', { headers });
      expect(corsOf(response)).toEqual({});
      expect(response.headers.get('vary')).toBe('Accept, Origin');
      await response.text();
    }
  });

  it('never allows credentials, though the origin behind does', async () => {
    const response = await gateway.call('GET', '/do/headers', { headers: { Origin: SHOP } });
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    await response.text();
  });

  it('may be read from anywhere where the property says *', async () => {
    await gateway.put({ hostname: 'any.example.com', document: { ...DOCUMENT, cors: { origins: ['*'] } } });
    const response = await gateway.call('GET', '/open/a', { headers: { Origin: OTHER }, host: 'any.example.com' });
    expect(response.headers.get('access-control-allow-origin')).toBe(OTHER);
    await response.text();
  });
});

describe('a frontend token', () => {
  const host = 'pages.example.com';
  let token = '';

  beforeAll(async () => {
    const body = { type: 'frontend', project: 'web', environments: ['production'], allowedOrigins: [SHOP] };
    token = (await issue(world, body)).secret;
    world.test.nowMs += 11_000;
  });

  it('opens the property to pages of its own origins, and their preflights', async () => {
    const asked = await preflight(SHOP, host);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    const response = await gateway.call('GET', '/a', { token, headers: { Origin: SHOP }, host });
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.get('access-control-expose-headers')).toContain('Token-Expires');
    expect(await outcome(response)).toBe('200');
  });

  it('is good from no other origin, nor from none', async () => {
    for (const headers of [{ Origin: OTHER }, {}]) {
      const response = await gateway.call('GET', '/a', { token, headers, host });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await outcome(response)).toBe('403 origin_not_allowed');
    }
    expect(await outcome(await preflight(OTHER, host))).toBe('403 origin_not_allowed');
  });
});
