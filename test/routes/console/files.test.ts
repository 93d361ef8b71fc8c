import { beforeAll, describe, expect, it } from 'vitest';
import { CONSOLE_POLICY } from '../../../src/routes/console/files.ts';
import { createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const BROTLI = { 'Accept-Encoding': 'gzip, deflate, br, zstd' };

const { bindings, calls } = recordStorage();
let test: TestApp;
/** The script and the style sheets that the page loads first. */
let assets: string[];

beforeAll(async () => {
  test = createTestApp(bindings);
  const page = await (await test.call('GET', '/console')).text();
  assets = [...page.matchAll(/ (?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
});

describe('the page of the console', () => {
  it.each([
    '/console',
    '/console/',
    '/console/tokens',
    '/console/tokens/tok_038rh4rhw7e',
    '/console/namespaces/web/marketing?key=..%2F..%2Fsecrets',
    '/console/welcome',
    '/console/no/such/page',
    '/console/%2e%2e%2fdocs',
    '/console/index.html',
  ])('is answered at %s, without a session and without storage', async (path) => {
    const response = await test.call('GET', path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<div id="root">');
    expect(calls).toEqual([]);
  });

  it.each([
    ['/console', {}, 'Overview'],
    ['/console/', { 'Sec-Fetch-Site': 'cross-site' }, 'Overview'],
    ['/console', { 'Sec-Fetch-Site': 'none', Cookie: '__Host-jeton=anything' }, 'Overview'],
    ['/console/tokens', {}, 'Tokens'],
    ['/console/tokens/new', {}, 'Create a token'],
    ['/console/people', {}, 'People'],
    ['/console/tokens/', {}, 'Tokens'],
    ['/console/tokens/tok_038rh4rhw7e', {}, 'Jeton'],
    ['/console/pages/tokens', {}, 'Jeton'],
    ['/console/pages/', {}, 'Jeton'],
    ['/console/sign-in', {}, 'Jeton'],
    ['/console/..%2f..%2fdocs', {}, 'Jeton'],
    ['/console/tokens', { 'Sec-Fetch-Site': 'none' }, 'Sign in to Jeton'],
    ['/console', { 'Sec-Fetch-Site': 'same-origin', Cookie: 'other=1' }, 'Sign in to Jeton'],
    ['/console', { 'Sec-Fetch-Site': 'same-site' }, 'Sign in to Jeton'],
    ['/console/welcome', { 'Sec-Fetch-Site': 'none' }, 'Jeton'],
  ])('%s for %o begins with “%s”', async (path, headers, title) => {
    const page = await (await test.call('GET', path, { headers })).text();
    expect(/<h1[^>]*>([^<]+)</.exec(page)?.[1]).toBe(title);
    expect(calls).toEqual([]);
  });

  it('does not offer to sign in where a session may have been kept back by the browser, as for links from elsewhere', async () => {
    for (const from of ['cross-site', '', 'unheard-of']) {
      const page = await (await test.call('GET', '/console', { headers: { 'Sec-Fetch-Site': from } })).text();
      expect(page).not.toContain('Sign in');
    }
  });

  it('is what `/` leads to', async () => {
    const response = await test.call('GET', '/');
    expect([response.status, response.headers.get('Location')]).toEqual([302, '/console']);
  });

  it('is never kept by a cache, framed, or read as another type', async () => {
    const { headers } = await test.call('GET', '/console');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Content-Security-Policy')).toBe(CONSOLE_POLICY);
  });

  it('may run and load nothing but what this deployment serves, and no inline script or style', () => {
    expect(CONSOLE_POLICY.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  it.each([
    ['the overview', '/console', {}],
    ['the form to sign in', '/console', { 'Sec-Fetch-Site': 'none' }],
    ['a page of the menu', '/console/tokens', {}],
    ['all others', '/console/tokens/tok_038rh4rhw7e', {}],
  ])('holds no inline script, style or handler, and nothing of elsewhere: %s', async (_, path, headers) => {
    const page = await (await test.call('GET', path, { headers })).text();
    expect(assets.length).toBeGreaterThan(1);
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script>/);
    const loaded = [...page.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(loaded.filter((address) => !/^(?:\/console\/|data:image)/.test(address))).toEqual([]);
  });
});

describe('the files of the console', () => {
  it('are kept for ever: their names change with what they hold', async () => {
    for (const path of assets) {
      const response = await test.call('GET', path);
      await response.body?.cancel();
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('Content-Security-Policy')).toBe(STRICT_POLICY);
      expect(path).toMatch(/-[\w-]{8,}\.(?:js|css)$/);
    }
  });

  it('are scripts and styles by type, not by guess', async () => {
    for (const path of assets) {
      const response = await test.call('GET', path);
      await response.body?.cancel();
      expect(response.headers.get('Content-Type')).toMatch(path.endsWith('.js') ? /^text\/javascript/ : /^text\/css/);
    }
  });

  it('come packed to whoever takes Brotli, plain to whoever does not, and caches are told to keep both', async () => {
    const path = assets.find((asset) => asset.includes('/react-')) ?? '';
    const packed = await test.call('GET', path, { headers: BROTLI });
    const plain = await test.call('GET', path, { headers: { 'Accept-Encoding': 'identity' } });
    expect([packed.headers.get('Content-Encoding'), plain.headers.get('Content-Encoding')]).toEqual(['br', null]);
    expect([packed.headers.get('Vary'), plain.headers.get('Vary')]).toEqual(['Accept-Encoding', 'Accept-Encoding']);
    const sizes = await Promise.all([packed, plain].map(async (each) => (await each.arrayBuffer()).byteLength));
    expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) / 2);
  });

  it.each([
    '/console/assets/main-00000000.js',
    '/console/assets/',
    '/console/assets/..%2findex.html',
    '/console/assets/%2e%2e%2f%2e%2e%2fdocs%2fstart.js',
    '/console/assets/..%5c..%5cindex.html',
  ])('what is not there is 404, and no page that a browser would run: %s', async (path) => {
    const response = await test.call('GET', path, { headers: BROTLI });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await outcome(response)).toBe('404 not_found');
  });

  it('are read only: anything but GET is not there', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect([method, await outcome(await test.call(method, assets[0] ?? ''))]).toEqual([method, '404 not_found']);
    }
  });
});
