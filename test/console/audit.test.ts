import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { api, expectAccessible, hasBrowser, must, openConsole, takePictures, useBrowser } from './support/browser.ts';

describe.skipIf(!hasBrowser)('the audit trail', () => {
  useBrowser();
  let token: string;

  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'au-shop', name: 'Audit shop' } }));
    await must(api().createNamespace({ path: { project: 'au-shop' }, body: { name: 'marketing' } }));
    const grant = { resource: 'namespace', name: 'marketing', actions: ['read'] };
    const places = { projects: ['au-shop'], environments: ['production'] };
    const body = { type: 'access', name: 'au-cron', ...places, grants: [grant] } as const;
    token = (await must(api().createToken({ body: { ...body, grants: [grant] } }))).token.id;
    await must(
      api().patchToken({
        path: { id: token },
        body: { description: 'the nightly job', grants: [{ ...grant, actions: ['read', 'write'] }] },
      }),
    );
    await must(api().disableToken({ path: { id: token } }));
  });

  it('says in words what happened, and what it was before', async () => {
    const page = await openConsole('/audit?project=au-shop');
    const changed = page.getByRole('row').filter({ hasText: 'Token changed' });
    await changed.waitFor();
    await takePictures(page, 'audit');
    await expectAccessible(page);
    await changed.getByRole('button', { name: /^More on/ }).click();
    const differences = page.getByRole('table', { name: 'What changed' });
    await differences.getByText('marketing+rw').waitFor();
    await differences.getByText('the nightly job').waitFor();
    await expectAccessible(page);
    await page.reload();
    await differences.getByText('marketing+rw').waitFor();
    await page.getByRole('link', { name: 'All that was done to it' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('target')).toBe(token);
    await page.getByRole('row').filter({ hasText: 'Token created' }).waitFor();
  });

  it('shows what is chosen only, and keeps that in the address', async () => {
    const page = await openConsole('/audit?project=au-shop');
    await page.getByLabel('What happened').selectOption({ label: 'Token disabled' });
    await expect.poll(() => new URL(page.url()).searchParams.get('action')).toBe('token.disabled');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.reload();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByLabel('On what').fill('tok_00000000000');
    await page.getByLabel('On what').press('Enter');
    await page.getByRole('heading', { name: 'Nothing of that happened' }).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('row').nth(1).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('checks the chain from its first row to its last', async () => {
    const page = await openConsole('/audit');
    await page.getByRole('button', { name: 'Check the trail' }).click();
    await page.getByText('The trail is as it was written.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close' }).last().click();
  });

  it('is exported as far as it is filtered, a line an event', async () => {
    const page = await openConsole('/audit?project=au-shop&action=namespace.created');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export these' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('events.ndjson');
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).target)).toEqual(['namespace:au-shop/marketing']);
  });

  it('a member reads the trail of the project, and of no other', async () => {
    const { id } = await must(api().createUser({ body: { email: 'au-mia@example.com', name: 'Mia Member' } }));
    await must(api().putMember({ path: { project: 'au-shop', user: id }, body: { role: 'member' } }));
    const { secret } = await must(api().createToken({ body: { type: 'personal', name: 'au-mia', owner: id } }));
    const page = await openConsole('/audit?project=default', { token: secret });
    await page.getByRole('row').filter({ hasText: 'Namespace made' }).waitFor();
    expect(await page.getByLabel('Project', { exact: true }).inputValue()).toBe('au-shop');
    expect(await page.getByRole('button', { name: 'Check the trail' }).count()).toBe(0);
    await expectAccessible(page);
  });

  it('says plainly that it is not for everybody', async () => {
    const { id } = await must(api().createUser({ body: { email: 'au-none@example.com', name: 'Nobody Special' } }));
    const { secret } = await must(api().createToken({ body: { type: 'personal', name: 'au-none', owner: id } }));
    const page = await openConsole('/audit', { token: secret });
    await page.getByRole('heading', { name: 'The audit trail is not yours to read' }).waitFor();
    await expectAccessible(page);
  });
});
