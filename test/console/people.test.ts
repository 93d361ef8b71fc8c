import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
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
import { personalToken } from './support/people.ts';

const PASSWORD = 'correct horse battery staple';

describe.skipIf(!hasBrowser)('people', () => {
  useBrowser();

  const person = (name: string, email: string, role = 'none') =>
    must(api().createUser({ body: { name, email, role, password: PASSWORD } }));
  const dialog = (page: Page) => page.getByRole('dialog');
  const act = async (page: Page, what: string) => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };

  beforeAll(async () => {
    await person('Annie Easley', 'annie@people.example', 'viewer');
    await person('Barbara Liskov', 'barbara@people.example', 'editor');
    await person('Edsger Dijkstra', 'edsger@people.example');
    await person('Katherine Johnson', 'katherine@people.example', 'token_admin');
    await person('Margaret Hamilton', 'margaret@people.example');
  });

  it('are added with a root role, and shown with what it lets them do', async () => {
    const page = await openConsole('/people');
    await page.getByRole('link', { name: 'Annie Easley' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Evelyn Boyd');
    await dialog(page).getByLabel('Mail address').fill('evelyn@people.example');
    await dialog(page).getByLabel('Root role').selectOption('viewer');
    await dialog(page).getByText('Sees every project, but no token').waitFor();
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Add the person' }).click();
    await page.getByRole('heading', { level: 1, name: 'Evelyn Boyd' }).waitFor();
    await page.getByText('no password is set').waitFor();
    await page.getByText('All that this permits').click();
    await page.getByText('See namespaces and read their items').waitFor();
    await expectAccessible(page);
  });

  it('are found by what is typed and by their role, and the address keeps both', async () => {
    const page = await openConsole('/people');
    await page.getByRole('searchbox').fill('people.example');
    await page.waitForURL('**/people?q=people.example');
    await page.getByLabel('Root role').selectOption('editor');
    await page.getByText('1 of 1').waitFor();
    expect(new URL(page.url()).search).toBe('?q=people.example&role=editor');
    await page.reload();
    await page.getByText('1 of 1').waitFor();
    await page.getByRole('link', { name: 'Barbara Liskov' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Annie Easley' }).waitFor();
    await page.getByRole('searchbox').fill('nobody at all');
    await page.getByRole('heading', { name: 'Nobody is called so' }).waitFor();
    await expectAccessible(page);
  });

  it('whose mail address is taken are not added twice: the form stays, and says so', async () => {
    const page = await openConsole('/people');
    expectStatus(page, 409);
    await page.getByRole('button', { name: 'Add a person' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Another Annie');
    await dialog(page).getByLabel('Mail address').fill('ANNIE@people.example');
    await dialog(page).getByRole('button', { name: 'Add the person' }).click();
    await dialog(page).getByText('another person has the mail address').waitFor();
    expect(await dialog(page).getByLabel('Name', { exact: true }).inputValue()).toBe('Another Annie');
    await expectAccessible(page);
  });

  it('are given a password, and sign in by it', async () => {
    const { id } = await must(api().createUser({ body: { name: 'Tim', email: 'tim@people.example' } }));
    const page = await openConsole(`/people/users/${id}`);
    await act(page, 'Set a password');
    await dialog(page).getByLabel('New password').fill(PASSWORD);
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('password, or a token of theirs').waitFor();
    expect(await personalToken('tim@people.example', PASSWORD)).toContain('jtn_');
    await act(page, 'Take the password away');
    await dialog(page).getByRole('button', { name: 'Take the password away' }).click();
    await page.getByText('no password is set').waitFor();
  });

  it('that are disabled take their tokens with them, and the page says how many that are', async () => {
    const { id } = await person('Niklaus Wirth', 'niklaus@people.example');
    const token = await personalToken('niklaus@people.example', PASSWORD);
    const page = await openConsole(`/people/users/${id}`);
    await act(page, 'Disable');
    await dialog(page).getByText('every token of theirs: 1 token').waitFor();
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Disable the person' }).click();
    await page.getByText('disabled: every token of theirs is refused').waitFor();
    expect(await api(token).getOwnUser()).toMatchObject({ ok: false });
    await act(page, 'Enable');
    await dialog(page).getByRole('button', { name: 'Enable the person' }).click();
    await page.getByText('disabled: every token').waitFor({ state: 'detached' });
  });

  it('are deleted once their name is typed, after it was said what goes with them', async () => {
    const { id } = await person('Alan Perlis', 'alan@people.example');
    await personalToken('alan@people.example', PASSWORD);
    const page = await openConsole(`/people/users/${id}`);
    await act(page, 'Delete');
    await dialog(page).getByRole('link', { name: '1 token' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Disable them instead' }).waitFor();
    await expectAccessible(page);
    const remove = dialog(page).getByRole('button', { name: 'Delete the person' });
    expect(await remove.isDisabled()).toBe(true);
    await dialog(page).getByLabel('To go on, type: Alan Perlis').fill('Alan Perlis');
    await remove.click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await api().getUser({ path: { id } })).toMatchObject({ error: { code: 'not_found' } });
  });

  it('the last administrator is not demoted: the page says so, and nothing has changed', async () => {
    const { items } = await must(api().listUsers({ query: { role: 'admin' } }));
    expect(items).toHaveLength(1);
    const page = await openConsole(`/people/users/${items[0]?.id}`);
    expectStatus(page, 409);
    await act(page, 'Give another root role');
    await dialog(page).getByLabel('Root role').selectOption('viewer');
    await dialog(page).getByRole('button', { name: 'Give the role' }).click();
    await dialog(page).getByText('the last enabled administrator').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Everything, in every project; is of every group').waitFor();
  });

  it('one that is not there, and people for whom one has no right, are told of plainly', async () => {
    const page = await openConsole('/people/users/usr_00000000000');
    expectStatus(page, 404);
    await page.getByRole('heading', { name: 'Nobody has the id usr_00000000000' }).waitFor();
    await expectAccessible(page);
    const token = await personalToken('margaret@people.example', PASSWORD);
    const other = await openConsole('/people', { token });
    await other.getByRole('heading', { name: 'People are not yours to see' }).waitFor();
    await expectAccessible(other);
    await other.getByRole('link', { name: 'What you may do' }).click();
    await other.getByRole('heading', { level: 1, name: 'Margaret Hamilton' }).waitFor();
    expect(await other.getByRole('button', { name: 'Actions' }).count()).toBe(0);
  });
});

describe.skipIf(!hasBrowser)('groups', () => {
  useBrowser();

  it('are made, filled, renamed, and deleted when they guard nothing', async () => {
    await must(api().createUser({ body: { name: 'Radia Perlman', email: 'radia@groups.example' } }));
    await must(api().createProject({ body: { id: 'guarded', name: 'Guarded' } }));
    const page = await openConsole('/people?tab=groups');
    await page.getByRole('button', { name: 'Create a group' }).first().click();
    await page.getByLabel('Id').fill('marketing');
    await page.getByLabel('Name (may be left out)').fill('Marketing');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create the group' }).click();
    await page.getByRole('heading', { level: 1, name: 'Marketing' }).waitFor();
    await must(api().createNamespace({ path: { project: 'guarded' }, body: { name: 'ads', group: 'marketing' } }));

    await page.getByRole('combobox', { name: 'Person' }).fill('radia');
    await page.getByRole('option', { name: /Radia Perlman/ }).click();
    await page.getByRole('button', { name: 'Put into the group' }).click();
    await page.getByRole('link', { name: 'Radia Perlman' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'ads' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'group');

    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Marketing and sales');
    await page.getByRole('button', { name: 'Rename the group' }).click();
    await page.getByRole('heading', { level: 1, name: 'Marketing and sales' }).waitFor();

    await page.getByRole('button', { name: 'Take Radia Perlman out' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take them out' }).click();
    await page.getByRole('heading', { name: 'Nobody is in it' }).waitFor();

    expectStatus(page, 409);
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('To go on, type: marketing').fill('marketing');
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByText('is still used: 1 namespace').waitFor();
    await expectAccessible(page);
    await must(api().deleteNamespace({ path: { project: 'guarded', namespace: 'ads' } }));
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await api().getGroup({ path: { group: 'marketing' } })).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe.skipIf(!hasBrowser)('roles', () => {
  useBrowser();

  it('say what they permit; built-in ones never change', async () => {
    const page = await openConsole('/people?tab=roles');
    await page.getByRole('link', { name: 'token_admin' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'token_admin' }).click();
    await page.getByText('See the secret of a retrievable one').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await expectAccessible(page);
  });

  it('are made from another one, and narrowed to an environment; what is not saved is not lost unasked', async () => {
    const page = await openConsole('/people?tab=roles');
    await page.getByRole('button', { name: 'Create a role' }).click();
    await page.getByLabel('Name', { exact: true }).fill('developer');
    await page.getByLabel('What it is for (may be left out)').fill('Tokens of staging, and the namespaces');
    await page.getByLabel('Begin with').selectOption('token_admin');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create the role' }).click();
    await page.getByRole('heading', { level: 1, name: 'developer' }).waitFor();
    await page.getByRole('checkbox', { name: 'All with Tokens', exact: true }).uncheck();
    for (const meaning of ['See client', 'Make client', 'Refresh', 'Revoke', 'See the secret']) {
      await page
        .getByRole('row', { name: /^Tokens/ })
        .first()
        .getByRole('checkbox', { name: meaning })
        .uncheck();
    }
    await page.getByLabel('Narrow tokens to an environment').selectOption('staging');
    await page.getByRole('checkbox', { name: 'All with Tokens, only in staging' }).check();
    await page.getByText('1 permission more, 1 less').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'role');
    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Save the permissions' }).click();
    await page.getByText('developer is changed, for all who have it').waitFor();
    const { permissions } = await must(api().getRole({ path: { name: 'developer' } }));
    expect(permissions).toContain('token:*@staging');
    expect(permissions).not.toContain('token:*');
  });

  it('that somebody has are not deleted: the page says who, and how many', async () => {
    await must(api().createRole({ body: { name: 'auditor', permissions: ['event:read'] } }));
    await must(api().createUser({ body: { name: 'Lynn Conway', email: 'lynn@roles.example', role: 'auditor' } }));
    const page = await openConsole('/people/roles/auditor');
    expectStatus(page, 409);
    await page.getByRole('link', { name: 'Lynn Conway' }).waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('To go on, type: auditor').fill('auditor');
    await page.getByRole('button', { name: 'Delete the role' }).click();
    await page.getByText('is still used: 1 root role').waitFor();
    await expectAccessible(page);
  });

  it('a name that is taken is told in the form', async () => {
    const page = await openConsole('/people?tab=roles');
    expectStatus(page, 409, 400);
    await page.getByRole('button', { name: 'Create a role' }).click();
    await page.getByLabel('Name', { exact: true }).fill('viewer');
    await page.getByRole('button', { name: 'Create the role' }).click();
    await page.getByText('role viewer is built in').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Not a name');
    await page.getByRole('button', { name: 'Create the role' }).click();
    await page.getByText('must be 1 to 32 of').first().waitFor();
  });
});
