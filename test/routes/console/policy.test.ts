import { beforeAll, describe, expect, it } from 'vitest';
import { PAGE_POLICY } from '../../../src/routes/console/page.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';

const STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const REPLACE = '/console/tokens/tok_00000000001/replace';

let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
});

function policyOf({ headers }: Response): string | null {
  return headers.get('Content-Security-Policy');
}

describe('the policy of pages', () => {
  it('lets them run and fetch what this origin serves, and nothing else', () => {
    expect(PAGE_POLICY.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  it.each([
    [200, REPLACE],
    [404, '/console/tokens/nothing/replace'],
    [200, '/console/tokens/new?name=n&type=admin'],
    [400, '/console/tokens/new'],
    [200, '/console/welcome'],
  ])('is on a page of status %i, %s, with every other header that all answers have', async (status, path) => {
    const response = await test.call('GET', path);
    expect([response.status, policyOf(response)]).toEqual([status, PAGE_POLICY]);
    const plain = await test.call('GET', '/health');
    for (const [name, value] of plain.headers) {
      if (/^(?:content-type|content-length|content-security-policy)$/.test(name)) continue;
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(response.headers.has('Set-Cookie')).toBe(false);
  });

  it('lets pages have no style, script or handler of their own: it would not run', async () => {
    for (const path of [REPLACE, '/console/tokens/new?name=n&type=admin', '/console/welcome']) {
      const markup = await (await test.call('GET', path)).text();
      expect(markup).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?! src="\/console\/assets\/)|https?:/);
    }
  });
});

describe('the policy of all other answers', () => {
  it('is as strict as before, whatever the route and whoever asks', async () => {
    const { paths } = await (await test.call('GET', '/openapi.json')).json<{
      paths: Record<string, Record<string, object>>;
    }>();
    const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((each) => [each, path]));
    expect(routes.length).toBeGreaterThan(15);
    for (const [method = '', path = ''] of routes) {
      const address = path.replaceAll(/\{\w+\}/g, 'tok_00000000001');
      for (const token of [undefined, method === 'get' ? admin : 'forged']) {
        const response = await test.call(method.toUpperCase(), address, { token });
        expect([method, path, policyOf(response)]).toEqual([method, path, STRICT_POLICY]);
      }
    }
  });

  it.each([
    '/console/assets/submit.js',
    '/console/assets/welcome.js',
    '/console/assets/page.css',
    '/console',
    '/console/tokens',
    '/console/nothing',
  ])('is as strict for %s, which is no page', async (path) => {
    expect(policyOf(await test.call('GET', path))).toBe(STRICT_POLICY);
  });

  it('is as strict where a page was asked for in another way', async () => {
    expect(policyOf(await test.call('POST', REPLACE))).toBe(STRICT_POLICY);
    const insecure = await test.fetch(new Request(`http://jeton.test${REPLACE}`));
    expect([insecure.status, policyOf(insecure)]).toEqual([403, STRICT_POLICY]);
  });

  it('is as strict for an item that is an HTML document', async () => {
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await test.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'pages' } });
    const path = '/v1/projects/web/namespaces/pages/items/x?environment=production';
    const headers = { 'Content-Type': 'text/html', 'Content-Security-Policy': PAGE_POLICY };
    expect((await test.call('PUT', path, { token: admin, body: '<script></script>', headers })).ok).toBe(true);
    const response = await test.call('GET', path, { token: admin });
    expect([response.headers.get('Content-Type'), policyOf(response)]).toEqual(['text/html', STRICT_POLICY]);
  });
});
