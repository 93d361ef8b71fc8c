import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { parseSearch } from '../../console/app/search.ts';
import { bodyOf } from '../../console/pages/tokens/create/body.ts';
import { readLink } from '../../console/pages/tokens/create/link-read.ts';
import type { TokenNotice } from '../../src/contract/notices.ts';
import { recreating } from '../../src/domain/notices/replacement.ts';
import {
  api,
  expectAccessible,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  signInByToken,
  takePictures,
  useBrowser,
} from './support/browser.ts';

const DAY_SECONDS = 86_400;
const NOTICE: TokenNotice = {
  about: 'token',
  name: "Ann's reader",
  type: 'access',
  projects: ['spring-sale'],
  environments: ['production', 'staging'],
  grants: [
    { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
    { resource: 'bucket', name: 'photos', actions: ['read', 'list'] },
  ],
  allowedIps: ['203.0.113.0/24', '2001:db8::/32'],
  allowedOrigins: null,
  owner: null,
  issuedAt: 0,
};

describe('links that fill the form in', () => {
  const bodyFrom = (query: string) => bodyOf(readLink(parseSearch(query)).draft);
  const damageOf = (query: string) => readLink(parseSearch(query)).damage;

  it('those of notices describe the very token that has ended', () => {
    const { url } = recreating('https://jeton.example', NOTICE, 30 * DAY_SECONDS);
    const { search } = new URL(url ?? '');
    const { name, type, projects, environments, grants, allowedIps } = NOTICE;
    expect(damageOf(search)).toEqual({});
    expect(bodyFrom(search)).toEqual({ name, type, projects, environments, grants, allowedIps, expires: '30d' });
  });

  it('those of a token that signs S3 requests do too', () => {
    const grants = [{ resource: 'bucket', name: 'assets/public/*', actions: ['read'] }];
    const { url } = recreating('https://jeton.example', { ...NOTICE, grants, s3: true }, 30 * DAY_SECONDS);
    expect(bodyFrom(new URL(url ?? '').search)).toMatchObject({ grants, s3: true });
  });

  it('a plus that a mail program has turned into a space is a plus', () => {
    expect(bodyFrom('?name=n&namespace=marketing+rw').grants).toEqual(NOTICE.grants.slice(0, 1));
  });

  it.each([
    ['type', '?type=banana'],
    ['type', '?type=master'],
    ['grants', '?namespace=marketing%2Bq'],
    ['grants', '?namespace=marketing%2Br&grant=bucket:photos'],
    ['grants', '?type=frontend&namespace=marketing%2Brw'],
    ['projects', '?project=No'],
    ['projects', '?project=one&project=two'],
    ['projects', '?type=admin&project=web'],
    ['environments', '?type=client&environment=production&environment=staging'],
    ['expires', '?expires=soon'],
    ['owner', '?owner=ann'],
    ['allowedIps', '?allow-ip=here'],
    ['allowedOrigins', '?allow-origin=shop.example'],
    ['s3', '?s3=maybe'],
    ['s3', '?type=personal&s3=true'],
  ])('%s is named where %s is at fault, and nothing is guessed', (field, query) => {
    expect(Object.keys(damageOf(query))).toEqual([field]);
  });
});

describe.skipIf(!hasBrowser)('making a token', () => {
  useBrowser();
  const { url } = inject('stack');
  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'spring-sale', name: 'Spring sale' } }));
    await must(api().createProject({ body: { id: 'autumn-sale', name: 'Autumn sale' } }));
    for (const name of ['marketing', 'catalogue']) {
      await must(api().createNamespace({ path: { project: 'spring-sale' }, body: { name } }));
    }
  });

  it('asks what it is for, where it works, what it may do and when it ends, and makes just that', async () => {
    const page = await openConsole('/tokens/new');
    await page.getByLabel('Name', { exact: true }).fill('marketing-reader');
    await page.getByLabel('Description').fill('For the nightly report');
    await choose(page, 'Project', 'spring-sale');
    await page.getByRole('checkbox', { name: 'production' }).check();
    await page.getByRole('combobox', { name: 'Called' }).fill('mark');
    await page.getByRole('option', { name: 'marketing' }).click();
    await page.getByRole('checkbox', { name: 'read' }).check();
    await page.getByRole('checkbox', { name: 'write' }).check();
    await page.getByText('marketing+rw', { exact: true }).waitFor();
    await page.getByRole('radio', { name: '30 days' }).check();
    const summary = page.getByRole('complementary', { name: 'Summary' });
    await summary
      .getByText('Reads and writes items of namespace marketing in production, in project spring-sale.')
      .waitFor();
    await summary.getByText(/^Ends on \w+ \d+ \w+ \d{4} at \d\d:\d\d UTC, in 30 days\.$/).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'create-token');
    await page.getByText('The same on the command line').click();
    await page.getByText("--namespace marketing+rw --description 'For the nightly report' --expires 30d").waitFor();
    const token = await make(page);
    expect(token).toMatchObject({
      name: 'marketing-reader',
      type: 'access',
      description: 'For the nightly report',
      projects: ['spring-sale'],
      environments: ['production'],
      grants: [{ resource: 'namespace', name: 'marketing', actions: ['read', 'write'] }],
    });
  });

  it('takes all that may be restricted, in one place, for another person, until a day', async () => {
    const { id } = await must(api().createUser({ body: { email: 'lin@example.com', name: 'Lin Chen' } }));
    await must(api().createClient({ body: { id: 'billing', name: 'Billing' } }));
    const page = await openConsole(
      '/tokens/new?name=restricted&project=spring-sale&environment=staging&grant=orders:new:list',
    );
    await page.getByText('Restrictions', { exact: true }).click();
    await page.getByLabel('Allowed addresses').fill('203.0.113.0/24\n2001:db8::/32');
    await page.getByRole('combobox', { name: 'Allowed clients' }).fill('bil');
    await page.getByRole('option', { name: /^billing/ }).click();
    await page.getByLabel('Not before').fill('2030-01-02T03:04');
    await page.getByText('Owner and secret').click();
    await choose(page, 'Owner', 'Lin Chen');
    await page.getByRole('radio', { name: 'On a day' }).check();
    await page.getByLabel('Last day').fill('2031-12-31');
    await page.getByText('Ends on Wednesday 31 December 2031 at 23:59 UTC').first().waitFor();
    await expectAccessible(page);
    expect(await make(page)).toMatchObject({
      owner: id,
      clients: ['billing'],
      allowedIps: ['203.0.113.0/24', '2001:db8::/32'],
      notBefore: '2030-01-02T03:04:00Z',
      expires: '2031-12-31T23:59:59Z',
      grants: [{ resource: 'orders', name: 'new', actions: ['list'] }],
    });
  });

  it('a signed token asks for whom it is, and not for what others could not hold it to', async () => {
    const page = await openConsole(
      '/tokens/new?name=signed&project=spring-sale&environment=staging&allow-ip=192.0.2.1',
    );
    expectStatus(page, 400);
    await page.getByText('Owner and secret').click();
    await page.getByRole('radio', { name: 'A signed token' }).check();
    await page.getByLabel('Audience').fill('https://orders.example.com');
    expect(await page.getByLabel('Allowed origins').count()).toBe(0);
    expect(await page.getByRole('radio', { name: 'Never' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByText('cannot be kept by others who check').first().waitFor();
    await page.getByLabel('Allowed addresses').fill('');
    expect(await make(page)).toMatchObject({ format: 'jwt', audience: ['https://orders.example.com'] });
  });

  it('a token for pages only reads, and asks for their origins in plain sight', async () => {
    const page = await openConsole('/tokens/new');
    await page.getByRole('radio', { name: 'Frontend' }).check();
    await page.getByLabel('Name', { exact: true }).fill('shop');
    await page.getByRole('radio', { name: 'All, present and future' }).check();
    await page.getByRole('radio', { name: 'production' }).check();
    await page.getByRole('combobox', { name: 'Called' }).fill('*');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('checkbox', { name: 'write' }).count()).toBe(0);
    await page.getByRole('checkbox', { name: 'read' }).check();
    await page.getByText('No page may use it yet').waitFor();
    await page.getByLabel('Allowed origins').fill('https://shop.example.com');
    const made = await make(page);
    expect(made).toMatchObject({
      type: 'frontend',
      projects: ['*'],
      environments: ['production'],
      allowedOrigins: ['https://shop.example.com'],
    });
    // It is for the projects of all other files too, and would be counted there.
    await must(api().revokeToken({ path: { id: made.id } }));
  });

  it('some projects are a list, and a key pair for S3 is for buckets', async () => {
    const page = await openConsole('/tokens/new?type=client&name=uploads&environment=production');
    await page.getByText('Owner and secret').click();
    await page.getByRole('radio', { name: 'A key pair for S3' }).check();
    const projects = page.getByRole('combobox', { name: 'Projects' });
    for (const id of ['spring-sale', 'autumn-sale']) {
      await projects.fill(id);
      await page.getByRole('option', { name: id }).click();
    }
    await page.getByRole('combobox', { name: 'Called' }).fill('photos/in/*');
    await page.getByRole('checkbox', { name: 'manage' }).check();
    expect(await make(page)).toMatchObject({
      s3: true,
      projects: ['spring-sale', 'autumn-sale'],
      grants: [{ resource: 'bucket', name: 'photos/in/*', actions: ['manage'] }],
    });
  });

  it('says at the field what is missing, and what the API finds wrong with it, and goes there', async () => {
    const page = await openConsole('/tokens/new');
    expectStatus(page, 400);
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByText('Give it a name').waitFor();
    expect(await focused(page)).toBe('Name');
    await expectAccessible(page);
    await page.goto(`${url}/console/tokens/new?name=n&project=spring-sale&environment=production&allow-ip=10.1`);
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByText('10.1 is no address or CIDR block').first().waitFor();
    expect(await focused(page)).toBe('Allowed addresses');
    await page.getByRole('alert').filter({ hasText: 'The token was not created' }).getByText(/req_/).waitFor();
    await expectAccessible(page);
  });

  it('a damaged link says which field is wrong, and fills in the others', async () => {
    const page = await openConsole('/tokens/new?name=reader&project=No&environment=staging&expires=30d');
    await page.getByRole('alert').filter({ hasText: 'Project: “No” is no id of a project' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('reader');
    expect(await page.getByRole('checkbox', { name: 'staging' }).isChecked()).toBe(true);
    await expectAccessible(page);
  });

  it('its link fills it in again: for a colleague, after a reload, and after signing in anew', async () => {
    const page = await openConsole('/tokens/new?project=spring-sale');
    await page.getByLabel('Name', { exact: true }).fill('from a link');
    await page.getByRole('radio', { name: '7 days' }).check();
    await page.getByRole('button', { name: 'Copy the link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${url}/console/tokens/new?type=access&name=from+a+link&project=spring-sale&expires=7d`);
    await page.waitForURL(link);
    await page.reload();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('from a link');
    expect(await page.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true);
    expectStatus(page, 401);
    await page.context().clearCookies();
    await page.getByRole('checkbox', { name: 'staging' }).check();
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
    await signInByToken(page, inject('stack').adminToken);
    await page.getByRole('heading', { name: 'Create a token' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('from a link');
  });

  it('offers what one may make: a member their project, and a limited token nothing', async () => {
    const member = await must(api().createUser({ body: { email: 'kim@example.com', name: 'Kim' } }));
    await must(api().putMember({ path: { project: 'spring-sale', user: member.id }, body: { role: 'member' } }));
    const { secret } = await must(api().createToken({ body: { type: 'personal', name: 'kim', owner: member.id } }));
    const page = await openConsole('/tokens/new', { token: secret });
    await page.getByRole('radio', { name: 'Access' }).waitFor();
    const types = await page
      .getByRole('radio')
      .filter({ visible: true })
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(types).toEqual(expect.arrayContaining(['access', 'client', 'frontend', 'personal']));
    expect(types).not.toContain('admin');
    expect(await page.getByRole('combobox', { name: 'Project' }).inputValue()).toBe('spring-sale');
    await page.getByText('Secret', { exact: true }).click();
    expect(await page.getByRole('combobox', { name: 'Owner' }).count()).toBe(0);
    const limited = await must(
      api().createToken({
        body: { type: 'access', name: 'limited', project: 'spring-sale', environments: ['staging'] },
      }),
    );
    const closed = await openConsole('/tokens/new', { token: limited.secret });
    await closed.getByRole('heading', { name: 'You may not create tokens here' }).waitFor();
    await expectAccessible(closed);
  });
});

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(choice);
  await page.getByRole('option', { name: choice }).click();
}

/** Presses the button, saves the secret, and returns the token as the API has it. */
async function make(page: Page) {
  await page.getByRole('button', { name: 'Create the token' }).click();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.waitForURL(/\/tokens\/tok_/);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  return must(api().getToken({ path: { id } }));
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const control = document.activeElement as HTMLInputElement | null;
    return control?.labels?.[0]?.textContent ?? null;
  });
}
