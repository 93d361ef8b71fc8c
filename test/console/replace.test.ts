import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  takePictures,
  useBrowser,
} from './support/browser.ts';
import { secretOf } from './support/secret.ts';

const PROJECT = 'replace-shop';

function make(name: string, expires = '10d') {
  const grants = [{ resource: 'namespace', name: 'catalogue', actions: ['read'] }];
  const body = { type: 'access' as const, name, project: PROJECT, environments: ['production'], grants, expires };
  return must(api().createToken({ body: { ...body, description: 'Reads the catalogue for the search index' } }));
}

describe.skipIf(!hasBrowser)('the page behind "Replace it" in a mail', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop of replacements' } }));
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: 'catalogue' } }));
  });

  it('shows whose secret it is, does what the link asks for, and says what to do with the new secret', async () => {
    const { token, secret } = await make('search-index');
    const page = await openConsole(`/tokens/${token.id}/replace?expires=30d&overlap=24h`);
    await page.getByText('Reads the catalogue for the search index').waitFor();
    await page.getByText('Reads namespace catalogue').waitFor();
    expect(await page.getByRole('radio', { name: 'For 24 hours' }).isChecked()).toBe(true);
    expect(await page.getByLabel('When does the token end?').inputValue()).toBe('30d');
    await page.getByText('The same on the command line').click();
    await page.getByText(`jeton token refresh ${token.id} --overlap 24h --expires 30d`).waitFor();
    await expectAccessible(page);
    await page.getByText('The same on the command line').click();
    await page.evaluate(() => scrollTo(0, 0));
    await takePictures(page, 'replace');
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    expect(await secretOf(page)).not.toBe(secret);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('heading', { level: 1, name: 'search-index has a new secret' }).waitFor();
    await expectAccessible(page);
    const now = await must(api().getToken({ path: { id: token.id } }));
    expect(Date.parse(now.previousSecretUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect(Date.parse(now.expires ?? '') - Date.now()).toBeGreaterThan(29 * 86_400_000);
  });

  it('changes nothing by being opened, and takes a life that is none of the usual ones', async () => {
    const { token } = await make('unusual');
    const page = await openConsole(`/tokens/${token.id}/replace?expires=45d&overlap=90m`);
    expect(await page.getByLabel('The old secret works for').inputValue()).toBe('90m');
    expect(await page.getByLabel('The token ends').inputValue()).toBe('45d');
    expect(await must(api().getToken({ path: { id: token.id } }))).toMatchObject({ refreshedAt: null });
  });

  it('tells what is wrong in a damaged link at its field', async () => {
    const { token } = await make('damaged');
    const page = await openConsole(`/tokens/${token.id}/replace?expires=soon&overlap=whenever`);
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    await page.getByText('Write a time of up to 30d').waitFor();
    await page.getByText('Write a time such as 45d').waitFor();
    await expectAccessible(page);
    expect(await must(api().getToken({ path: { id: token.id } }))).toMatchObject({ refreshedAt: null });
  });

  it('of a token that has ended it offers a new one like it', async () => {
    const { token } = await make('over');
    await must(api().revokeToken({ path: { id: token.id } }));
    const page = await openConsole(`/tokens/${token.id}/replace?expires=30d&overlap=24h`);
    await page.getByText('It has ended, and cannot be replaced').waitFor();
    await expectAccessible(page);
    const href = await page.getByRole('link', { name: 'Create one like it' }).getAttribute('href');
    expect(href).toContain('namespace=catalogue%2Br');
  });

  it('says that a wrong id is one', async () => {
    const page = await openConsole('/settings');
    expectStatus(page, 404);
    await page.goto(`${inject('stack').url}/console/tokens/tok_gone/replace?expires=30d&overlap=24h`);
    await page.getByRole('heading', { level: 1, name: 'There is no such token' }).waitFor();
    await expectAccessible(page);
  });
});
