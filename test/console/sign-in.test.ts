import { beforeEach, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
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
