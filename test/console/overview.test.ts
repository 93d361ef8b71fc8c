import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Call, Value } from '../../client/api/index.ts';
import {
  api,
  expectAccessible,
  expectComplaint,
  hasBrowser,
  must,
  openConsole,
  takePictures,
  useBrowser,
} from './support/browser.ts';

type NewToken = Partial<Call<'createToken'>['body']>;

describe.skipIf(!hasBrowser)('the overview', () => {
  useBrowser();
  const { url } = inject('stack');
  let member: string;

  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'ov-shop', name: 'Overview shop' } }));
    await must(api().createNamespace({ path: { project: 'ov-shop' }, body: { name: 'marketing' } }));
    member = await memberOf('ov-shop', 'ov-mia@example.com');
    for (const [name, expires] of [
      ['ov-nightly', '4d'],
      ['ov-reports', '20d'],
      ['ov-billing', '34d'],
      ['ov-search', '35d'],
      ['ov-import', '62d'],
      ['ov-site', '300d'],
    ] as const) {
      await make({ name, expires });
    }
  });

  it('shows what expires when, and each bar leads to its tokens', async () => {
    const page = await openConsole('/', { token: member });
    await page.getByRole('link', { name: 'End within 7 days' }).filter({ hasText: '1' }).waitFor();
    const soon = page.getByRole('link', { name: 'ov-nightly' });
    await soon.waitFor();
    await page.getByText('The numbers by week').click();
    await page.getByRole('table', { name: 'How many tokens end, by week' }).waitFor();
    const bar = page.getByRole('link', { name: /: 2 tokens end$/ });
    await bar.waitFor();
    await expectAccessible(page);
    await bar.click();
    await page.getByRole('heading', { level: 1, name: 'Tokens' }).waitFor();
    expect(new URL(page.url()).searchParams.get('expiringBefore')).toMatch(/T00:00:00Z$/);
    await page.goBack();
    await soon.click();
    await page.getByRole('heading', { level: 1, name: 'ov-nightly' }).waitFor();
  });

  it('counts what was accepted and refused, and says why', async () => {
    const limited = await make({ name: 'ov-caller' });
    const place = { path: { project: 'ov-shop', namespace: 'marketing' }, query: { environment: 'staging' } } as const;
    expect(await api(limited).listItems(place)).toMatchObject({ ok: false, error: { code: 'wrong_environment' } });
    await must(api(limited).getSelf());
    const page = await openConsole('/?requests=7d');
    const part = page.getByRole('region', { name: 'Requests with a token' });
    await part.getByText('refused').first().waitFor();
    await part.getByRole('button', { name: '7 days', pressed: true }).waitFor();
    await part.getByRole('button', { name: '24 hours' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('requests')).toBe('24h');
    await page.reload();
    await part.getByRole('button', { name: '24 hours', pressed: true }).waitFor();
  });

  it('shows how the jobs went, and runs one', async () => {
    const page = await openConsole('/');
    await page.getByRole('button', { name: 'Run daily now' }).click();
    await page.getByText('daily has run').first().waitFor();
    await page.getByRole('region', { name: 'Scheduled jobs' }).getByText('Done').first().waitFor();
  });

  it('draws accepted and refused requests by the hour, and says what each refusal means', async () => {
    const page = await openConsole('/settings');
    // What is counted is told within a minute, and of earlier hours nothing can be counted here: a day is made up.
    await page.route('**/v1/requests?*', (route) => route.fulfill({ json: dayOfRequests() }));
    await page.getByRole('link', { name: 'Overview' }).click();
    const part = page.getByRole('region', { name: 'Requests with a token' });
    await part.getByRole('img', { name: /^[0-9,]+ accepted and 204 refused since/ }).waitFor();
    await expect
      .poll(() => part.getByRole('listitem').allInnerTexts())
      .toEqual([expect.stringContaining('The token has expired'), expect.stringContaining('wrong_environment')]);
    await page.getByRole('region', { name: 'Scheduled jobs' }).getByText('Done').first().waitFor();
    await page
      .getByRole('link', { name: /tokens end$/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await takePictures(page, 'overview');
    await part.getByText('The numbers by the hour').click();
    await expect.poll(() => part.getByRole('row').count()).toBe(25);
    await expectAccessible(page);
  });

  it('a part that cannot be read says so, and the others stand', async () => {
    const page = await openConsole('/settings');
    expectComplaint(page, /ERR_FAILED/);
    await page.route('**/v1/requests*', (route) => route.abort());
    await page.getByRole('link', { name: 'Overview' }).click();
    const part = page.getByRole('region', { name: 'Requests with a token' });
    await part.getByRole('alert').waitFor();
    await page
      .getByRole('region', { name: 'What expires when' })
      .getByText(/for ever/)
      .waitFor();
    await expectAccessible(page);
    await page.unroute('**/v1/requests*');
    await part.getByRole('button', { name: 'Try again' }).click();
    await part.getByRole('heading', { name: 'Why they were refused' }).waitFor();
  });

  it('moves what it waits with, but for whoever asked for less motion', async () => {
    const page = await openConsole('/settings');
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/requests*', (route) => held.then(() => route.continue()));
    await page.getByRole('link', { name: 'Overview' }).click();
    const waiting = page.getByRole('region', { name: 'Requests with a token' }).getByText('Counting …');
    await waiting.waitFor();
    const moving = () => waiting.evaluate((element) => element.getAnimations({ subtree: true }).length);
    expect(await moving()).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toBe(0);
    answer();
    await waiting.waitFor({ state: 'detached' });
  });

  it('teaches the first steps to whoever has no token yet', async () => {
    await must(api().createProject({ body: { id: 'ov-empty', name: 'Empty' } }));
    const page = await openConsole('/', { token: await memberOf('ov-empty', 'ov-new@example.com') });
    await page.getByRole('heading', { name: 'Three steps to a first token' }).waitFor();
    await page.getByText('jeton namespace create marketing --project ov-empty').waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'Scheduled jobs' }).count()).toBe(0);
    await expectAccessible(page);
    await takePictures(page, 'overview-first-day');
  });

  it('tells the holder of a limited token what it may do, and gives it a new secret', async () => {
    const secret = await make({ name: 'ov-holder', expires: '9d', environments: ['production', 'staging'] });
    const page = await openConsole('/', { token: secret });
    await page.getByText('Reads namespace marketing').waitFor();
    await page.getByRole('link', { name: 'ov-shop/marketing' }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'overview-limited');
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refresh ov-holder' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Refresh the secret' }).click();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByText('or until the new one is first used').waitFor();
    const { items } = await must(api().listTokens({ query: { q: 'ov-holder', overlapping: 'true' } }));
    expect(items.map(({ name }) => name)).toEqual(['ov-holder']);
  });

  it('the holder of a token that is refreshed without an overlap goes on by its new secret', async () => {
    const page = await openConsole('/', { token: await make({ name: 'ov-again' }) });
    await page.getByRole('button', { name: 'Refresh the secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refresh ov-again' });
    await dialog.getByRole('radio', { name: 'Not at all' }).check();
    await dialog.getByRole('button', { name: 'Refresh the secret' }).click();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.reload();
    await page.getByText('Reads namespace marketing').waitFor();
  });

  it('lets the holder end the token by typing its name, and says that the session ended with it', async () => {
    const secret = await make({ name: 'ov-ending' });
    const page = await openConsole('/', { token: secret });
    await page.getByRole('button', { name: 'End the token' }).click();
    const dialog = page.getByRole('dialog', { name: 'End ov-ending?' });
    const end = dialog.getByRole('button', { name: 'End the token' });
    expect(await end.isDisabled()).toBe(true);
    await expectAccessible(page);
    await dialog.getByLabel(/To go on, type/).fill('ov-ending');
    await end.click();
    await page.getByRole('heading', { name: 'Sign in to Jeton' }).waitFor();
    await page.getByText('was revoked').waitFor();
    const answer = await fetch(`${url}/v1/tokens/self`, { headers: { Authorization: `Bearer ${secret}` } });
    expect(answer.status).toBe(401);
  });

  async function make(changes: NewToken): Promise<string> {
    const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
    const places = { projects: ['ov-shop'], environments: ['production'] };
    const { secret } = await must(
      api().createToken({ body: { type: 'access', name: 'ov', ...places, grants, ...changes } }),
    );
    return secret;
  }
});

/** A day as it may be, hour by hour to the present one: more by day than by night. */
function dayOfRequests(): Value<'listRequests'> {
  const hourMs = 3_600_000;
  const firstMs = (Math.floor(Date.now() / hourMs) - 23) * hourMs;
  const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const items = Array.from({ length: 24 }, (_, at) => ({
    hour: instant(firstMs + at * hourMs),
    accepted: Math.round(700 - 450 * Math.cos(((new Date(firstMs).getUTCHours() + at - 3) / 12) * Math.PI)),
    refused: at === 17 ? 89 : 5,
  }));
  const refusals = [
    { code: 'token_expired', count: 151 },
    { code: 'wrong_environment', count: 53 },
  ];
  return { from: instant(firstMs), until: instant(Date.now()), items, refusals };
}

/** A personal token of somebody new, who is a member of the project and nothing else. */
async function memberOf(project: string, email: string): Promise<string> {
  const { id } = await must(api().createUser({ body: { email, name: 'Mia Member' } }));
  await must(api().putMember({ path: { project, user: id }, body: { role: 'member' } }));
  const { secret } = await must(
    api().createToken({ body: { type: 'personal', name: `${project} member`, owner: id } }),
  );
  return secret;
}
