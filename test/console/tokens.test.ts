import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { api, expectAccessible, hasBrowser, must, openConsole, takePictures, useBrowser } from './support/browser.ts';
import { choose, counter, createToken, createUser, filterBox, rowOf } from './support/tokens.ts';

const PROJECT = 'list-shop';
/** Tokens for all projects are for this one too: what is counted is narrowed to those that name its namespace. */
const ADDRESS = `/tokens?project=${PROJECT}&namespace=catalogue`;

/** What the page asked of the list, without what only counts. */
function watchLists(page: Page): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/v1/tokens' && searchParams.get('limit') !== '1') asked.push(searchParams);
  });
  return asked;
}

describe.skipIf(!hasBrowser)('the list of tokens', () => {
  useBrowser();
  let ada: string;

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop' } }));
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: 'catalogue' } }));
    ada = await createUser('list-ada@example.com', 'Ada Lovelace');
    const grace = await createUser('list-grace@example.com', 'Grace Hopper');
    await createToken(PROJECT, 'shop-window', { type: 'frontend', allowedOrigins: ['https://shop.example.com'] });
    await createToken(PROJECT, 'stock-sync', { type: 'client', environments: ['staging'], owner: grace });
    await createToken(PROJECT, 'photo-upload', {
      type: 'client',
      s3: true,
      grants: [{ resource: 'bucket', name: 'photos', actions: ['read', 'write'] }],
    });
    await createToken(PROJECT, 'partner-feed', {
      notBefore: '2099-01-01T00:00:00Z',
      expires: 'never',
      allowedIps: ['192.0.2.0/24', '2001:db8::/32'],
    });
    const { token } = await createToken(PROJECT, 'price-import', {
      owner: grace,
      description: 'Brings the prices of the day.',
    });
    await must(api().disableToken({ path: { id: token.id } }));
    const reader = await createToken(PROJECT, 'marketing-reader', {
      owner: ada,
      description: 'For the landing pages',
      environments: ['production', 'staging'],
    });
    await must(api().refreshToken({ path: { id: reader.token.id }, body: { overlap: '24h' } }));
    await createToken(PROJECT, 'nightly-export', {
      owner: ada,
      description: 'Writes the catalogue to the shop every night at two.',
      expires: '3d',
    });
  });

  it('seed-systems 2.18: shows what there is to notice about each token, and counts them exactly', async () => {
    const page = await openConsole(ADDRESS);
    await counter(page, /^6 tokens match$/).waitFor();
    await rowOf(page, 'nightly-export').getByText('Expires in 2 days').waitFor();
    await rowOf(page, 'nightly-export').getByText('Ada Lovelace').waitFor();
    await rowOf(page, 'marketing-reader')
      .getByText(/^Old secret until \d/)
      .waitFor();
    await rowOf(page, 'price-import').getByText('Disabled').waitFor();
    await rowOf(page, 'partner-feed').getByText('Not yet valid').waitFor();
    await rowOf(page, 'partner-feed').getByText('2 addresses').waitFor();
    await rowOf(page, 'shop-window').getByText('Never used').waitFor();
    await page.getByRole('combobox', { name: 'Namespace' }).selectOption('');
    await rowOf(page, 'photo-upload').getByText('S3').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'tokens');
  });

  it('is found by owner, name and description with one query that counts nothing; the counter follows', async () => {
    const page = await openConsole(ADDRESS);
    await counter(page, /^6 tokens/).waitFor();
    const asked = watchLists(page);
    await filterBox(page).fill('lovelace');
    await counter(page, /^2 tokens match$/).waitFor();
    await filterBox(page).fill('landing');
    await counter(page, /^1 token matches$/).waitFor();
    await rowOf(page, 'marketing-reader').waitFor();
    expect(asked.map((query) => [query.get('q'), query.get('count')])).toEqual([
      ['lovelace', 'false'],
      ['landing', 'false'],
    ]);
  });

  it('says quietly that a word is too short to search for, and asks nothing', async () => {
    const page = await openConsole(ADDRESS);
    await counter(page, /^6 tokens/).waitFor();
    const asked = watchLists(page);
    await filterBox(page).fill('ni');
    await page.getByText('From 3 characters on.').waitFor();
    await page.waitForURL(/q=ni/);
    await expectAccessible(page);
    expect(asked).toEqual([]);
  });

  it('keeps filter and sort in the address: going back and loading anew bring them back', async () => {
    const page = await openConsole(ADDRESS);
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('staging');
    await counter(page, /^2 tokens match$/).waitFor();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.waitForURL(/sort=name/);
    await filterBox(page).fill('stock');
    await counter(page, /^1 token matches$/).waitFor();
    await page.reload();
    await counter(page, /^1 token matches$/).waitFor();
    expect(await filterBox(page).inputValue()).toBe('stock');
    expect(await page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
    await page.goBack();
    await counter(page, /^2 tokens match$/).waitFor();
    expect(await filterBox(page).inputValue()).toBe('');
    await page.goBack();
    await counter(page, /^6 tokens match$/).waitFor();
    await page.getByRole('button', { name: 'Never used' }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.waitForURL(/\/console\/tokens$/);
  });

  it('narrows by every facet, and shows the command that does the same', async () => {
    const page = await openConsole(`/tokens?project=${PROJECT}&owner=${ada}`);
    await page.getByRole('button', { name: 'Owner: Ada Lovelace, remove this filter' }).waitFor();
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('production');
    await page.getByRole('combobox', { name: 'Namespace' }).selectOption('catalogue');
    await page.getByRole('combobox', { name: 'Expires' }).selectOption('7d');
    await page.getByRole('combobox', { name: 'Status' }).selectOption('active');
    await counter(page, /^1 token matches$/).waitFor();
    await rowOf(page, 'nightly-export').waitFor();
    await page.getByText('The same on the command line').click();
    const words = `--project ${PROJECT} --environment production --namespace catalogue --owner ${ada} --status active --expiring 7d`;
    await page.getByText(`jeton token list ${words}`).waitFor();
    await page.getByRole('combobox', { name: 'Expires' }).selectOption('');
    await page.getByRole('button', { name: 'In overlap' }).click();
    await rowOf(page, 'marketing-reader').waitFor();
    await page.getByRole('combobox', { name: 'Status' }).selectOption('revoked');
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
    await expectAccessible(page);
  });

  it('shows more by the page, and never twice the same', async () => {
    await must(api().createProject({ body: { id: 'list-many', name: 'Many' } }));
    await Promise.all(
      Array.from({ length: 53 }, (_, index) => createToken('list-many', `many-${index}`, { grants: [] })),
    );
    const page = await openConsole('/tokens?project=list-many&type=access&sort=name');
    await page.getByText('50 shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('53 shown').waitFor();
    const names = await page.getByRole('rowheader').getByRole('link').allTextContents();
    expect(new Set(names).size).toBe(53);
    expect(names).toEqual([...names].sort());
  });

  it('revokes a token only when its name is typed, and says what breaks; the focus stays on the page', async () => {
    const { token, secret } = await createToken(PROJECT, 'row-revoked');
    const page = await openConsole('/tokens?q=row-revoked');
    await choose(page, 'row-revoked', 'Revoke');
    const dialog = page.getByRole('dialog', { name: 'Revoke row-revoked?' });
    await dialog.getByText('It was never used. Whoever holds it is refused within 10 seconds.').waitFor();
    await expectAccessible(page);
    const button = dialog.getByRole('button', { name: 'Revoke the token' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('superseded');
    await dialog.getByRole('textbox').fill('row-revoked');
    await button.click();
    await page.getByText('row-revoked is revoked').waitFor();
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(await must(api().getToken({ path: { id: token.id } }))).toMatchObject({
      status: 'revoked',
      revocationReason: 'superseded',
    });
    expect((await api(secret).getSelf()).ok).toBe(false);
  });

  it('offers to disable a token instead, and enables it again', async () => {
    const { token } = await createToken(PROJECT, 'row-paused');
    const page = await openConsole('/tokens?q=row-paused');
    await choose(page, 'row-paused', 'Revoke');
    await page.getByRole('button', { name: 'Disable it instead' }).click();
    const dialog = page.getByRole('dialog', { name: 'Disable row-paused?' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Disable the token' }).click();
    await rowOf(page, 'row-paused').getByText('Disabled').waitFor();
    await choose(page, 'row-paused', 'Enable');
    await page.getByText('row-paused is enabled').waitFor();
    await rowOf(page, 'row-paused').getByText('Disabled').waitFor({ state: 'detached' });
    expect((await must(api().getToken({ path: { id: token.id } }))).status).toBe('active');
  });

  it('refreshes a token with an overlap, and shows the new secret once', async () => {
    await createToken(PROJECT, 'row-refreshed');
    const page = await openConsole('/tokens?q=row-refreshed');
    await choose(page, 'row-refreshed', 'Refresh');
    await page.getByRole('radio', { name: 'For 1 hour' }).check();
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    await page.getByRole('alertdialog', { name: 'The secret of row-refreshed' }).waitFor();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await rowOf(page, 'row-refreshed')
      .getByText(/^Old secret until/)
      .waitFor();
  });
});
