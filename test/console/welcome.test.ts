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
  takePictures,
  useBrowser,
} from './support/browser.ts';
import { linkMailedTo } from './support/mail.ts';
import { secretOf } from './support/secret.ts';

const PROJECT = 'welcome-shop';

/** A token, and the link that hands it over. */
async function hand(name: string) {
  const grants = [{ resource: 'namespace', name: 'news', actions: ['read'] }];
  const body = {
    type: 'access' as const,
    name,
    project: PROJECT,
    environments: ['production'],
    grants,
    expires: '90d',
  };
  const { token, secret } = await must(api().createToken({ body }));
  const email = `welcome-${name}@example.com`;
  await must(api().shareToken({ path: { id: token.id }, body: { email } }));
  return { id: token.id, old: secret, at: `${inject('stack').url}/console${await linkMailedTo(email)}` };
}

async function statusOf(id: string): Promise<string | undefined> {
  return (await must(api().listShares({ path: { id } }))).items[0]?.status;
}

/** What a screen reader tells of where the focus is. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  );
}

describe.skipIf(!hasBrowser)('the page behind a link that hands a token over', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop of links' } }));
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: 'news' } }));
  });

  it('uses nothing up by being opened; the button shows the secret, and then what to do with it', async () => {
    const { id, at } = await hand('newsletter');
    const page = await openPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(at);
    await page.getByRole('heading', { level: 1, name: 'A token for you' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'welcome');
    expect(asked.filter((request) => !request.startsWith('GET /console/'))).toEqual([]);
    expect(await statusOf(id)).toBe('open');
    await page.getByRole('button', { name: 'Show the token' }).click();
    const secret = await secretOf(page);
    expect(await statusOf(id)).toBe('redeemed');
    expect(await focused(page)).toBe('Copy the secret');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('heading', { level: 1, name: 'newsletter is yours' }).waitFor();
    await page.getByText('Reads namespace news').waitFor();
    await page.getByLabel('the line').getByText('/v1/tokens/self').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'welcome-handed');
    expect(await must(api(secret).getSelf())).toMatchObject({ id });
    await page.getByRole('link', { name: 'Sign in with it' }).click();
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
  });

  it('a reload before it is saved shows the same secret again; once saved, the link is used up', async () => {
    const { at } = await hand('reloaded');
    const page = await openPage();
    await page.goto(at);
    await page.getByRole('button', { name: 'Show the token' }).click();
    const secret = await secretOf(page);
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    expect(await secretOf(page)).toBe(secret);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('heading', { level: 1, name: 'reloaded is yours' }).waitFor();
    await page.reload();
    expectStatus(page, 404);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.getByText('This link no longer works').waitFor();
    expect(await focused(page)).toContain('This link no longer works');
    await expectAccessible(page);
  });

  it('an answer that was lost on its way is had by pressing again', async () => {
    const { id, at } = await hand('lost');
    const page = await openPage();
    await page.goto(at);
    // The deployment carries it out; what it answers never arrives.
    await page.route('**/redeem', async (route) => {
      await route.fetch();
      await route.abort();
    });
    expectComplaint(page, /Failed to load resource: net::ERR_FAILED/);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.getByText('Press the button again').waitFor();
    await expectAccessible(page);
    await page.unroute('**/redeem');
    expect(await statusOf(id)).toBe('redeemed');
    await page.getByRole('button', { name: 'Show the token' }).click();
    const secret = await secretOf(page);
    expect(await must(api(secret).getSelf())).toMatchObject({ id });
  });

  it('a link that was taken back, is damaged or was not copied whole says so; another one begins anew', async () => {
    const { id, at } = await hand('revoked');
    const [share] = (await must(api().listShares({ path: { id } }))).items;
    await must(api().revokeShare({ path: { id, share: share?.id ?? '' } }));
    const page = await openPage();
    await page.goto(at.split('#')[0] ?? '');
    await page.getByText('Something is missing in the address').waitFor();
    await expectAccessible(page);
    await page.goto(at.slice(0, -3));
    await page.getByText('This link is damaged').waitFor();
    await expectAccessible(page);
    await page.goto(at);
    expectStatus(page, 404);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.getByText('This link no longer works').waitFor();
    const other = await hand('another');
    await page.goto(other.at);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByText('another').first().waitFor();
  });

  it('works for whoever is signed in too, and says as whom', async () => {
    const { at } = await hand('signed-in');
    const page = await openConsole('/settings');
    await page.goto(at);
    await page.getByRole('button', { name: 'Show the token' }).click();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByText(/You are signed in as/).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'To the console' }).click();
    await page.getByRole('navigation', { name: 'Console' }).waitFor();
  });
});
