import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Call, Value } from '../../client/api/index.ts';
import {
  api,
  expectAccessible,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  openPage,
  signInByPassword,
  takePictures,
  useBrowser,
} from './support/browser.ts';
import { secretOf } from './support/secret.ts';

const PROJECT = 'token-shop';
const PASSWORD = 'correct horse battery staple';

type Made = Value<'createToken'>;

function make(name: string, more: Partial<Call<'createToken'>['body']> = {}): Promise<Made> {
  const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read', 'write'] }];
  const body = {
    type: 'access' as const,
    name,
    project: PROJECT,
    environments: ['production'],
    grants,
    expires: '45d',
  };
  return must(api().createToken({ body: { ...body, ...more } }));
}

function show({ token }: Made, rest = ''): Promise<Page> {
  return openConsole(`/tokens/${token.id}${rest}`);
}

/** Whether a secret lets anybody in. */
async function works(secret: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${secret}` };
  return (await fetch(`${inject('stack').url}/v1/tokens/self`, { headers })).ok;
}

/** No test lives through a month: what was counted in it is made up, the rest is as it is. */
async function pretendPast(page: Page, id: string): Promise<void> {
  const items = Array.from({ length: 30 }, (_, at) => ({
    day: new Date(Date.now() - (29 - at) * 86_400_000).toISOString().slice(0, 10),
    accepted: at % 7 > 4 ? 14 : 180 + ((at * 37) % 90),
    refused: at === 24 ? 21 : 0,
  }));
  await page.route(`**/v1/tokens/${id}/uses?*`, (route) => route.fulfill({ json: { items } }));
  await page.route(`**/v1/tokens/${id}`, async (route) => {
    const response = await route.fetch();
    const lastUsedAt = new Date(Date.now() - 180_000).toISOString();
    await route.fulfill({ response, json: { ...(await response.json()), lastUsedAt } });
  });
}

const more = (page: Page, action: string) =>
  page
    .getByRole('button', { name: /^More to do/ })
    .click()
    .then(() => page.getByRole('menuitem', { name: action }).click());

describe.skipIf(!hasBrowser)('the page of a token', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop of the token page' } }));
    for (const name of ['marketing', 'orders']) {
      await must(api().createNamespace({ path: { project: PROJECT }, body: { name } }));
    }
  });

  it('says what it is and may do, whether it is used, and how to ask for the same elsewhere', async () => {
    const made = await make('nightly-export', {
      description: 'For the nightly export job',
      allowedIps: ['127.0.0.0/8', '192.0.2.0/24'],
    });
    const page = await openConsole('/settings');
    await pretendPast(page, made.token.id);
    await page.goto(`${inject('stack').url}/console/tokens/${made.token.id}`);
    await page.getByText('Reads and writes namespace marketing').waitFor();
    await page.getByText('192.0.2.0/24').waitFor();
    await page.getByRole('img', { name: /accepted and 21 refused/ }).waitFor();
    await page.getByText('The numbers by day').click();
    expect(
      await page
        .getByRole('table', { name: /requests by day/ })
        .getByRole('row')
        .count(),
    ).toBe(31);
    await page.getByText('The numbers by day').click();
    await page.getByText('The same on the command line').first().click();
    await page.getByText(`jeton token uses ${made.token.id}`).waitFor();
    await page.getByText('The same on the command line').first().click();
    await expectAccessible(page);
    await takePictures(page, 'token');
  });

  it('refreshes with an overlap, counts it down, and sees it end when the new secret is used', async () => {
    const made = await make('in-overlap');
    const page = await show(made);
    await page.getByRole('button', { name: 'Refresh …' }).click();
    await page.getByRole('radio', { name: 'For 7 days' }).check();
    await page.getByLabel('When does the token end?').selectOption('In 90 days');
    await page.getByText(/^It will end on/).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'token-refresh');
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    const fresh = await secretOf(page);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByText(/The old secret works for 6 d 23 h more/).waitFor();
    await page.getByText('Neither secret has been used').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'token-overlap');
    expect(await works(made.secret)).toBe(true);
    expect(await works(fresh)).toBe(true);
    await page.getByText(/The old secret works for/).waitFor({ state: 'detached' });
    expect(await works(made.secret)).toBe(false);
  });

  it('ends the old secret at once where that is asked for, and tells a time that cannot be', async () => {
    const made = await make('at-once');
    const page = await show(made, '?do=refresh');
    await page.getByRole('radio', { name: 'For another time' }).check();
    await page.getByLabel('The old secret works for').fill('31d');
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    await page.getByText('Write a time of up to 30d').waitFor();
    expect(await works(made.secret)).toBe(true);
    await page.getByRole('radio', { name: 'Not at all' }).check();
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    expect(await works(made.secret)).toBe(false);
  });

  it('a dialog stands in the address: a reload keeps it, going back closes it', async () => {
    const page = await show(await make('addressed'));
    await page.getByRole('button', { name: 'Refresh …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refresh addressed' });
    await dialog.waitFor();
    await page.reload();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.reload();
    expect(await page.getByRole('tab', { name: 'History' }).getAttribute('aria-selected')).toBe('true');
  });

  it('changes name, grants and restrictions, and nothing else; what is wrong is told at its field', async () => {
    const made = await make('edited');
    const page = await show(made);
    await more(page, 'Edit …');
    const save = page.getByRole('button', { name: 'Save the changes' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('Name', { exact: true }).fill('edited twice');
    await page.getByLabel('Only from addresses').fill('nonsense');
    await page.getByRole('button', { name: 'Add a grant' }).click();
    await page.getByRole('checkbox', { name: 'read' }).last().check();
    await save.click();
    await page.getByText('One of these is not finished').waitFor();
    await page.getByLabel('Called').last().fill('ord');
    await page.getByRole('option', { name: 'orders' }).click();
    expectStatus(page, 400);
    await save.click();
    await page.getByText('nonsense is no address or CIDR block').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Only from addresses').fill('192.0.2.0/24');
    await page.getByText('nonsense is no address or CIDR block').waitFor({ state: 'detached' });
    await takePictures(page, 'token-edit');
    await save.click();
    await page.getByRole('heading', { level: 1, name: 'edited twice' }).waitFor();
    await page.getByText('Reads namespace orders').waitFor();
    const changed = await must(api().getToken({ path: { id: made.token.id } }));
    expect(changed).toMatchObject({ name: 'edited twice', allowedIps: ['192.0.2.0/24'], description: null });
    expect(changed.grants).toHaveLength(2);
  });

  it('hands the token over by a link, and takes the link back', async () => {
    const page = await show(await make('handed-over'));
    await page.getByRole('tab', { name: 'Links' }).click();
    await page.getByText('No link leads to this token').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hand over …' }).click();
    await page.getByText('the present one stops at once').waitFor();
    expectStatus(page, 400);
    await page.getByLabel('Mail address').fill('nobody@nowhere');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Invalid email address').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Mail address').fill('token-grace@example.com');
    await page.getByLabel('A word to go with it').fill('For the export job.');
    await page.getByRole('button', { name: 'Send the link' }).click();
    const row = page.getByRole('row').filter({ hasText: 'token-grace@example.com' });
    await row.getByText('open').waitFor();
    await takePictures(page, 'token-links');
    await row.getByRole('button', { name: 'Revoke the link' }).click();
    await page.getByRole('button', { name: 'Revoke the link', exact: true }).click();
    await row.getByText('revoked').waitFor();
  });

  it('shows a kept secret only after it has said that this is recorded, and the history tells of it', async () => {
    const made = await make('kept', { retrievable: true });
    const page = await show(made);
    await more(page, 'Show the secret …');
    await page.getByText('written into the audit trail').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show the secret', exact: true }).click();
    await page.getByText(made.secret).waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText(made.secret).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Its secret was shown').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'token-history');
  });

  it('stops for now, works again, and ends for good once its name is typed', async () => {
    const made = await make('to-be-ended');
    const page = await show(made);
    await more(page, 'Disable …');
    await page.getByRole('button', { name: 'Disable the token' }).click();
    await page.getByText('This token was disabled').waitFor();
    expect(await works(made.secret)).toBe(false);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('This token was disabled').waitFor({ state: 'detached' });
    expect(await works(made.secret)).toBe(true);
    await more(page, 'Revoke …');
    await page.getByLabel(/^To go on, type/).fill('to-be-ended');
    await page.getByRole('button', { name: 'Revoke the token' }).click();
    await page.getByText('This token was revoked').waitFor();
    await expectAccessible(page);
    expect(await works(made.secret)).toBe(false);
    const again = await page.getByRole('link', { name: 'Create one like it' }).getAttribute('href');
    expect(Object.fromEntries(new URL(again ?? '', page.url()).searchParams)).toMatchObject({
      type: 'access',
      name: 'to-be-ended',
      project: PROJECT,
      environment: 'production',
      namespace: 'marketing+rw',
      expires: '45d',
    });
  });

  it('offers no new one like a token that nobody could use: it would be wider', async () => {
    const made = await make('for-nobody', { clients: [] });
    await must(api().revokeToken({ path: { id: made.token.id } }));
    const page = await show(made);
    await page.getByText('none: nobody can use it').waitFor();
    expect(await page.getByRole('link', { name: 'Create one like it' }).count()).toBe(0);
  });
});

describe.skipIf(!hasBrowser)('the page of a token, to others', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'token-seen', name: 'Tokens to look at' } }));
  });

  it('who may only see tokens is offered nothing else, whatever stands in the address', async () => {
    await must(api().createRole({ body: { name: 'token-watcher', permissions: ['token:read'] } }));
    const email = 'token-watcher@example.com';
    const user = await must(api().createUser({ body: { email, name: 'Wanda', password: PASSWORD } }));
    await must(api().putMember({ path: { project: 'token-seen', user: user.id }, body: { role: 'token-watcher' } }));
    const body = { type: 'access' as const, name: 'only seen', project: 'token-seen', environments: ['production'] };
    const { token } = await must(api().createToken({ body: { ...body, grants: [] } }));
    const page = await openPage();
    await page.goto(`${inject('stack').url}/console/tokens/${token.id}?do=revoke&tab=history`);
    await signInByPassword(page, email, PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'only seen' }).waitFor();
    await page.getByText('Does nothing yet').waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Details']);
    for (const name of [/Refresh/, /Hand over/, /More to do/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expectAccessible(page);
  });

  it('a token that is not there is told plainly', async () => {
    const page = await openConsole('/settings');
    expectStatus(page, 404);
    await page.goto(`${inject('stack').url}/console/tokens/tok_00000000000`);
    await page.getByRole('heading', { level: 1, name: 'There is no such token' }).waitFor();
    const trail = page.getByRole('link', { name: 'Look in the audit trail' });
    expect(await trail.getAttribute('href')).toBe('/console/audit?target=tok_00000000000');
    await expectAccessible(page);
  });

  it('a token that manages nothing is told so, and the API is not asked', async () => {
    const { token, secret } = await must(
      api().createToken({
        body: { type: 'client', name: 'token-limited', project: 'token-seen', environments: ['production'] },
      }),
    );
    const page = await openConsole(`/tokens/${token.id}`, { token: secret });
    await page.getByRole('heading', { name: 'This token manages no tokens' }).waitFor();
    await expectAccessible(page);
  });
});
