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

describe.skipIf(!hasBrowser)('projects', () => {
  useBrowser();

  const people: Record<string, string> = {};
  const tokens: Record<string, string> = {};
  const dialog = (page: Page) => page.getByRole('dialog');
  const addPerson = async (name: string) => {
    const email = `${name.toLowerCase()}@projects.example`;
    const user = await must(api().createUser({ body: { name, email, password: PASSWORD } }));
    people[name] = user.id;
    tokens[name] = await personalToken(email, PASSWORD);
  };
  const join = (project: string, name: string, role: string) =>
    must(api().putMember({ path: { project, user: people[name] ?? '' }, body: { role } }));
  const makeProject = (id: string, name: string) => must(api().createProject({ body: { id, name } }));
  const act = async (page: Page, what: string) => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };

  beforeAll(async () => {
    for (const name of ['Hedy', 'Joan', 'Kathleen', 'Stranger']) await addPerson(name);
    await makeProject('newsletter', 'Newsletter');
    await makeProject('web-shop', 'Web shop');
  });

  it('are listed, made and renamed', async () => {
    const page = await openConsole('/projects');
    await page.getByRole('link', { name: 'Newsletter' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'projects');
    await page.getByRole('button', { name: 'Create a project' }).click();
    await page.getByLabel('Id').fill('field-reports');
    await page.getByLabel('Name (may be left out)').fill('Field');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create the project' }).click();
    await page.getByRole('heading', { level: 1, name: 'Field' }).waitFor();
    await page.getByRole('heading', { name: 'Nobody belongs to it yet' }).waitFor();
    await expectAccessible(page);
    await act(page, 'Rename');
    await page.getByLabel('Name', { exact: true }).fill('Field reports');
    await page.getByRole('button', { name: 'Rename the project' }).click();
    await page.getByRole('heading', { level: 1, name: 'Field reports' }).waitFor();
  });

  it('have members, who are added, given another role, and removed with their master token', async () => {
    await join('web-shop', 'Joan', 'owner');
    await join('web-shop', 'Kathleen', 'member');
    const page = await openConsole('/projects/web-shop');
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByRole('combobox', { name: 'Person' }).fill('hedy');
    await page.getByRole('option', { name: /Hedy/ }).click();
    await dialog(page).getByText('Makes and manages the project’s tokens').waitFor();
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Add the member' }).click();
    await page.getByRole('row', { name: /Hedy/ }).getByRole('link', { name: 'member' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'project');

    await page.getByRole('button', { name: 'Actions for Hedy' }).click();
    await page.getByRole('menuitem', { name: 'Change the role' }).click();
    await dialog(page).getByLabel('Role in the project').selectOption('owner');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('row', { name: /Hedy/ }).getByRole('link', { name: 'owner' }).waitFor();

    const masters = { query: { project: 'web-shop', type: 'master', owner: people.Hedy } } as const;
    expect((await must(api().listTokens(masters))).items).toHaveLength(1);
    await page.getByRole('button', { name: 'Actions for Hedy' }).click();
    await page.getByRole('menuitem', { name: 'Remove from the project' }).click();
    await dialog(page).getByText('Their master token for web-shop ends at once').waitFor();
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Remove the member' }).click();
    await page.getByRole('dialog', { name: 'Remove Hedy from web-shop?' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Hedy/ }).waitFor({ state: 'detached' });
    expect((await must(api().listTokens(masters))).items).toHaveLength(0);
  });

  it('whose people one may add, but no stronger ones than oneself: those are not offered', async () => {
    await must(api().createRole({ body: { name: 'host', permissions: ['member:*'] } }));
    await makeProject('hosted', 'Hosted');
    await join('hosted', 'Joan', 'owner');
    await join('hosted', 'Hedy', 'host');
    await join('hosted', 'Kathleen', 'host');
    const page = await openConsole('/projects/hosted', { token: tokens.Hedy ?? '' });
    await page.getByRole('row', { name: /Joan/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Actions for Joan' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Actions for Kathleen' }).click();
    await page.getByRole('menuitem', { name: 'Remove from the project' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a member' }).click();
    const roles = dialog(page).getByLabel('Role in the project').getByRole('option');
    expect(await roles.allTextContents()).toEqual(['host']);
    await dialog(page).getByText('your roles do not let you look people up').waitFor();
    await expectAccessible(page);
  });

  it('where one loses the right while adding somebody, the form says so, and is then no longer offered', async () => {
    await makeProject('handover', 'Handover');
    await join('handover', 'Joan', 'owner');
    const page = await openConsole('/projects/handover', { token: tokens.Joan ?? '' });
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByRole('combobox', { name: 'Person' }).fill('kathleen');
    await page.getByRole('option', { name: /Kathleen/ }).click();
    await join('handover', 'Joan', 'member');
    expectStatus(page, 403);
    await dialog(page).getByRole('button', { name: 'Add the member' }).click();
    await dialog(page).getByRole('alert').filter({ hasText: 'insufficient_scope' }).waitFor();
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a member' }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Handover' }).waitFor();
  });

  it('one may always leave', async () => {
    await must(api().createRole({ body: { name: 'writer', permissions: ['namespace:write'] } }));
    await makeProject('left', 'Left');
    await join('left', 'Kathleen', 'writer');
    const page = await openConsole('/projects/left', { token: tokens.Kathleen ?? '' });
    await page.getByText('You are writer of the project.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Leave the project' }).click();
    await dialog(page).getByRole('button', { name: 'Leave the project' }).click();
    await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
    expect(await api().getMember({ path: { project: 'left', user: people.Kathleen ?? '' } })).toMatchObject({
      ok: false,
    });
  });

  it('that tokens name are not deleted, but by taking them out of those, which is a step of its own', async () => {
    await makeProject('closing', 'Closing');
    const body = { type: 'client' as const, environments: ['staging'], expires: '30d', grants: [] };
    const { token: alone } = await must(api().createToken({ body: { ...body, name: 'one', projects: ['closing'] } }));
    const both = ['closing', 'newsletter'];
    const { token: other } = await must(api().createToken({ body: { ...body, name: 'two', projects: both } }));
    const page = await openConsole('/projects/closing');
    expectStatus(page, 409);
    await act(page, 'Delete');
    await page.getByRole('link', { name: '2 live tokens' }).waitFor();
    await page.getByLabel('To go on, type: closing').fill('closing');
    await page.getByRole('button', { name: 'Delete the project' }).click();
    await page.getByText('is still used: 2 live tokens').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take it out of them' }).click();
    await page.getByText('1 of them names no other project').waitFor();
    await expectAccessible(page);
    const detach = page.getByRole('button', { name: 'Take it out and delete it' });
    await page.getByLabel('To go on, type: closing').fill('closing');
    expect(await detach.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'I know that programs may stop with this' }).check();
    await detach.click();
    await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
    expect(await must(api().getToken({ path: { id: alone.id } }))).toMatchObject({ projects: [] });
    expect(await must(api().getToken({ path: { id: other.id } }))).toMatchObject({ projects: ['newsletter'] });
  });

  it('one has no part in look like none, and who is in no project is told how to come to one', async () => {
    const page = await openConsole('/projects', { token: tokens.Stranger ?? '' });
    await page.getByRole('heading', { name: 'You belong to no project' }).waitFor();
    await expectAccessible(page);
    expectStatus(page, 404);
    await page.goto(`${new URL(page.url()).origin}/console/projects/newsletter`);
    await page.getByRole('heading', { name: 'There is no project newsletter' }).waitFor();
    await expectAccessible(page);
  });
});
