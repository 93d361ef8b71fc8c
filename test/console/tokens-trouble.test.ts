import { beforeAll, describe, expect, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectComplaint,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  useBrowser,
} from './support/browser.ts';
import { choose, counter, createToken, createUser, filterBox, rowOf } from './support/tokens.ts';

const PROJECT = 'trouble-shop';

describe.skipIf(!hasBrowser)('the list of tokens, when something is in the way', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop' } }));
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: 'catalogue' } }));
    await createToken(PROJECT, 'trouble-one');
    await createToken(PROJECT, 'trouble-two');
  });

  it('keeps the rows that it has when the network is lost, says so, and goes on when it is back', async () => {
    const page = await openConsole(`/tokens?project=${PROJECT}&type=access`);
    await counter(page, /^2 tokens match$/).waitFor();
    expectComplaint(page, /ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await filterBox(page).fill('trouble-two');
    const problem = page.getByRole('alert').filter({ hasText: 'unreachable' });
    await problem.waitFor();
    await rowOf(page, 'trouble-one').waitFor();
    await expectAccessible(page);
    await page.context().setOffline(false);
    await problem.getByRole('button', { name: 'Try again' }).click();
    await rowOf(page, 'trouble-one').waitFor({ state: 'detached' });
    await rowOf(page, 'trouble-two').waitFor();
    await problem.waitFor({ state: 'detached' });
  });

  it('shows a member what the project has, and nothing more once the membership is taken away', async () => {
    const user = await createUser('trouble-member@example.com', 'Member');
    await must(api().putMember({ path: { project: PROJECT, user }, body: { role: 'member' } }));
    const { secret } = await must(
      api().createToken({ body: { type: 'personal', name: 'of the member', owner: user } }),
    );
    const page = await openConsole(`/tokens?project=${PROJECT}&type=access`, { token: secret });
    await counter(page, /^2 tokens match$/).waitFor();
    expect(await page.getByRole('button', { name: 'Revoke many' }).count()).toBe(0);
    await must(api().removeMember({ path: { project: PROJECT, user } }));
    // What changes something asks the deployment at once; what only reads may be up to ten seconds behind.
    expectStatus(page, 404);
    await choose(page, 'trouble-one', 'Disable');
    await page.getByRole('button', { name: 'Disable the token' }).click();
    await page.getByRole('alert').filter({ hasText: 'not_found' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .poll(async () => (await must(api(secret).listTokens({ query: { project: PROJECT, type: 'access' } }))).total)
      .toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
  });

  it('tells a person without any right, and with no token, what tokens are and who gives the right', async () => {
    const owner = await createUser('trouble-nobody@example.com', 'Nobody');
    const { secret } = await must(api().createToken({ body: { type: 'personal', name: 'alone', owner } }));
    const page = await openConsole('/tokens?type=access', { token: secret });
    await page.getByRole('heading', { name: 'No token matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await rowOf(page, 'alone').waitFor();
    await expectAccessible(page);
  });

  it('tells the holder of a limited token plainly that tokens are not theirs to see', async () => {
    const { secret } = await createToken(PROJECT, 'trouble-limited');
    const page = await openConsole('/tokens', { token: secret });
    await page.getByRole('heading', { name: 'Tokens are not yours to see' }).waitFor();
    await expectAccessible(page);
  });

  it('says of an address that asks for nonsense what is wrong with it', async () => {
    const page = await openConsole('/tokens?type=nonsense&sort=sideways');
    await counter(page, /tokens$/).waitFor();
    expectStatus(page, 400);
    await page.goto(page.url().replace(/\?.*/, '?expiringBefore=whenever'));
    await page.getByRole('alert').filter({ hasText: 'invalid_request' }).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await counter(page, /tokens$/).waitFor();
  });
});
