import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { createClient, type Jeton } from '../../../client/api/index.ts';

/** Debian's; CHROMIUM names another. Without one, the tests of the console are left out. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What a page may not do, as it was seen doing it. */
type Watched = { complaints: string[]; expected: RegExp[] };
const watched = new Map<Page, Watched>();
const contexts: BrowserContext[] = [];
let browser: Browser;

/** Starts a browser for the file, and after each test holds all pages to what they may do: see {@link openPage}. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const complaints = [...watched.values()].flatMap((seen) => unexpected(seen));
    watched.clear();
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints).toEqual([]);
  });
}

/**
 * A page in a context of its own. Whatever it writes to its console as an error or a warning, each violation of its policy, each
 * error that nobody caught and each request to elsewhere fails the test, but what {@link expectComplaint} announced.
 */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  contexts.push(context);
  context.setDefaultTimeout(15_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: inject('stack').url });
  const page = await context.newPage();
  const seen: Watched = { complaints: [], expected: [] };
  watched.set(page, seen);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.complaints.push(`not caught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== inject('stack').url)
      seen.complaints.push(`went elsewhere: ${request.url()}`);
  });
  return page;
}

/** Browsers write each answer that is no success to the console: announces that one of this status comes. */
export function expectStatus(page: Page, ...statuses: number[]): void {
  for (const status of statuses) expectComplaint(page, new RegExp(`the server responded with a status of ${status} `));
}

export function expectComplaint(page: Page, pattern: RegExp): void {
  watched.get(page)?.expected.push(pattern);
}

function unexpected({ complaints, expected }: Watched): string[] {
  return complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
}

/** Opens a page of the console, signed in by a token: the administrator's, where none is given. `path`: after `/console`. */
export async function openConsole(
  path: string,
  { token = inject('stack').adminToken, ...options }: BrowserContextOptions & { token?: string } = {},
): Promise<Page> {
  const page = await openPage(options);
  await page.goto(`${inject('stack').url}/console${path}`);
  await signInByToken(page, token);
  await page.locator('#page h1').waitFor();
  return page;
}

export async function signInByToken(page: Page, token: string): Promise<void> {
  await page.getByRole('tab', { name: 'Token' }).click();
  // For a moment both panels are there.
  const panel = page.getByRole('tabpanel', { name: 'Token' });
  await panel.getByRole('textbox', { name: 'Token' }).fill(token);
  await panel.getByRole('button', { name: 'Sign in' }).click();
}

export async function signInByPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What the page is made of, straight from the API. */
export function api(token: string = inject('stack').adminToken): Jeton {
  return createClient({ url: inject('stack').url, token });
}

/** The value of a call that must succeed. */
export async function must<Value>(
  call: Promise<{ ok: true; value: Value } | { ok: false; error: { code: string; detail: string } }>,
): Promise<Value> {
  const result = await call;
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
  return result.value;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What the dark may do to a page; all else is the same in the light. */
const IN_THE_DARK = ['color-contrast', 'link-in-text-block'];

/** Holds what the page shows now against WCAG 2.2 AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(IN_THE_DARK) : axe.withTags(TAGS)).analyze();
    const told = violations.map(
      ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
    );
    expect(told.join('\n')).toBe('');
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const LOOKS = [
  ['light', 'light', { width: 1280, height: 860 }],
  ['dark', 'dark', { width: 1280, height: 860 }],
  ['narrow', 'light', { width: 390, height: 844 }],
] as const;

/** Takes the pictures of a page that docs/console shows, when JETON_PICTURES is set. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (process.env.JETON_PICTURES === undefined) return;
  const before = page.viewportSize();
  for (const [look, colorScheme, viewport] of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `docs/console/${name}-${look}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
}
