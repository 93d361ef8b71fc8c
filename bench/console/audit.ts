import type { BrowserContext } from 'playwright-core';
import { openBrowser, signIn } from './browser.ts';
import type { Deployment } from './deployment.ts';
import { type Lighthouse, loadLighthouse } from './lighthouse.ts';

interface Audit {
  performance: number;
  accessibility: number;
  bestPractices: number;
}

export interface Scores extends Audit {
  page: string;
  form: 'mobile' | 'desktop';
}

const PORT = 9227;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const RUNS = 3;

/** Scores of 100 for each page, `sign-in` without a session: of three runs the middle one by performance. */
export async function auditPages(deployment: Deployment, pages: readonly string[]): Promise<Scores[]> {
  const lighthouse = await loadLighthouse();
  // Its own: a slow phone on a slow network, simulated, unless told; and a desktop.
  const forms = [
    ['mobile', undefined],
    ['desktop', lighthouse.desktopConfig],
  ] as const;
  const context = await openBrowser(PORT);
  const scores: Scores[] = [];
  try {
    for (const page of pages) {
      if (page === 'sign-in') await context.clearCookies();
      else await signIn(context, deployment);
      const url = `${deployment.url}/console${page === 'sign-in' ? '' : page}`;
      for (const [form, config] of forms) {
        const runs: Audit[] = [];
        for (let run = 0; run < RUNS; run += 1) {
          await forgetFiles(context);
          runs.push(await audit(lighthouse, url, config));
        }
        const [middle] = runs.toSorted((one, other) => one.performance - other.performance).slice(RUNS >> 1);
        if (middle) scores.push({ page, form, ...middle });
      }
    }
  } finally {
    await context.close();
  }
  return scores;
}

/** The session stays; what was loaded before does not count. */
async function forgetFiles(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await page.close();
}

async function audit({ default: lookAt }: Lighthouse, url: string, config: object | undefined): Promise<Audit> {
  const flags = { port: PORT, onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: 'error' };
  const run = await lookAt(url, flags, config);
  if (!run) throw new Error(`Lighthouse did not look at ${url}`);
  const { categories, audits } = run.lhr;
  const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  for (const { id, score, title, scoreDisplayMode } of Object.values(audits)) {
    const fails = scoreDisplayMode === 'binary' && score === 0;
    if (fails) process.stderr.write(`${url}: ${id}: ${title}\n`);
  }
  const [performance, accessibility, bestPractices] = CATEGORIES.map(scoreOf);
  return { performance: performance ?? 0, accessibility: accessibility ?? 0, bestPractices: bestPractices ?? 0 };
}
