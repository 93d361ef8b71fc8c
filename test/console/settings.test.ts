import { beforeAll, describe, expect, inject, it } from 'vitest';
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

describe.skipIf(!hasBrowser)('the settings', () => {
  useBrowser();
  const { url } = inject('stack');

  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'se-shop', name: 'Settings shop' } }));
    await must(api().createNamespace({ path: { project: 'se-shop' }, body: { name: 'marketing' } }));
  });

  it('tell what the deployment allows, and which variable changes it', async () => {
    const page = await openConsole('/settings');
    await page.getByRole('heading', { name: 'Lifetimes' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'STALENESS_SECONDS' }).getByText('10 seconds').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'settings');
  });

  it('make an environment, and delete it by its name', async () => {
    const page = await openConsole('/settings?tab=environments');
    await page.getByRole('button', { name: 'Make an environment' }).click();
    const form = page.getByRole('dialog', { name: 'Make an environment' });
    await form.getByLabel('Id').fill('Se Preview');
    expectStatus(page, 400);
    await form.getByRole('button', { name: 'Make the environment' }).click();
    await form.getByRole('alert').waitFor();
    await expectAccessible(page);
    await form.getByLabel('Id').fill('se-preview');
    await form.getByRole('button', { name: 'Make the environment' }).click();
    await page.getByRole('button', { name: 'Actions for se-preview' }).click();
    await page.getByRole('menuitem', { name: 'Delete it' }).click();
    const confirm = page.getByRole('dialog', { name: 'Delete se-preview?' });
    await confirm.getByLabel(/To go on, type/).fill('se-preview');
    await confirm.getByRole('button', { name: 'Delete the environment' }).click();
    await page.getByText('Environment se-preview is gone').first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Actions for se-preview' }).count()).toBe(0);
  });

  it('register a client, say which field is wrong, and change it', async () => {
    const page = await openConsole('/settings?tab=clients');
    await page.getByRole('button', { name: 'Register a client' }).click();
    const form = page.getByRole('dialog', { name: 'Register a client' });
    await form.getByLabel('Id').fill('se-billing');
    await form.getByLabel('Addresses').fill('192.0.2.0/24\nnowhere');
    await expectAccessible(page);
    expectStatus(page, 400);
    await form.getByRole('button', { name: 'Register the client' }).click();
    await expect.poll(() => form.getByLabel('Addresses').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Addresses').fill('192.0.2.0/24');
    await form.getByRole('button', { name: 'Register the client' }).click();
    await page.getByRole('row').filter({ hasText: 'se-billing' }).getByText('192.0.2.0/24').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Actions for se-billing' }).click();
    await page.getByRole('menuitem', { name: 'Change it' }).click();
    const change = page.getByRole('dialog', { name: 'Change se-billing' });
    await change.getByLabel('Name').fill('Invoices of se');
    await change.getByRole('button', { name: 'Change the client' }).click();
    await page.getByRole('row').filter({ hasText: 'Invoices of se' }).waitFor();
    expect(await must(api().getClient({ path: { client: 'se-billing' } }))).toMatchObject({
      name: 'Invoices of se',
      allowedIps: ['192.0.2.0/24'],
      group: null,
    });
  });

  it('trust the jobs of one branch, let them rest, and trust them no longer', async () => {
    const page = await openConsole('/settings?tab=issuers');
    await page.getByRole('button', { name: 'Trust an issuer' }).click();
    const form = page.getByRole('dialog', { name: 'Trust an issuer' });
    await form.getByLabel('Name').fill('se deployments');
    await form.getByLabel('Repository').fill('acme/shop');
    await form.getByLabel('For tokens of the project').selectOption('se-shop');
    await form.getByLabel('production').check();
    await form.getByLabel('Grants').fill('marketing');
    await form.getByRole('button', { name: 'Trust the issuer' }).click();
    await form.getByText('marketing is no grant').waitFor();
    await expectAccessible(page);
    await form.getByLabel('Grants').fill('marketing+r');
    await form.getByRole('button', { name: 'Trust the issuer' }).click();
    await page.getByRole('row').filter({ hasText: 'se deployments' }).getByText('ref: refs/heads/main').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'settings-issuers');
    await page.getByRole('button', { name: 'Actions for se deployments' }).click();
    await page.getByRole('menuitem', { name: 'Delete it' }).click();
    await page.getByRole('button', { name: 'Disable it instead' }).click();
    await page
      .getByRole('dialog', { name: 'Disable se deployments?' })
      .getByRole('button', { name: 'Disable it' })
      .click();
    await page.getByRole('row').filter({ hasText: 'se deployments' }).getByText('Disabled').waitFor();
    await page.getByRole('button', { name: 'Actions for se deployments' }).click();
    await page.getByRole('menuitem', { name: 'Delete it' }).click();
    const confirm = page.getByRole('dialog', { name: 'Delete se deployments?' });
    await confirm.getByLabel(/To go on, type/).fill('se deployments');
    await confirm.getByRole('button', { name: 'Trust it no longer' }).click();
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'se deployments' }).count()).toBe(0);
  });

  it('publish the next signing key, and take it away before it signs', async () => {
    await must(api().rotateSigningKey({ body: { signsFrom: 'now' } }));
    const page = await openConsole('/settings?tab=signing-keys');
    await page.getByRole('button', { name: 'Rotate the key' }).click();
    const rotate = page.getByRole('dialog', { name: 'Rotate the key' });
    await expectAccessible(page);
    await rotate.getByRole('button', { name: 'Rotate the key' }).click();
    const waiting = page.getByRole('row').filter({ hasText: 'Published, signs later' });
    await waiting.waitFor();
    const kid = (await waiting.getByRole('rowheader').innerText()).trim();
    await waiting.getByRole('button', { name: /^Actions for key/ }).click();
    await page.getByRole('menuitem', { name: 'Take it away' }).click();
    const confirm = page.getByRole('dialog', { name: 'Take the key away?' });
    await confirm.getByLabel(/To go on, type/).fill(kid.slice(0, 8));
    await confirm.getByRole('button', { name: 'Take the key away' }).click();
    await expect.poll(() => waiting.count()).toBe(0);
    await expectAccessible(page);
  });

  it('change one’s own name and password, and say that the present one was wrong', async () => {
    const password = 'correct horse battery staple';
    await must(api().createUser({ body: { email: 'se-adele@example.com', name: 'Adele', password } }));
    const page = await openPage();
    await page.goto(`${url}/console/settings?tab=you`);
    await signInByPassword(page, 'se-adele@example.com', password);
    await page.getByLabel('Name', { exact: true }).fill('Adele Goldberg');
    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByRole('region', { name: 'Account', exact: true }).getByText('Adele Goldberg').waitFor();
    await page.getByLabel('Present password').fill('something else entirely');
    await page.getByLabel('New password').fill('tower of mornings 5');
    expectStatus(page, 400);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('is not the present password').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Present password').fill(password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password is changed').first().waitFor();
    expect(await page.getByLabel('New password').inputValue()).toBe('');
    await takePictures(page, 'settings-you');
  });

  it('keep the colours in this browser, also for a limited token, which sees nothing else', async () => {
    const grants = [{ resource: 'bucket', name: 'photos', actions: ['read'] }];
    const body = {
      type: 'access',
      name: 'se-limited',
      projects: ['se-shop'],
      environments: ['production'],
      grants,
    } as const;
    const { secret } = await must(
      api().createToken({ body: { ...body, projects: ['se-shop'], environments: ['production'] } }),
    );
    const page = await openConsole('/settings', { token: secret });
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['You']);
    await page.getByLabel('Dark').check();
    await page.reload();
    await page.getByLabel('Dark').waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByLabel('Dark').isChecked()).toBe(true);
    await expectAccessible(page);
  });
});
