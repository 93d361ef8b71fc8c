import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { OPERATIONS } from '../../client/api/operations.ts';
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

/**
 * Whoever holds a token for one namespace, to read, sees that and nothing else. What is somebody else's has
 * the word `stranger` in it, so that it is known wherever it shows.
 */
const PROJECT = 'lim-web';
const READ = { resource: 'namespace', name: 'marketing', actions: ['read'] };
const MARKETING = { project: PROJECT, namespace: 'marketing' };
const PRODUCTION = { environment: 'production' };
const MINE = `/namespaces/${PROJECT}/marketing`;
const STRANGERS = /stranger/i;

const made = { secret: '', ownId: '', token: '', user: '', subscription: '' };

beforeAll(async () => {
  const admin = api();
  await must(admin.createProject({ body: { id: PROJECT, name: 'Web of the limited' } }));
  await must(admin.createProject({ body: { id: 'lim-stranger', name: 'Stranger' } }));
  const namespaces = [
    [PROJECT, 'marketing'],
    [PROJECT, 'stranger-legal'],
    ['lim-stranger', 'marketing'],
  ] as const;
  for (const [project, name] of namespaces) {
    await must(admin.createNamespace({ path: { project }, body: { name, retentionDays: 90 } }));
  }
  const put = (path: { project: string; namespace: string }, key: string, environment: string, body: string) =>
    must(admin.putItem({ path: { ...path, key }, query: { environment }, body, contentType: 'text/plain' }));
  await put(MARKETING, 'greeting', 'production', 'Hello to whoever may read this.');
  await put(MARKETING, 'campaigns/autumn', 'production', 'From October on.');
  await put(MARKETING, 'stranger-draft', 'staging', 'stranger words');
  await put({ project: PROJECT, namespace: 'stranger-legal' }, 'stranger-terms', 'production', 'stranger terms');
  await put({ project: 'lim-stranger', namespace: 'marketing' }, 'stranger-plan', 'production', 'stranger plan');
  const own = { type: 'access' as const, name: 'marketing reader', projects: [PROJECT], environments: ['production'] };
  const { token, secret } = await must(admin.createToken({ body: { ...own, grants: [READ] } }));
  Object.assign(made, { secret, ownId: token.id });
  const other = { ...own, name: 'stranger reader', grants: [{ ...READ, name: 'stranger-legal' }] };
  made.token = (await must(admin.createToken({ body: other }))).token.id;
  made.user = (await must(admin.createUser({ body: { email: 'stranger@example.com', name: 'Stranger' } }))).id;
  await must(admin.createGroup({ body: { id: 'stranger-group', name: 'Stranger group' } }));
  await must(admin.createRole({ body: { name: 'stranger-role', permissions: ['token:read'] } }));
  const filter = { project: PROJECT };
  const { subscription } = await must(
    admin.createSubscription({ body: { channel: 'mail', address: 'stranger@example.com', filter } }),
  );
  made.subscription = subscription.id;
}, 60_000);

/** Everything of this file that a write could have changed. */
async function state(): Promise<string> {
  const admin = api();
  const projects = [PROJECT, 'lim-stranger'];
  const answers = await Promise.all([
    ...projects.map((project) => admin.getProject({ path: { project } })),
    ...projects.map((project) => admin.listNamespaces({ path: { project } })),
    ...projects.map((project) => admin.listMembers({ path: { project } })),
    ...[PRODUCTION, { environment: 'staging' }].map((query) => admin.listItems({ path: MARKETING, query })),
    admin.listItems({ path: { project: PROJECT, namespace: 'stranger-legal' }, query: PRODUCTION }),
    ...[made.token, made.ownId].map((id) => admin.getToken({ path: { id } })),
    admin.getUser({ path: { id: made.user } }),
    admin.getGroup({ path: { group: 'stranger-group' } }),
    admin.listGroupMembers({ path: { group: 'stranger-group' } }),
    admin.getRole({ path: { name: 'stranger-role' } }),
    admin.getSubscription({ path: { id: made.subscription } }),
    admin.getEnvironment({ path: { environment: 'staging' } }),
  ]);
  const values = answers.map((answer) => (answer.ok ? answer.value : answer.error.code));
  // Its own uses are counted, and are no change that it made.
  return JSON.stringify(values, (name, value) => (name === 'lastUsedAt' ? undefined : value));
}

const openLimited = (path: string, options = {}) => openConsole(path, { token: made.secret, ...options });

describe.skipIf(!hasBrowser)('a holder of marketing+r, in the page', () => {
  useBrowser();

  it('is shown that namespace, to read, and no way to anything else', async () => {
    const page = await openLimited('/namespaces');
    const table = page.getByRole('table', { name: `Namespaces of ${PROJECT}` });
    await table.getByRole('link', { name: 'marketing' }).waitFor();
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Name/),
      expect.stringMatching(/^marketing\s+read\s+for 90 days$/),
    ]);
    await page.getByText('Session ends').waitFor();
    expect(await page.getByRole('navigation', { name: 'Console' }).getByRole('link').allInnerTexts()).toEqual([
      'Overview',
      'Namespaces',
    ]);
    expect(await buttonsOf(page)).toEqual([]);
    await expectAccessible(page);
    await takePictures(page, 'limited-token');
  });

  it('reads its items, and finds no button that writes, and no other environment', async () => {
    const page = await openLimited(MINE);
    await page.getByRole('link', { name: 'campaigns/' }).click();
    await page.getByRole('link', { name: 'autumn' }).click();
    await page.getByText('From October on.').waitFor();
    await page.getByRole('link', { name: 'marketing', exact: true }).click();
    await page.getByRole('link', { name: 'greeting' }).click();
    await page.getByText('Hello to whoever may read this.').waitFor();
    expect(await buttonsOf(page)).toEqual([
      'Close the item',
      'Copy the key',
      'Copy what greeting holds',
      'Show these keys',
    ]);
    expect(await page.getByRole('combobox').count()).toBe(0);
    await expectAccessible(page);
    await takePictures(page, 'limited-token-item');
  });

  it('is told of an environment that is not its own, and shown none of it', async () => {
    const page = await openLimited(`${MINE}?environment=staging`);
    await page.getByRole('heading', { name: 'Environment staging is not open to you' }).waitFor();
    expect(await page.locator('#page').innerText()).not.toMatch(STRANGERS);
    await expectAccessible(page);
  });

  it('sees of the overview what is its own', async () => {
    const page = await openLimited('/');
    await page.getByText('marketing').first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(STRANGERS);
    // It may do to itself what whoever holds it may do anyway.
    const others = (await buttonsOf(page)).filter((name) => !/^Copy|the token$|the secret/.test(name));
    expect(others).toEqual([]);
  });

  it('is told plainly, at every other address, that it is not theirs', async () => {
    const page = await openLimited('/namespaces');
    expectStatus(page, 403, 404);
    for (const path of strangersPages()) {
      await page.goto(`${inject('stack').url}/console${path}`);
      const main = page.locator('#page');
      await main
        .getByText(PLAINLY)
        .first()
        .waitFor({ timeout: 15_000 })
        .catch(async () => {
          throw new Error(`${path} does not say that it is not theirs, but: ${await main.innerText()}`);
        });
      // What they typed is theirs; whatever else is named so is not.
      const shown = (await main.innerText()).replaceAll(/lim-stranger|stranger-(?:legal|group|role)/g, '');
      expect([path, STRANGERS.test(shown)]).toEqual([path, false]);
      expect([path, (await buttonsOf(page)).filter((name) => !HARMLESS.test(name))]).toEqual([path, []]);
    }
  });
});

/** How pages say it. */
const PLAINLY =
  /not (?:yours|open to you)|may not|manages no|has no part|no such|nothing here that you may see|not there|cannot be shown/i;
const HARMLESS = /^(?:Copy|Try again|Show|Close|Sign out)/;

/** Everything on the page that can be pressed, but signing out. */
async function buttonsOf(page: Page): Promise<string[]> {
  const names = await page
    .locator('#page')
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''));
  return names.map((name) => name.trim()).sort();
}

function strangersPages(): string[] {
  return [
    '/tokens',
    '/tokens/new',
    `/tokens/${made.token}`,
    `/tokens/${made.token}/replace`,
    '/people',
    `/people/users/${made.user}`,
    '/people/groups/stranger-group',
    '/people/roles/stranger-role',
    '/projects',
    '/projects/lim-stranger',
    '/access-keys',
    '/access-keys/7',
    '/properties',
    '/properties/prp_00000000000',
    '/subscriptions',
    `/subscriptions/${made.subscription}`,
    '/deliveries',
    '/audit',
    '/settings',
    '/namespaces?project=lim-stranger',
    `/namespaces/${PROJECT}/stranger-legal`,
    '/namespaces/lim-stranger/marketing',
    '/namespaces/lim-stranger/marketing?environment=production&key=stranger-plan',
  ];
}

type Asked = { method: string; path: string; body: string | null };
type Answered = Asked & { status: number; text: string };

/** What a page of the limited session gets when it asks for all of these, with the session's cookie and nothing else. */
function askFrom(page: Page, asked: readonly Asked[]): Promise<Answered[]> {
  return page.evaluate(async (all) => {
    const answers: Answered[] = [];
    for (const { method, path, body } of all) {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(path, { method, ...(body !== null && { body, headers }) });
      answers.push({ method, path, body, status: response.status, text: await response.text() });
    }
    return answers;
  }, asked);
}

const REFUSED = [401, 403, 404];

/** What the token may, and what is its own to ask of a deployment: itself, and tokens that it was shown. */
const OWN = ['getSelf', 'listNamespaces', 'getNamespace', 'listItems', 'getItem', 'verifyToken', 'introspectToken'];
/** Whoever has no token at all may ask these. */
const PUBLIC = ['health', 'jwks', 'authorizationServerMetadata', 'protectedResourceMetadata', 'statusList', 'setUp'];
const PUBLIC_TOO = ['redeemShare', 'propertySchema', 'oauthToken', 'revokeTokenByValue'];
/** These it may do to itself, and is gone then. */
const LAST = ['refreshSelf', 'revokeSelf'];

describe.skipIf(!hasBrowser)('a holder of marketing+r, by calling what pages call', () => {
  useBrowser();

  it('is refused every operation of the API that is not its own, whatever the method, and changes nothing', async () => {
    const before = await state();
    const page = await openLimited('/namespaces');
    expectStatus(page, ...REFUSED);
    const left = [...OWN, ...PUBLIC, ...PUBLIC_TOO, ...LAST];
    const operations = Object.entries(OPERATIONS).filter(([id]) => !left.includes(id));
    expect(operations.length).toBeGreaterThan(90);
    const asked = operations.flatMap(([, [method, template, sends]]) =>
      fillings(template).map((path) => ({ method, path, body: sends === 'none' ? null : '{}' })),
    );
    const let_in = (await askFrom(page, asked)).filter(({ status }) => !REFUSED.includes(status));
    expect(let_in).toEqual([]);
    expect(await state()).toBe(before);
  });

  it('is answered what is its own, for its namespace and its environment alone', async () => {
    const page = await openLimited('/namespaces');
    expectStatus(page, ...REFUSED);
    const get = (path: string) => ({ method: 'GET', path, body: null });
    const items = (project: string, namespace: string) => `/v1/projects/${project}/namespaces/${namespace}/items`;
    const own = [
      '/v1/tokens/self',
      `/v1/projects/${PROJECT}/namespaces`,
      `/v1/projects/${PROJECT}/namespaces/marketing`,
      `${items(PROJECT, 'marketing')}?environment=production`,
      `${items(PROJECT, 'marketing')}/greeting?environment=production`,
    ];
    for (const { path, status, text } of await askFrom(page, own.map(get))) {
      expect([path, status, STRANGERS.test(text)]).toEqual([path, 200, false]);
    }
    const strangers = [
      `/v1/projects/${PROJECT}/namespaces/stranger-legal`,
      '/v1/projects/lim-stranger/namespaces',
      '/v1/projects/lim-stranger/namespaces/marketing',
      `${items(PROJECT, 'marketing')}?environment=staging`,
      `${items(PROJECT, 'marketing')}/stranger-draft?environment=staging`,
      `${items(PROJECT, 'stranger-legal')}?environment=production`,
      `${items(PROJECT, 'stranger-legal')}/stranger-terms?environment=production`,
      `${items('lim-stranger', 'marketing')}?environment=production`,
      `${items('lim-stranger', 'marketing')}/stranger-plan?environment=production`,
    ];
    for (const { path, status } of await askFrom(page, strangers.map(get))) {
      expect([path, REFUSED.includes(status)]).toEqual([path, true]);
    }
  });

  it('is refused every request that the pages of an administrator made, or answered only what is its own', async () => {
    const seen = await requestsOfAnAdministrator();
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']));
    const before = await state();
    const page = await openLimited('/namespaces');
    expectStatus(page, ...REFUSED);
    for (const { method, path, status, text } of await askFrom(page, seen)) {
      const told = [method, path, status];
      if (REFUSED.includes(status)) continue;
      expect([...told, isOwn(method, path)]).toEqual([method, path, 200, true]);
      expect([...told, STRANGERS.test(text)]).toEqual([...told, false]);
    }
    expect(await state()).toBe(before);
  });
});

/** The addresses that a template stands for: things of strangers, and what is its own where that is meant for reading only. */
function fillings(template: string): string[] {
  const fill = (names: Record<string, string>) =>
    template.replace(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? '7');
  const ids = { id: idFor(template), user: made.user, group: 'stranger-group', name: 'stranger-role', key: 'greeting' };
  const there = { ...ids, environment: 'staging', client: 'stranger', share: 'shr_00000000000', kid: 'stranger' };
  const places = [
    { project: PROJECT, namespace: 'marketing' },
    { project: PROJECT, namespace: 'stranger-legal' },
    { project: 'lim-stranger', namespace: 'marketing' },
  ];
  const query = template.includes('/items') ? '?environment=production' : '';
  return [...new Set(places.map((place) => fill({ ...there, ...place }) + query))];
}

function idFor(template: string): string {
  if (template.startsWith('/v1/tokens')) return made.token;
  if (template.startsWith('/v1/users')) return made.user;
  return template.startsWith('/v1/subscriptions') ? made.subscription : '7';
}

/** What reads the token itself, its namespaces, and their items where they are its own. */
function isOwn(method: string, path: string): boolean {
  const { pathname, searchParams } = new URL(path, inject('stack').url);
  if (method !== 'GET') return false;
  if (pathname === '/console/session' || pathname === '/v1/tokens/self' || pathname === '/health') return true;
  if (pathname === '/schemas/property.json' || pathname.startsWith('/.well-known/')) return true;
  if (pathname === `/v1/projects/${PROJECT}/namespaces`) return true;
  const mine = `/v1/projects/${PROJECT}/namespaces/marketing`;
  if (pathname === mine) return true;
  return pathname.startsWith(`${mine}/items`) && searchParams.get('environment') === 'production';
}

/** Walks through all pages as an administrator, makes a few changes, and says what the pages asked for. */
async function requestsOfAnAdministrator(): Promise<Asked[]> {
  const page = await openConsole('/namespaces');
  const seen = new Map<string, Asked>();
  page.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url());
    if (origin !== inject('stack').url || !/^\/(?:v1|oauth|console\/session|health|\.well-known)/.test(pathname))
      return;
    if (pathname === '/console/session' && request.method() !== 'GET') return;
    const asked = { method: request.method(), path: pathname + search, body: request.postData() };
    seen.set(JSON.stringify(asked), asked);
  });
  // Some of the things that these addresses name are not there.
  expectStatus(page, 404);
  const url = inject('stack').url;
  for (const path of ['/', ...strangersPages(), MINE, `${MINE}?environment=staging&key=stranger-draft`]) {
    await page.goto(`${url}/console${path}`);
    await page.locator('#page h1').waitFor();
    await page.waitForLoadState('networkidle');
  }
  await page.goto(`${url}/console/namespaces?project=lim-stranger`);
  await page.getByRole('button', { name: 'Create a namespace' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('stranger-press');
  await page.getByRole('button', { name: 'Create the namespace' }).click();
  await page.getByRole('button', { name: 'Actions for stranger-press' }).click();
  await page.getByRole('menuitem', { name: 'Change it' }).click();
  await page.getByLabel('Days that items are kept').fill('7');
  await page.getByRole('button', { name: 'Change the namespace' }).click();
  await page.getByRole('row').filter({ hasText: 'stranger-press' }).getByText('for 7 days').waitFor();
  await page.getByRole('link', { name: 'stranger-press' }).click();
  await page.getByRole('button', { name: 'Put the first item' }).click();
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('stranger-note');
  await page.getByRole('textbox', { name: 'Text' }).fill('stranger note');
  await page.getByRole('button', { name: 'Store the item' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the item' }).click();
  await page.getByRole('heading', { name: 'Nothing is in stranger-press yet' }).waitFor();
  return [...seen.values()];
}
