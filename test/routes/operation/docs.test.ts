import { beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { CreateTokenBody, RefreshTokenBody, VerifyTokenBody } from '../../../src/contract/tokens.ts';
import { DOCS_POLICY } from '../../../src/routes/operation/docs.ts';
import { createTestApp, ORIGIN, outcome, type TestApp } from '../../support/app.ts';

const STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

const BODIES: Record<string, ZodType> = {
  '/v1/tokens': CreateTokenBody,
  '/v1/tokens/verify': VerifyTokenBody,
  '/v1/tokens/$ID/refresh': RefreshTokenBody,
};

let test: TestApp;

beforeAll(() => {
  test = createTestApp();
});

describe('GET /docs', () => {
  it('is a page that loads nothing but what this deployment serves', async () => {
    const response = await test.call('GET', '/docs');
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8']);
    const page = await response.text();
    const loaded = [...page.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(loaded.filter((address) => !/^(?:\/[a-z]|data:,$)/.test(address))).toEqual([]);
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script>|https?:/);
    for (const path of loaded.filter((address) => address.startsWith('/docs/'))) {
      expect([path, (await test.call('GET', path)).status]).toEqual([path, 200]);
    }
  });

  it('may run no inline script and reach no other host', async () => {
    const policy = (await test.call('GET', '/docs')).headers.get('Content-Security-Policy');
    expect(policy).toBe(DOCS_POLICY);
    expect(DOCS_POLICY.split('; ').sort()).toEqual([
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

  it('has no validator badge, keeps no token, and reads the document of this deployment', async () => {
    const script = await (await test.call('GET', '/docs/start.js')).text();
    expect(script).toContain('validatorUrl: null');
    expect(script).toContain('persistAuthorization: false');
    expect(script).toContain("url: '/openapi.json'");
  });

  it('is refused over plain HTTP, and so are its files', async () => {
    for (const path of ['/docs', '/docs/start.js']) {
      const response = await test.fetch(new Request(`http://jeton.test${path}`));
      expect(await outcome(response)).toBe('403 https_required');
    }
  });
});

describe('the files of the page', () => {
  it.each([
    ['/docs/swagger-ui-bundle.js', 'text/javascript'],
    ['/docs/start.js', 'text/javascript'],
    ['/docs/swagger-ui.css', 'text/css'],
    ['/docs/page.css', 'text/css'],
    ['/docs/swagger-ui-license.txt', 'text/plain'],
  ])('%s is %s, with the headers that all answers have', async (path, type) => {
    const response = await test.call('GET', path);
    expect(response.headers.get('Content-Type')).toMatch(type);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Security-Policy')).toBe(STRICT_POLICY);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(200);
  });

  it('are not sent again to who has them', async () => {
    const etag = (await test.call('GET', '/docs/start.js')).headers.get('ETag');
    const again = await test.call('GET', '/docs/start.js', { headers: { 'If-None-Match': etag ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['/docs/nothing.js', '/docs/..%2fstart.js', '/docs/start.js.map', '/docs/index.html', '/assets'])(
    'are those and no others: %s',
    async (path) => expect(await outcome(await test.call('GET', path))).toBe('404 not_found'),
  );
});

describe('GET /llms.txt', () => {
  it('is plain text in the form of llmstxt.org: a title, a summary, and lists of links', async () => {
    const response = await test.call('GET', '/llms.txt');
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; ?charset=utf-8$/i);
    const text = await response.text();
    expect(text).toMatch(/^# Jeton\n\n> /);
    expect(text.match(/^## .*$/gm)).toEqual(['## Examples', '## Reference', '## Optional']);
    const links = [...text.matchAll(/^- \[[^\]]+\]\((\S+)\): \S/gm)].map(([, link = '']) => link);
    expect(links).toContain(`${ORIGIN}/openapi.json`);
    expect(links).toContain(`${ORIGIN}/docs`);
    const { paths } = await (await test.call('GET', '/openapi.json')).json<{ paths: Record<string, object> }>();
    const served = [...Object.keys(paths), '/openapi.json', '/docs'];
    for (const link of links) expect(served).toContain(link.slice(ORIGIN.length));
  });

  it('shows only calls that there are, with bodies that their schemas take', async () => {
    const text = await (await test.call('GET', '/llms.txt')).text();
    const { paths } = await (await test.call('GET', '/openapi.json')).json<{ paths: Record<string, object> }>();
    const called = [...text.replaceAll('\\\n', '').matchAll(/curl (?:-X (\w+) )?https:\/\/jeton\.test(\/\S+)(.*)/g)];
    expect(called).toHaveLength(5);
    for (const [, method, path = '', rest = ''] of called) {
      const name = method ?? (rest.includes(' -d ') ? 'POST' : 'GET');
      expect(paths[path.replace('$ID', '{id}')], `${name} ${path}`).toHaveProperty(name.toLowerCase());
      const [, body] = / -d '(.*)'$/.exec(rest.replace(`'"$PRESENTED"'`, 'presented')) ?? [];
      if (body !== undefined) expect(BODIES[path]?.safeParse(JSON.parse(body)).error, path).toBeUndefined();
    }
  });

  it('names the address that the settings give', async () => {
    const elsewhere = createTestApp({ PUBLIC_URL: 'https://tokens.example.com' });
    const text = await (await elsewhere.call('GET', '/llms.txt')).text();
    expect(text).toContain('https://tokens.example.com/openapi.json');
    expect(text).not.toContain(ORIGIN);
  });
});
