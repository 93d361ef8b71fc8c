import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { api, hasBrowser, must, openPage, useBrowser } from './support/browser.ts';

const NAME = 'typed-by-hand';
/** More than any page has to pass through; a trap for the focus would run into it. */
const MOST_STEPS = 120;

describe.skipIf(!hasBrowser)('without a mouse', () => {
  useBrowser();
  const { url, email, password } = inject('stack');
  beforeAll(async () => {
    await must(api().createProject({ body: { id: 'by-keyboard', name: 'By keyboard' } }));
    await must(api().createNamespace({ path: { project: 'by-keyboard' }, body: { name: 'drawer' } }));
  });

  it('the whole life of a token: made, saved, found, refreshed with overlap, disabled, enabled and revoked', async () => {
    const page = await openPage();
    await page.goto(`${url}/console`);
    await signIn(page);
    await create(page);
    const first = await save(page);
    expect(await works(first)).toBe(true);
    await find(page);
    await refresh(page);
    const second = await save(page);
    // In this order: the first use of the new one ends the old.
    expect(await works(first)).toBe(true);
    expect(await works(second)).toBe(true);
    await disable(page);
    expect(await works(second)).toBe(false);
    await enable(page);
    expect(await works(second)).toBe(true);
    await revoke(page);
    expect(await works(second)).toBe(false);
  });

  async function signIn(page: Page): Promise<void> {
    await tabTo(page, page.getByLabel('Mail address'));
    await page.keyboard.type(email);
    await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  }

  async function create(page: Page): Promise<void> {
    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Tokens' }));
    await page.getByRole('heading', { level: 1, name: 'Tokens' }).waitFor();
    await press(page, page.getByRole('link', { name: 'Create a token' }).first());
    await tabTo(page, page.getByRole('radio', { name: 'Access' }));
    await tabTo(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.type(NAME);
    await tabTo(page, page.getByRole('combobox', { name: 'Project' }));
    await page.keyboard.type('by-key');
    await page.getByRole('option', { name: 'by-keyboard' }).waitFor();
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('checkbox', { name: 'production' }), 'Space');
    await tabTo(page, page.getByRole('combobox', { name: 'Called' }));
    await page.keyboard.type('draw');
    await page.getByRole('option', { name: 'drawer' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('checkbox', { name: 'read' }), 'Space');
    // A group of radio buttons is one stop; the arrows choose within it.
    await tabTo(page, page.getByRole('radio', { name: '90 days' }));
    await page.keyboard.press('ArrowLeft');
    await page.getByText('in 60 days').first().waitFor();
    await press(page, page.getByRole('button', { name: 'Create the token' }));
  }

  async function find(page: Page): Promise<void> {
    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Tokens' }), 'Enter', 'Shift+Tab');
    await page.getByRole('heading', { level: 1, name: 'Tokens' }).waitFor();
    await tabTo(page, page.getByRole('searchbox'));
    await page.keyboard.type(NAME);
    const row = page.getByRole('link', { name: NAME });
    await row.waitFor();
    await press(page, row);
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  }

  async function refresh(page: Page): Promise<void> {
    await press(page, page.getByRole('button', { name: 'Refresh …' }));
    const dialog = page.getByRole('dialog', { name: `Refresh ${NAME}` });
    await tabTo(page, dialog.getByRole('radio', { name: 'For 24 hours' }), { arrows: true });
    await press(page, dialog.getByRole('button', { name: 'Refresh the secret' }));
  }

  async function disable(page: Page): Promise<void> {
    await choose(page, 'Disable …');
    const dialog = page.getByRole('dialog', { name: `Disable ${NAME}?` });
    await press(page, dialog.getByRole('button', { name: 'Disable the token' }));
    await dialog.waitFor({ state: 'detached' });
  }

  async function enable(page: Page): Promise<void> {
    await press(page, page.getByRole('button', { name: 'Enable', exact: true }));
    await page.getByRole('button', { name: 'Enable', exact: true }).waitFor({ state: 'detached' });
  }

  async function revoke(page: Page): Promise<void> {
    await choose(page, 'Revoke …');
    const dialog = page.getByRole('dialog', { name: `Revoke ${NAME}?` });
    await tabTo(page, dialog.getByLabel(`To go on, type: ${NAME}`));
    await page.keyboard.type(NAME);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  }

  async function works(secret: string): Promise<boolean> {
    const answer = await fetch(`${url}/v1/tokens/self`, { headers: { Authorization: `Bearer ${secret}` } });
    return answer.ok;
  }
});

/** Copies the secret, and says that it is saved. */
async function save(page: Page): Promise<string> {
  const dialog = page.getByRole('alertdialog');
  await tabTo(page, dialog.getByRole('button', { name: 'Copy the secret' }));
  await page.keyboard.press('Enter');
  await dialog.getByText('Copied', { exact: true }).waitFor();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await press(page, dialog.getByRole('button', { name: 'I have saved it' }));
  await dialog.waitFor({ state: 'detached' });
  return secret;
}

/** Takes an entry of the menu behind the three dots. */
async function choose(page: Page, entry: string): Promise<void> {
  await press(page, page.getByRole('button', { name: /^More to do/ }));
  const item = page.getByRole('menuitem', { name: entry });
  await item.waitFor();
  for (let step = 0; step < MOST_STEPS && !(await hasFocus(item)); step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function press(page: Page, control: Locator, key = 'Enter', by = 'Tab'): Promise<void> {
  await tabTo(page, control, { by });
  await page.keyboard.press(key);
}

/** Goes on by Tab until the control has the focus; `arrows`: within a group of radio buttons, by those. */
async function tabTo(page: Page, control: Locator, { arrows = false, by = 'Tab' } = {}): Promise<void> {
  await control.waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(control)) return;
    const inGroup = arrows && (await page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio'));
    await page.keyboard.press(inGroup ? 'ArrowDown' : by);
  }
  throw new Error(`${control} is not reached by the keyboard`);
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}
