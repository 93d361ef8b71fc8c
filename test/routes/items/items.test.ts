import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const storage = recordStorage();
const test = createTestApp(storage.bindings);
const EVERYTHING = [{ resource: 'namespace', name: '*', actions: ['read', 'write', 'delete'] }];
let admin = '';
let client = '';

/** An address of an item in web/a. */
const at = (key: string, environment?: string) =>
  `/v1/projects/web/namespaces/a/items/${key}${environment === undefined ? '' : `?environment=${environment}`}`;
const put = (token: string, path: string, body: BodyInit, type = 'text/plain') =>
  test.call('PUT', path, { token, body, headers: { 'Content-Type': type } });
const get = (token: string, path: string) => test.call('GET', path, { token });
const text = async (response: Response) => (response.ok ? response.text() : outcome(response));

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['a', 'ab', 'kept']);
  await addProject('shop', ['a']);
  client = (
    await makeToken(test, admin, { type: 'client', project: '*', environments: ['staging'], grants: EVERYTHING })
  ).secret;
});

describe('an item', () => {
  it('is written, read, replaced and deleted', async () => {
    expect(await outcome(await put(client, at('x'), 'one'))).toBe('204');
    expect(await text(await get(client, at('x')))).toBe('one');
    await put(client, at('x'), 'two');
    expect(await text(await get(client, at('x')))).toBe('two');
    for (let time = 0; time < 2; time += 1) {
      expect(await outcome(await test.call('DELETE', at('x'), { token: client }))).toBe('204');
    }
    expect(await outcome(await get(client, at('x')))).toBe('404 not_found');
  });

  it('comes with its own content type and can never open as a page of this origin', async () => {
    await put(client, at('page'), '<script>alert(1)</script>', 'text/html; charset=utf-8');
    const { headers } = await get(client, at('page'));
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(headers.get('Content-Disposition')).toBe('attachment');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('is bytes where no content type was told', async () => {
    await test.call('PUT', at('bytes'), { token: client, body: new Uint8Array([0, 255, 10]) });
    const response = await get(client, at('bytes'));
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]));
  });

  it('may be empty', async () => {
    expect(await outcome(await test.call('PUT', at('empty'), { token: client }))).toBe('204');
    expect(await outcome(await put(client, at('empty2'), ''))).toBe('204');
    expect(await text(await get(client, at('empty')))).toBe('');
    expect(await text(await get(client, at('empty2')))).toBe('');
  });

  it.each(['x/'.padEnd(129, 'y'), 'text/é'])('is refused with the content type %s', async (type) => {
    expect(await outcome(await put(client, at('type'), 'x', type))).toBe('400 invalid_request');
  });

  it('answers HEAD like GET, without a body', async () => {
    await put(client, at('head'), 'value', 'text/css');
    const head = await test.call('HEAD', at('head'), { token: client });
    expect([head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([200, 'text/css', '']);
    expect((await test.call('HEAD', at('none'), { token: client })).status).toBe(404);
  });

  it('vanishes after the retention that its namespace had when it was written', async () => {
    const namespace = '/v1/projects/web/namespaces/kept';
    const expires = async (key: string) => {
      await put(client, `${namespace}/items/${key}`, 'x');
      const { keys } = await env.ITEMS.list({ prefix: `staging:web:kept:${key}` });
      return keys[0]?.expiration;
    };
    expect(await expires('for-ever')).toBeUndefined();
    await test.call('PATCH', namespace, { token: admin, json: { retentionDays: 30 } });
    const days = ((await expires('a-month')) ?? 0) - Date.now() / 1000;
    expect(Math.abs(days / 86_400 - 30)).toBeLessThan(0.01);
    const list = await (await get(client, `${namespace}/items`)).json<{ items: { expires: string | null }[] }>();
    expect(list.items).toEqual([
      {
        key: 'a-month',
        contentType: 'text/plain',
        expires: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
      { key: 'for-ever', contentType: 'text/plain', expires: null },
    ]);
  });
});

describe('the environment', () => {
  it('may be left out where the token is for just one', async () => {
    await put(client, at('env'), 'staging');
    expect(await text(await get(client, at('env', 'staging')))).toBe('staging');
  });

  it('keeps its items apart from those of others, as project and namespace do', async () => {
    await put(admin, at('apart', 'staging'), 'here');
    expect(await outcome(await get(admin, at('apart', 'production')))).toBe('404 not_found');
    for (const path of ['/v1/projects/shop/namespaces/a/items/apart', '/v1/projects/web/namespaces/ab/items/apart']) {
      expect(await outcome(await get(admin, `${path}?environment=staging`))).toBe('404 not_found');
    }
    await test.call('DELETE', at('apart', 'production'), { token: admin });
    expect(await text(await get(admin, at('apart', 'staging')))).toBe('here');
  });

  it('must be said by a token for several, or for all', async () => {
    const several = await makeToken(test, admin, {
      type: 'access',
      project: 'web',
      environments: ['staging', 'production'],
      grants: EVERYTHING,
    });
    for (const token of [several.secret, admin]) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const response = await test.call(method, at('x'), { token });
        expect(await response.clone().json()).toMatchObject({ errors: [{ field: 'environment' }] });
        expect(await outcome(response)).toBe('400 invalid_request');
      }
    }
    expect(await outcome(await put(several.secret, at('x', 'production'), 'x'))).toBe('204');
  });

  it('is refused to a token for another, and found missing by one for all', async () => {
    expect(await outcome(await get(client, at('x', 'production')))).toBe('403 wrong_environment');
    expect(await outcome(await put(client, at('x', 'production'), ''))).toBe('403 wrong_environment');
    const response = await put(admin, at('x', 'prod'), '');
    expect(await response.json()).toMatchObject({ detail: 'environment: environment prod does not exist' });
    expect(await outcome(await test.call('DELETE', at('x', 'prod'), { token: admin }))).toBe('400 invalid_request');
    const list = await get(admin, '/v1/projects/web/namespaces/a/items?environment=prod');
    expect(await outcome(list)).toBe('400 invalid_request');
  });

  it.each([
    'environment=staging&environment=production',
    '%65nvironment=production&environment=staging',
    'environment=%00',
  ])('is never mistaken: ?%s', async (query) => {
    const path = `/v1/projects/web/namespaces/a/items/x?${query}`;
    expect(await outcome(await put(client, path, ''))).toMatch(/^(400 invalid_request|403 wrong_environment)$/);
  });
});

describe('what refuses a request first', () => {
  it.each([
    ['another project', '/v1/projects/shop/namespaces/b/items/x?environment=production', '404 not_found'],
    ['another environment', '/v1/projects/web/namespaces/b/items/x?environment=production', '403 wrong_environment'],
    ['another namespace', '/v1/projects/web/namespaces/b/items/x', '403 insufficient_scope'],
    ['a namespace with a strange name', '/v1/projects/web/namespaces/%22%0A%C3%A9/items/x', '403 insufficient_scope'],
  ])('is, for %s, one and the same', async (_, path, expected) => {
    const grants = [{ resource: 'namespace', name: 'a', actions: ['read', 'write', 'delete'] }];
    const { secret } = await makeToken(test, admin, {
      type: 'client',
      project: 'web',
      environments: ['staging'],
      grants,
    });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect(await outcome(await test.call(method, path, { token: secret }))).toBe(expected);
    }
  });

  it('names the scope that is missing', async () => {
    const { secret } = await makeToken(test, admin, { type: 'client', project: 'web', environments: ['staging'] });
    const response = await put(secret, at('x'), '');
    expect(response.headers.get('WWW-Authenticate')).toContain('scope="namespace:a:write"');
  });

  it('writes nothing into a namespace that does not exist', async () => {
    const path = '/v1/projects/web/namespaces/none/items/x?environment=staging';
    expect(await outcome(await put(admin, path, 'x'))).toBe('404 not_found');
    expect(await outcome(await put(client, path, 'x'))).toBe('404 not_found');
    expect((await env.ITEMS.list({ prefix: 'staging:web:none:' })).keys).toEqual([]);
  });
});

describe('reading', () => {
  it('asks D1 nothing and KV once, for a token that the edge knows, as do lists', async () => {
    await put(client, at('hot'), 'value');
    storage.reset();
    expect(await text(await get(client, at('hot')))).toBe('value');
    expect(storage.calls.map(({ binding, operation }) => `${binding} ${operation}`)).toEqual(['ITEMS getWithMetadata']);
    storage.reset();
    await text(await get(client, '/v1/projects/web/namespaces/a/items'));
    expect(storage.calls.map(({ binding, operation }) => `${binding} ${operation}`)).toEqual(['ITEMS list']);
  });

  it('asks D1 for nothing but the change feed in an isolate that has just begun', async () => {
    test.isolate = createIsolate();
    storage.reset();
    expect(await text(await get(client, at('hot')))).toBe('value');
    expect([storage.d1Queries(), storage.kvReads()]).toEqual([0, 1]);
  });
});
