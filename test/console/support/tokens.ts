import type { Locator, Page } from 'playwright-core';
import type { Call, Value } from '../../../client/api/index.ts';
import { api, must } from './browser.ts';

type Options = Partial<Call<'createToken'>['body']>;

const READ = [{ resource: 'namespace', name: 'catalogue', actions: ['read' as const] }];

/** A token of a project that has the namespace `catalogue`. */
export function createToken(project: string, name: string, options: Options = {}): Promise<Value<'createToken'>> {
  const places = { project, environments: ['production'], grants: READ, expires: '90d' };
  return must(api().createToken({ body: { type: 'access', name, ...places, ...options } }));
}

export async function createUser(email: string, name: string): Promise<string> {
  return (await must(api().createUser({ body: { email, name } }))).id;
}

export const filterBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Owner, name or description' });

export const counter = (page: Page, words: RegExp): Locator => page.getByRole('status').filter({ hasText: words });

export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** Opens the menu of a row, and takes something of it. */
export async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}
