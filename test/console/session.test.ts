import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectComplaint,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  openPage,
  signInByPassword,
  signInByToken,
  useBrowser,
} from './support/browser.ts';

const { url, adminToken } = inject('stack');
const PASSWORD = 'half a dozen horses';
const NAME = '__Host-jeton';

beforeAll(async () => {
  await must(api().createProject({ body: { id: 'ses-web', name: 'Web of the sessions' } }));
});

/** The session of a page, as the header that a browser sends. */
async function cookieOf(page: Page): Promise<string> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === NAME);
  if (cookie === undefined) throw new Error('the page has no session');
  return `${NAME}=${cookie.value}`;
}

async function endElsewhere(page: Page): Promise<void> {
  const headers = { Cookie: await cookieOf(page), Origin: url };
  expect((await fetch(`${url}/console/session`, { method: 'DELETE', headers })).status).toBe(204);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describe.skipIf(!hasBrowser)('a session that ends while a form is half filled', () => {
  useBrowser();

  it('leads to signing in, says that what was typed is lost, and then back to the same page', async () => {
    const page = await openConsole('/namespaces?project=ses-web');
    await page.getByRole('button', { name: 'Create a namespace' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('half-filled');
    await endElsewhere(page);
    expectStatus(page, 401);
    await page.getByRole('button', { name: 'Create the namespace' }).click();
    await heading(page, 'Sign in to Jeton').waitFor();
    await page.getByRole('status').filter({ hasText: 'Your session has ended.' }).getByText('is lost').waitFor();
    await expectAccessible(page);
    expect(await heading(page, 'Sign in to Jeton').evaluate((node) => node === document.activeElement)).toBe(true);
    await signInByToken(page, adminToken);
    await heading(page, 'Namespaces').waitFor();
    expect(new URL(page.url()).search).toBe('?project=ses-web');
    expect(await page.getByRole('dialog').count()).toBe(0);
    const { items } = await must(api().listNamespaces({ path: { project: 'ses-web' } }));
    expect(items).toEqual([]);
  });

  it('shows nothing of what the first saw to whoever signs in next', async () => {
    await must(api().createProject({ body: { id: 'ses-other', name: 'Of the first' } }));
    await must(api().createNamespace({ path: { project: 'ses-other' }, body: { name: 'first-only' } }));
    const { secret } = await must(
      api().createToken({
        body: { type: 'access', name: 'second', projects: ['ses-web'], environments: ['staging'], grants: [] },
      }),
    );
    const page = await openConsole('/namespaces?project=ses-other');
    await page.getByRole('link', { name: 'first-only' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading(page, 'Sign in to Jeton').waitFor();
    expectStatus(page, 404);
    await signInByToken(page, secret);
    await page.getByRole('alert').filter({ hasText: 'not_found' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('first-only');
  });

  it('ends with its person, and says so', async () => {
    const email = 'ses-leaver@example.com';
    const user = await must(api().createUser({ body: { email, name: 'Leaver', password: PASSWORD } }));
    const page = await openPage();
    await page.goto(`${url}/console/namespaces`);
    await signInByPassword(page, email, PASSWORD);
    await page.getByText('You belong to no project').waitFor();
    await must(api().updateUser({ path: { id: user.id }, body: { enabled: false } }));
    await page.reload();
    await page.getByText('is disabled, or its owner is').waitFor();
    expectStatus(page, 401);
    await signInByPassword(page, email, PASSWORD);
    await page.getByRole('alert').filter({ hasText: 'unauthenticated' }).waitFor();
  });

  it('without a network, signing in says so, and can be tried again', async () => {
    const page = await openPage();
    await page.goto(`${url}/console/namespaces`);
    await heading(page, 'Sign in to Jeton').waitFor();
    await page.context().setOffline(true);
    expectComplaint(page, /ERR_INTERNET_DISCONNECTED/);
    await signInByToken(page, adminToken);
    await page.getByRole('alert').filter({ hasText: 'No answer came' }).waitFor();
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading(page, 'Namespaces').waitFor();
  });
});

describe.skipIf(!hasBrowser)('the cookie of a session', () => {
  useBrowser();

  it('is out of reach of scripts, and no token is kept where they reach', async () => {
    const page = await openConsole('/namespaces');
    const kept = await page.evaluate(() => [
      document.cookie,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      location.href,
      document.documentElement.outerHTML,
    ]);
    expect(kept[0]).toBe('');
    expect(kept.join()).not.toMatch(/jtn_[0-9a-f]{16}/);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: NAME, httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    const hoursLeft = ((cookie?.expires ?? 0) - Date.now() / 1000) / 3600;
    expect(hoursLeft).toBeGreaterThan(7.9);
    expect(hoursLeft).toBeLessThanOrEqual(8);
  });

  it('forged or cut short is nobody: one is asked to sign in', async () => {
    const page = await openConsole('/namespaces');
    await page.waitForLoadState('networkidle');
    const [cookie] = await page.context().cookies();
    if (cookie === undefined) throw new Error('the page has no session');
    for (const value of [`${cookie.value.slice(0, -6)}AAAAAA`, cookie.value.slice(0, 80), adminToken]) {
      await page.context().addCookies([{ ...cookie, value }]);
      await page.reload();
      await heading(page, 'Sign in to Jeton').waitFor();
    }
    await page.context().addCookies([cookie]);
    await page.reload();
    await heading(page, 'Namespaces').waitFor();
  });

  it.each([
    ['no origin', {}],
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['the same host by another port', { Origin: 'http://127.0.0.1:1' }],
  ])('changes nothing for a request of %s', async (_what, origin) => {
    const page = await openConsole('/namespaces');
    const headers = { Cookie: await cookieOf(page), 'Content-Type': 'application/json', ...origin };
    const body = JSON.stringify({ id: 'ses-stolen', name: 'Stolen' });
    const answer = await fetch(`${url}/v1/projects`, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'origin_not_allowed' }]);
    const out = await fetch(`${url}/console/session`, { method: 'DELETE', headers });
    expect(out.status).toBe(403);
    const read = await fetch(`${url}/v1/projects`, { headers });
    expect(read.headers.get('Access-Control-Allow-Origin')).toBeNull();
    await read.body?.cancel();
    expect((await api().getProject({ path: { project: 'ses-stolen' } })).ok).toBe(false);
  });

  it('is of no use to a page of another site, neither to read nor to write', async () => {
    const page = await openConsole('/namespaces');
    expectComplaint(
      page,
      /went elsewhere|CORS policy|net::ERR_FAILED|status of 40\d|permission|insecure|address space/i,
    );
    await page.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Evil</h1>' }),
    );
    await page.goto('http://evil.example/');
    const got = await page.evaluate(async (target) => {
      const ask = (path: string, init: RequestInit) =>
        fetch(target + path, { credentials: 'include', ...init }).then(
          (response) => response.type,
          () => 'refused',
        );
      const body = JSON.stringify({ id: 'ses-stolen', name: 'Stolen' });
      return [
        await ask('/v1/projects', {}),
        await ask('/console/session', {}),
        await ask('/v1/projects', { method: 'POST', mode: 'no-cors', body }),
      ];
    }, url);
    expect(got.slice(0, 2)).toEqual(['refused', 'refused']);
    expect(['opaque', 'refused']).toContain(got[2]);
    expect((await api().getProject({ path: { project: 'ses-stolen' } })).ok).toBe(false);
  });
});
