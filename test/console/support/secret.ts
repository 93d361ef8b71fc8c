import type { Page } from 'playwright-core';

/** The secret that the page shows, this once. */
export function secretOf(page: Page): Promise<string> {
  return page.getByRole('alertdialog').locator('pre').first().innerText();
}
