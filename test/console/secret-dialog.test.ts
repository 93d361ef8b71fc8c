import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectComplaint,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  signInByToken,
  takePictures,
  useBrowser,
} from './support/browser.ts';

const FORM = '/tokens/new?project=secrets&environment=production&namespace=vault%2Br';

describe.skipIf(!hasBrowser)('the dialog that shows a secret', () => {
  useBrowser();
  const { url, adminToken } = inject('stack');
  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'secrets', name: 'Secrets' } }));
    await must(api().createNamespace({ path: { project: 'secrets' }, body: { name: 'vault' } }));
  });

  it('shows and copies all of it, with lines that are ready to be pasted, and begins at the button that copies', async () => {
    const page = await openConsole(`${FORM}&name=shown`);
    const secret = await make(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Copy the secret');
    await page.getByRole('button', { name: 'Copy the secret' }).click();
    expect(await copied(page)).toBe(secret);
    expect(secret).toMatch(/^secrets:production\.jtn_[0-9a-f]{64}$/);
    await expectAccessible(page);
    await takePictures(page, 'secret-dialog');
    await page.getByRole('button', { name: 'Copy the .env file' }).click();
    expect(await copied(page)).toBe(`JETON_URL=${url}\nJETON_TOKEN=${secret}`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('shown.env');
    await page.getByRole('tab', { name: 'curl' }).click();
    await page.getByRole('button', { name: 'Copy the curl command' }).click();
    const [, path = ''] =
      new RegExp(`^curl -H 'Authorization: Bearer ${secret}' '${url}(.+)'$`).exec(await copied(page)) ?? [];
    expect(path).toBe('/v1/projects/secrets/namespaces/vault/items?environment=production');
    const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${secret}` } });
    expect(answer.status).toBe(200);
    await expectAccessible(page);
  });

  it('closes by “I have saved it” alone: not by Escape, by a press beside it, or by going back', async () => {
    const page = await openConsole('/tokens');
    await page.getByRole('link', { name: 'Create a token' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Create a token' }).waitFor();
    await fillIn(page, 'stubborn');
    const secret = await make(page);
    await page.keyboard.press('Escape');
    await page.mouse.click(4, 4);
    await page.goBack();
    await page.waitForURL(`${url}/console/tokens`);
    expect(await secretOf(page)).toBe(secret);
    await page.goForward();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('heading', { level: 1, name: 'stubborn' }).waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  it('a reload shows the same secret again, until it is saved, and the browser keeps none of it', async () => {
    const page = await openConsole(`${FORM}&name=reloaded`);
    page.on('dialog', (dialog) => dialog.accept());
    const secret = await make(page);
    const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    expect(await kept()).not.toContain('jtn_');
    await page.reload();
    expect(await secretOf(page)).toBe(secret);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'reloaded' }).waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(await named('reloaded')).toBe(1);
    expect(await kept()).not.toContain('jeton.secret');
  });

  it('an answer that is lost on the way keeps the form: pressing again makes no second token', async () => {
    const page = await openConsole(`${FORM}&name=lost`);
    expectComplaint(page, /net::ERR_FAILED/);
    await page.route('**/v1/tokens', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByRole('alert').filter({ hasText: 'unreachable' }).waitFor();
    await expectAccessible(page);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('lost');
    await page.unroute('**/v1/tokens');
    await make(page);
    expect(await named('lost')).toBe(1);
  });

  it('a reload instead of an answer shows the secret too', async () => {
    const page = await openConsole(`${FORM}&name=hasty`);
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    await page.route('**/v1/tokens', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      resolve();
    });
    await page.getByRole('button', { name: 'Create the token' }).click();
    await reached;
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.reload();
    await secretOf(page);
    expect(await named('hasty')).toBe(1);
  });

  it('is not told to another sign-in, and nothing is made by it: the page says so', async () => {
    const other = await must(api().createToken({ body: { type: 'admin', name: 'another administrator' } }));
    const page = await openConsole(`${FORM}&name=not-yours`);
    page.on('dialog', (dialog) => dialog.accept());
    await make(page);
    await page.context().clearCookies();
    await page.reload();
    await signInByToken(page, other.secret);
    await page.getByText('could not be shown').first().waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(await named('not-yours')).toBe(1);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'not-yours' }).waitFor();
    expect(await page.getByText('could not be shown').count()).toBe(0);
  });

  it('is not shown again to who may no longer make the token: the page says why', async () => {
    const user = (await must(api().createUser({ body: { email: 'leaves@example.com', name: 'Leaves' } }))).id;
    await must(api().putMember({ path: { project: 'secrets', user }, body: { role: 'member' } }));
    const { secret } = await must(api().createToken({ body: { type: 'personal', name: 'leaves', owner: user } }));
    const page = await openConsole(`${FORM}&name=gone`, { token: secret });
    page.on('dialog', (dialog) => dialog.accept());
    await make(page);
    await must(api().removeMember({ path: { project: 'secrets', user } }));
    expectStatus(page, 400, 403, 404);
    await page.reload();
    await page.getByText('could not be shown').first().waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  it('stays when the session ends meanwhile: the secret is not lost', async () => {
    const { token, secret } = await must(api().createToken({ body: { type: 'admin', name: 'ends soon' } }));
    const page = await openConsole('/tokens', { token: secret });
    await page.getByRole('link', { name: 'Create a token' }).first().click();
    await fillIn(page, 'survivor');
    expectStatus(page, 401);
    const told = await make(page);
    await must(api().revokeToken({ path: { id: token.id } }));
    await page.goBack();
    await page.getByText('Sign in to Jeton').waitFor();
    expect(await secretOf(page)).toBe(told);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  it('shows both halves of a key pair, for each tool', async () => {
    const page = await openConsole(
      '/tokens/new?name=uploads&project=secrets&environment=production&s3=true&grant=bucket:photos:read',
    );
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByRole('button', { name: 'Copy the access key id' }).click();
    const id = await copied(page);
    await page.getByRole('button', { name: 'Copy the secret access key' }).click();
    const secret = await copied(page);
    expect(id).toMatch(/^JTN[A-Z2-7]{32}$/);
    for (const [tab, line] of [
      ['.env', `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}`],
      ['AWS CLI', `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}`],
      ['rclone', `access_key_id = ${id}\nsecret_access_key = ${secret}`],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel').getByRole('button', { name: /^Copy/ }).click();
      expect(await copied(page)).toContain(line);
      await expectAccessible(page);
    }
    await takePictures(page, 'secret-dialog-s3');
  });

  it('a signed token, however long, is on the screen of a phone as a whole', async () => {
    const page = await openConsole(`${FORM}&name=signed&format=jwt`, { viewport: { width: 390, height: 844 } });
    const secret = await make(page);
    expect(secret).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'I have saved it' }).click();
  });

  async function fillIn(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('combobox', { name: 'Project' }).fill('secrets');
    await page.getByRole('option', { name: 'secrets' }).click();
    await page.getByRole('checkbox', { name: 'production' }).check();
  }

  /** How many tokens have this name. */
  async function named(name: string): Promise<number> {
    const { items } = await must(api(adminToken).listTokens({ query: { q: name } }));
    return items.filter((token) => token.name === name).length;
  }
});

/** Makes the token that the form describes; its secret, as the dialog shows it. */
async function make(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Create the token' }).click();
  const secret = await secretOf(page);
  await page.waitForURL(/\/tokens\/tok_/);
  return secret;
}

function secretOf(page: Page): Promise<string> {
  return page.getByRole('alertdialog').locator('pre').first().innerText();
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
