import { beforeEach, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectComplaint,
  expectStatus,
  hasBrowser,
  must,
  openPage,
  signInByPassword,
  signInByToken,
  takePictures,
  useBrowser,
} from './support/browser.ts';

describe.skipIf(!hasBrowser)('signing in', () => {
  useBrowser();
  const { url, email, password } = inject('stack');
  let page: Awaited<ReturnType<typeof openPage>>;
  beforeEach(async () => {
    page = await openPage();
  });

  it('takes a password, and shows the page that was asked for', async () => {
    await page.goto(`${url}/console/settings`);
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'sign-in');
    await signInByPassword(page, email, password);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/settings');
  });

  it('is painted before its script has come; nothing in it answers before, and nothing typed is sent anywhere', async () => {
    let come = () => {};
    const held = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.route(/\/console\/assets\/react-/, (route) => held.then(() => route.continue()));
    await page.goto(`${url}/console/settings`, { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
    expect(await page.locator('[inert] form').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    come();
    await signInByPassword(page, email, password);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });

  it('is not asked of who has a session, though the browser keeps its cookie back from a link of another site', async () => {
    await page.goto(`${url}/console/settings`);
    await signInByToken(page, inject('stack').adminToken);
    await page.locator('#page h1').waitFor();
    const link = `<a href="${url}/console/tokens">to the tokens</a>`;
    await page.route('http://chat.example/', (route) => route.fulfill({ contentType: 'text/html', body: link }));
    expectComplaint(page, /^went elsewhere: http:\/\/chat\.example\//);
    await page.goto('http://chat.example/');
    const [asked] = await Promise.all([
      page.waitForRequest(`${url}/console/tokens`),
      page.getByRole('link', { name: 'to the tokens' }).click(),
    ]);
    expect((await asked.allHeaders()).cookie).toBeUndefined();
    expect(await (await asked.response())?.text()).not.toContain('Sign in');
    await page.locator('#page').getByRole('heading', { level: 1, name: 'Tokens' }).waitFor();
  });

  it('says that a password is wrong, and lets one try again', async () => {
    expectStatus(page, 401);
    await page.goto(`${url}/console`);
    await signInByPassword(page, email, 'not the password');
    await page.getByRole('alert').filter({ hasText: 'unauthenticated' }).waitFor();
    await expectAccessible(page);
    await signInByPassword(page, email, password);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  it('signing out ends the session in the deployment: its cookie is good for nothing afterwards', async () => {
    await page.goto(`${url}/console`);
    await signInByPassword(page, email, password);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([
      { name: '__Host-jeton', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' },
    ]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
    const [cookie] = cookies;
    const answer = await fetch(`${url}/v1/tokens/self`, { headers: { Cookie: `${cookie?.name}=${cookie?.value}` } });
    expect(answer.status).toBe(401);
  });

  it('a token that ends while the page is open leads back to signing in, and says why', async () => {
    const { token, secret } = await must(api().createToken({ body: { type: 'admin', name: 'soon revoked' } }));
    await page.goto(`${url}/console/settings`);
    await signInByToken(page, secret);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await must(api().revokeToken({ path: { id: token.id } }));
    expectStatus(page, 401);
    await page.getByRole('link', { name: 'Tokens' }).click();
    await page.reload();
    await page.getByText('was revoked').waitFor();
  });
});
