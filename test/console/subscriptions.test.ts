import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts';
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
const PROJECT = 'subs-media';

describe.skipIf(!hasBrowser)('subscriptions', () => {
  useBrowser();
  const jeton = api();
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    await must(jeton.createProject({ body: { id: PROJECT, name: 'Media' } }));
  });
  afterAll(() => receiver.close());

  const secretDialog = (page: Page) => page.getByRole('alertdialog', { name: 'The secret of the webhook' });
  const subscribe = async (address: string, description: string | undefined = undefined) => {
    const body = {
      channel: address.includes('@') ? 'mail' : 'webhook',
      address,
      filter: { project: PROJECT },
    } as const;
    return (await must(jeton.createSubscription({ body: { ...body, ...(description && { description }) } })))
      .subscription;
  };
  const more = async (page: Page, what: string) => {
    await page.getByRole('button', { name: 'More …' }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };

  it('a webhook gets a secret that nothing closes but being saved, and a sample signed with it', async () => {
    const page = await openConsole('/subscriptions?new=mail');
    await page.getByRole('radio', { name: 'By webhook' }).check();
    await page.getByLabel('Address of the webhook').fill(`${receiver.url}/ok?key=secret`);
    await page.getByLabel('Description').fill('Inventory of tokens');
    await page.getByRole('checkbox', { name: 'token.revoked' }).check();
    await page.getByLabel('Project').selectOption(PROJECT);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add the subscription' }).click();
    await secretDialog(page).waitFor();
    await page.getByRole('button', { name: 'I have saved it' }).waitFor();
    await page.waitForURL(/subscriptions\/sub_/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    await page.goBack();
    await secretDialog(page).getByRole('button', { name: 'Copy the secret', exact: true }).click();
    await page.goForward();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await secretDialog(page).waitFor({ state: 'hidden' });
    const secret = await page.evaluate(() => navigator.clipboard.readText());
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('heading', { level: 1, name: 'Inventory of tokens' }).waitFor();
    await page.getByRole('button', { name: 'Send a sample' }).click();
    await page.getByRole('dialog').getByRole('status').filter({ hasText: 'delivered' }).waitFor();
    await expectAccessible(page);
    const [sample] = await receivedUnder('secret');
    expect(new Webhook(secret).verify(sample?.body ?? '', sample?.headers ?? {})).toMatchObject({
      type: 'token.expiring',
    });
  });

  it('a mail address has no secret, and its sample is taken on', async () => {
    const page = await openConsole('/subscriptions?new=mail');
    await page.getByLabel('Mail address').fill('on-call@subs.example');
    await page.getByLabel('How long before the end').fill('7 days');
    await page.getByText('7 is no duration').waitFor();
    await page.getByLabel('How long before the end').fill('7d, 1d');
    await page.getByLabel('Type').selectOption('client');
    await page.getByRole('checkbox', { name: 'access_key.failed' }).check();
    await page.getByText('of access_key.failed nothing will be heard').waitFor();
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: 'access_key.failed' }).uncheck();
    await page.getByRole('button', { name: 'Add the subscription' }).click();
    await page.getByRole('heading', { level: 1, name: 'on-call@subs.example' }).waitFor();
    await page.getByText('7d, 1d', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send a sample' }).click();
    await page.getByRole('dialog').getByText('Cloudflare has taken the mail on.').waitFor();
  });

  it('says beside the field why an address cannot be called', async () => {
    const page = await openConsole('/subscriptions?new=webhook');
    await page.getByLabel('Address of the webhook').fill('http://hooks.example.com/jeton');
    expectStatus(page, 400);
    await page.getByRole('button', { name: 'Add the subscription' }).click();
    await page.getByRole('alert').filter({ hasText: 'invalid_request' }).waitFor();
    expect(await page.getByLabel('Address of the webhook').getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);
  });

  it('one whose receiver is gone says so, and is taken up again', async () => {
    const { id } = await subscribe(`${receiver.url}/gone`, 'Chat room of the picture desk');
    const page = await openConsole(`/subscriptions/${id}`);
    await page.getByRole('button', { name: 'Send a sample' }).click();
    await page.getByRole('dialog').getByRole('status').filter({ hasText: 'the answer was 410' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Its receiver answered 410 Gone').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'subscription');
    await page.getByRole('button', { name: 'Enable the subscription' }).click();
    await page.getByText('Its receiver answered 410 Gone').waitFor({ state: 'hidden' });
    expect((await must(jeton.getSubscription({ path: { id } }))).enabled).toBe(true);
  });

  it('can be changed, and given a new secret while the old one still signs', async () => {
    const { id } = await subscribe(`${receiver.url}/ok?key=changed`);
    const page = await openConsole(`/subscriptions/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Description').fill('Renamed');
    await page.getByRole('checkbox', { name: 'token.expired' }).uncheck();
    await page.getByLabel('Namespace').fill('films');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save the subscription' }).click();
    await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
    await page.getByText(`project ${PROJECT}, namespace films`).waitFor();
    await more(page, 'Rotate the secret');
    await page.getByRole('radio', { name: 'For a week' }).check();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click();
    await secretDialog(page)
      .getByText(/^whsec_/)
      .waitFor();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByText('Old secret signs until').waitFor();
    expect(await must(jeton.getSubscription({ path: { id } }))).toMatchObject({ events: ['token.expiring'] });
  });

  it('is deleted by its address; disabling is offered first', async () => {
    const { id } = await subscribe('leaving@subs.example');
    const page = await openConsole(`/subscriptions/${id}`);
    await more(page, 'Delete');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Disable it instead' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Disable the subscription' }).click();
    await page.getByText('It was disabled by hand').waitFor();
    await more(page, 'Delete');
    await page.getByLabel(/To go on, type/).fill('leaving@subs.example');
    await page.getByRole('button', { name: 'Delete the subscription' }).click();
    await page.getByRole('heading', { level: 1, name: 'Subscriptions' }).waitFor();
    expect(await jeton.getSubscription({ path: { id } })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('are listed with what each hears of and was told last', async () => {
    const { id } = await subscribe('ops@subs.example', 'Operators of the media project');
    await must(jeton.testSubscription({ path: { id } }));
    const page = await openConsole('/subscriptions');
    const row = page.getByRole('row', { name: /Operators of the media project/ });
    await row.getByText('30d, 7d, 1d before').waitFor();
    await row.getByText(/pending|delivered/).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'subscriptions');
  });

  it('who may not see subscriptions is told so, and of one that is not there as well', async () => {
    const email = 'nobody@subs.example';
    await must(jeton.createUser({ body: { name: 'Nobody', email, role: 'none', password: PASSWORD } }));
    const page = await openConsole('/subscriptions', { token: await personalToken(email, PASSWORD) });
    await page.getByRole('heading', { name: 'You may not see subscriptions' }).waitFor();
    await expectAccessible(page);
    const other = await openConsole('/settings');
    expectStatus(other, 404);
    await other.goto(`${inject('stack').url}/console/subscriptions/sub_00000000000`);
    await other.getByRole('alert').filter({ hasText: 'not_found' }).waitFor();
  });

  async function receivedUnder(key: string): Promise<Received[]> {
    return (await fetch(`${receiver.url}/received?key=${key}`)).json() as Promise<Received[]>;
  }
});
