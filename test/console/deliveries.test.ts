import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import { api, expectAccessible, hasBrowser, must, openConsole, takePictures, useBrowser } from './support/browser.ts';
import { personalToken } from './support/people.ts';

const PASSWORD = 'correct horse battery staple';
const PROJECT = 'told-media';

describe.skipIf(!hasBrowser)('deliveries', () => {
  useBrowser();
  const jeton = api();
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    await must(jeton.createProject({ body: { id: PROJECT, name: 'Media' } }));
  });
  afterAll(() => receiver.close());

  const dialog = (page: Page) => page.getByRole('dialog');
  const state = (page: Page) => dialog(page).getByRole('status').first();
  /** A subscription that was sent a sample; its id. */
  const told = async (address: string, description: string) => {
    const channel = address.includes('@') ? 'mail' : 'webhook';
    const body = { channel, address, description, filter: { project: PROJECT } } as const;
    const { subscription } = await must(jeton.createSubscription({ body }));
    await must(jeton.testSubscription({ path: { id: subscription.id } }));
    return subscription.id;
  };

  it('one that fails is followed, with its answer and when it is tried again', async () => {
    const id = await told(`${receiver.url}/fail?key=fails&times=9`, 'Chat room');
    const page = await openConsole(`/deliveries?subscription=${id}`);
    await page.getByRole('button', { name: 'token.expiring', exact: true }).click();
    await state(page).filter({ hasText: 'Attempt 1 failed: the answer was 500. It is tried again' }).waitFor();
    await dialog(page).getByText('attempt 1', { exact: true }).waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Send it again' }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await takePictures(page, 'delivery');
  });

  it('one that has ended is sent again under the same id, and followed', async () => {
    const id = await told(`${receiver.url}/ok?key=again`, 'Search index');
    const page = await openConsole(`/subscriptions/${id}`);
    await page
      .getByRole('row', { name: /token.expiring/ })
      .getByText('delivered')
      .waitFor();
    await page.getByRole('button', { name: 'token.expiring', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Send it again' }).click();
    await expect.poll(() => receivedUnder('again'), { timeout: 30_000 }).toHaveLength(2);
    await state(page).filter({ hasText: 'The receiver has taken it: the answer was 200.' }).waitFor();
    const ids = (await receivedUnder('again')).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
  });

  it('one that was given up is found by its state, and sent again from the list', async () => {
    const id = await told(`${receiver.url}/gone?key=gone`, 'Inventory');
    const page = await openConsole(`/deliveries?subscription=${id}`);
    await page
      .getByRole('row', { name: /token.expiring/ })
      .getByText('failed')
      .waitFor();
    await page.getByLabel('State').selectOption('failed');
    await page.waitForURL(/status=failed/);
    await page.reload();
    await page.getByRole('button', { name: /^Actions of token.expiring/ }).click();
    await page.getByRole('menuitem', { name: 'Send it again' }).click();
    await expect.poll(() => receivedUnder('gone'), { timeout: 30_000 }).toHaveLength(2);
    await state(page).filter({ hasText: 'Given up after 1 attempt: the answer was 410.' }).waitFor();
    await expectAccessible(page);
    await page.goBack();
    await dialog(page).waitFor({ state: 'hidden' });
    await page.getByLabel('State').selectOption('dropped');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.waitForURL((url) => url.search === '');
  });

  it('are listed with their last answers, and one opens by its address', async () => {
    const id = await told('ops@told.example', 'On-call team');
    const page = await openConsole('/deliveries');
    const row = page.getByRole('row', { name: /ops@told.example/ });
    await row.getByText('delivered').waitFor();
    await page.getByText('When nobody answers').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'deliveries');
    await row.getByRole('button', { name: 'digest', exact: true }).click();
    await state(page).filter({ hasText: 'Cloudflare has taken the mail on.' }).waitFor();
    await page.reload();
    await state(page).filter({ hasText: 'Cloudflare has taken the mail on.' }).waitFor();
    await dialog(page).getByRole('link', { name: 'ops@told.example' }).click();
    await page.waitForURL(new RegExp(id));
    await page.getByRole('heading', { level: 1, name: 'On-call team' }).waitFor();
  });

  it('who may not see deliveries is told so', async () => {
    const email = 'nobody@told.example';
    await must(jeton.createUser({ body: { name: 'Nobody', email, role: 'none', password: PASSWORD } }));
    const page = await openConsole('/deliveries', { token: await personalToken(email, PASSWORD) });
    await page.getByRole('heading', { name: 'You may not see deliveries' }).waitFor();
    await expectAccessible(page);
  });

  async function receivedUnder(key: string): Promise<Received[]> {
    return (await fetch(`${receiver.url}/received?key=${key}`)).json() as Promise<Received[]>;
  }
});
