import { createExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createRouteCopyStore } from '../../src/kv/route-copies.ts';
import worker from '../../src/worker.ts';
import { createTestApp, outcome, type TestApp } from '../support/app.ts';
import { createTestGateway, HOST, type TestGateway } from '../support/gateway.ts';
import type { Told } from '../support/origin.ts';
import { failingStorage, recordStorage } from '../support/watched-storage.ts';

/** Which requests are for a property, and what becomes of what fails before one answers. */
const origin = inject('origin');
const OPEN = { origin: { url: origin }, rules: [{ paths: ['/*'], access: { by: 'open' } }] };
let test: TestApp;
let gateway: TestGateway;

beforeAll(async () => {
  test = createTestApp();
  gateway = createTestGateway(test);
  await gateway.put({ document: OPEN });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const fetchOver = async (bindings: Parameters<typeof createTestApp>[0], url: string, init: RequestInit = {}) => {
  const app = createTestApp(bindings);
  return createTestGateway(app).fetch(new Request(url, init));
};
const isOfApi = async (response: Response) => {
  const { status, detail } = await response.json<{ status: unknown; detail?: string }>();
  return status === 'ok' || detail === 'There is nothing here that you may see.';
};

describe('a request', () => {
  it('at the hostname of a property is answered by it, under every path of the API too', async () => {
    for (const path of ['/', '/health', '/v1/tokens', '/openapi.json', '/.well-known/jwks.json']) {
      const response = await gateway.call('GET', path);
      expect((await response.json<Told>()).path).toBe(path);
    }
  });

  it('is for a property whatever the case of its hostname, and its port', async () => {
    for (const host of ['FILES.Example.COM', `${HOST}:8443`]) {
      expect((await (await gateway.call('GET', '/a', { host })).json<Told>()).path).toBe('/a');
    }
  });

  it.each([`x.${HOST}`, 'files.example.com.evil.example', 'example.com', `${HOST}.`])('at %s is not', async (host) => {
    expect(await isOfApi(await gateway.call('GET', '/nothing', { host }))).toBe(true);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', 'jeton.account.workers.dev'])(
    'at %s, the deployment’s own, is for the API, and no storage is asked',
    async (host) => {
      const { bindings, calls } = recordStorage();
      const response = await fetchOver(bindings, `https://${host}:8787/nothing`);
      expect(await isOfApi(response)).toBe(true);
      expect(calls).toEqual([]);
    },
  );

  it('at the public address of the deployment is for the API, though a property claims it', async () => {
    await gateway.put({ hostname: 'jeton.example.com', document: OPEN });
    const before = test.services;
    test.services = { ...before, publicUrl: 'https://jeton.example.com' };
    expect(await isOfApi(await gateway.call('GET', '/nothing', { host: 'jeton.example.com' }))).toBe(true);
    test.services = before;
  });

  it('by plain HTTP is refused and not redirected, but on this machine', async () => {
    const response = await gateway.fetch(new Request(`http://${HOST}/a?key=plain`));
    expect(response.headers.get('location')).toBeNull();
    expect(await outcome(response)).toBe('403 https_required');
    expect(await (await fetch(`${origin}/told?key=plain`)).json()).toEqual([]);
    await gateway.put({ hostname: 'files.localhost', document: OPEN });
    const local = await gateway.fetch(new Request('http://files.localhost:8787/a'));
    const { headers } = await local.json<Told>();
    expect(new Map(headers).get('X-Forwarded-Proto')).toBe('http');
    expect(new Map(headers).get('X-Forwarded-Host')).toBe('files.localhost:8787');
  });

  it('with a host confused with another goes where its URL leads', async () => {
    const response = await gateway.call('GET', '/a', { headers: { Host: 'admin.internal', 'X-Forwarded-Host': 'x' } });
    const { headers } = await response.json<Told>();
    expect(new Map(headers).get('X-Forwarded-Host')).toBe(HOST);
    expect(JSON.stringify(headers)).not.toContain('admin.internal');
  });
});

describe('storage that cannot answer', () => {
  it('is 503 with Retry-After, never an answer of the API in place of the property', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { bindings } = failingStorage(1, { forEver: true });
    const response = await fetchOver(bindings, `https://${HOST}/a?secret=42`, {
      headers: { 'X-Secret': 'hushed-value' },
    });
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await outcome(response)).toBe('503 unavailable');
    const [line] = logged.mock.calls.flat();
    expect(line).toContain('request failed');
    expect(line).not.toContain('hushed');
  });

  it('is asked about made-up hostnames only so often', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { bindings, d1Queries } = recordStorage();
    const app = createTestApp(bindings);
    const many = createTestGateway(app);
    for (let at = 0; at < 100; at += 1) {
      const response = await many.call('GET', '/nothing', { host: `made-up-${at}.example.com` });
      await response.body?.cancel();
    }
    expect(d1Queries()).toBeLessThan(40);
    await many.put({ document: OPEN });
    expect((await many.call('GET', '/a')).status).toBe(200);
  });
});

describe('a bug of ours', () => {
  it('is 500 without a word of it, and the log has no header, body or URL', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const before = test.services;
    const send = () => {
      throw new Error('of ours');
    };
    test.services = { ...before, origins: { ...before.origins, send } };
    const response = await gateway.call('PUT', '/hushed-thing', {
      headers: { 'X-Secret': 'hushed-value' },
      body: 'hushed-thing',
    });
    await response.body?.cancel();
    const failed = await gateway.call('GET', '/hushed-thing?x=hushed-query', {
      headers: { 'X-Secret': 'hushed-value' },
    });
    test.services = before;
    expect(await failed.clone().text()).not.toContain('of ours');
    expect(await outcome(failed)).toBe('500 internal_error');
    const line = logged.mock.calls.flat().join('\n');
    expect(line).toContain('of ours');
    expect(line).not.toContain('hushed');
  });
});

describe('the Worker', () => {
  beforeAll(async () => {
    // The route as it stands in the KV that the Worker itself reads.
    const copy = await gateway.put({ hostname: 'worker.example.com', document: OPEN });
    await createRouteCopyStore(env.EDGE).put(copy);
  });

  it('answers for a property at its hostname, and as the API at all others', async () => {
    const told = await exports.default.fetch('https://worker.example.com/a?b');
    expect((await told.json<Told>()).path).toBe('/a?b');
    expect(await isOfApi(await exports.default.fetch('https://jeton.test/health'))).toBe(true);
    expect(await isOfApi(await exports.default.fetch('http://127.0.0.1/health'))).toBe(true);
  });

  it('does so through its binding for other Workers too', async () => {
    const told = await exports.Jeton.fetch('https://worker.example.com/a');
    expect((await told.json<Told>()).path).toBe('/a');
    expect(await isOfApi(await exports.Jeton.fetch('https://jeton/health'))).toBe(true);
  });

  it('refuses to run with a broken setting at a property too', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = { ...env, STALENESS_SECONDS: 'soon' };
    const response = await worker.fetch(new Request('https://worker.example.com/'), broken, createExecutionContext());
    expect(response.status).toBe(500);
  });
});
