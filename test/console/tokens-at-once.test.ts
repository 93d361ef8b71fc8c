import { beforeAll, describe, expect, it } from 'vitest';
import { api, expectAccessible, expectStatus, hasBrowser, must, openConsole, useBrowser } from './support/browser.ts';
import { counter, createToken, createUser, filterBox, rowOf } from './support/tokens.ts';

const PROJECT = 'once-shop';

describe.skipIf(!hasBrowser)('several tokens at once', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop' } }));
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: 'catalogue' } }));
  });

  const statusOf = async (id: string) => (await must(api().getToken({ path: { id } }))).status;
  const createThree = (name: string) =>
    Promise.all([1, 2, 3].map(async (number) => (await createToken(PROJECT, `${name}-${number}`)).token.id));

  it('are revoked once their number is typed, and leave the list while the dialog still tells of them', async () => {
    const ids = await createThree('ends');
    const page = await openConsole('/tokens?q=ends-');
    await counter(page, /^3 tokens match$/).waitFor();
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByText('3 tokens chosen').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke 3 tokens?' });
    await dialog.getByText('Of 3 tokens 0 were used within the last day, 3 never.').waitFor();
    await expectAccessible(page);
    expect(await dialog.getByRole('button', { name: 'Revoke 3 tokens' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('revoke 3');
    await dialog.getByRole('button', { name: 'Revoke 3 tokens' }).click();
    await page.getByText('3 tokens done.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['revoked', 'revoked', 'revoked']);
  });

  it('are disabled as far as it goes; what failed is named with the reason, and the rest is done', async () => {
    const ids = await createThree('stops');
    const page = await openConsole('/tokens?q=stops-');
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await must(api().revokeToken({ path: { id: ids[1] ?? '' } }));
    expectStatus(page, 409);
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByRole('button', { name: 'Disable 3 tokens' }).click();
    await page.getByText('2 tokens done. 1 failed.').waitFor();
    await page.getByRole('list', { name: 'What failed' }).getByText('stops-2').waitFor();
    await expectAccessible(page);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['disabled', 'revoked', 'disabled']);
  });

  it('of an owner are revoked with the number first, and no other', async () => {
    const owner = await createUser('once-leaver@example.com', 'Leaves Soon');
    const theirs = await createToken(PROJECT, 'leaver-one', { owner });
    await createToken(PROJECT, 'leaver-two', { owner });
    const other = await createToken(PROJECT, 'stays');
    const page = await openConsole(`/tokens?owner=${owner}`);
    await page.getByRole('button', { name: 'Revoke many' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke all tokens that match' });
    await dialog.getByText('2 tokens end').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('affiliation_changed');
    await dialog.getByRole('textbox', { name: 'To go on, type: revoke 2' }).fill('revoke 2');
    await dialog.getByRole('button', { name: 'Revoke them all' }).click();
    await page.getByText('2 tokens are revoked').waitFor();
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
    expect(await statusOf(theirs.token.id)).toBe('revoked');
    expect(await statusOf(other.token.id)).toBe('active');
  });

  it('cannot all be revoked by saying nothing of which', async () => {
    const page = await openConsole('/tokens');
    await page.getByRole('button', { name: 'Revoke many' }).click();
    await page.getByText('Say at least one of owner, project, type and time.').waitFor();
    expect(await page.getByRole('button', { name: 'Revoke them all' }).isDisabled()).toBe(true);
  });

  it('chosen and then filtered out of sight are not acted upon', async () => {
    await createThree('sight');
    const page = await openConsole('/tokens?q=sight-');
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByText('3 tokens chosen').waitFor();
    await filterBox(page).fill('sight-2');
    await page.getByText('1 token chosen').waitFor();
    await rowOf(page, 'sight-2').waitFor();
    await page.getByRole('button', { name: 'Choose none' }).click();
    await counter(page, /^1 token matches$/).waitFor();
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});
