import { gzipSync } from 'node:zlib';
import { openBrowser, signIn } from './browser.ts';
import type { Deployment } from './deployment.ts';

export interface FirstLoad {
  page: string;
  gzipBytes: number;
  files: number;
}

const PORT = 9228;

/** What a browser that knows nothing loads until a page is still: markup, scripts and styles, each packed by gzip. */
export async function firstLoads(deployment: Deployment): Promise<FirstLoad[]> {
  return [await load(deployment, 'sign-in', false), await load(deployment, 'the overview', true)];
}

async function load(deployment: Deployment, name: string, signedIn: boolean): Promise<FirstLoad> {
  const context = await openBrowser(PORT);
  try {
    if (signedIn) await signIn(context, deployment);
    const page = await context.newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (['document', 'script', 'stylesheet'].includes(response.request().resourceType()))
        bodies.push(response.body());
    });
    await page.goto(`${deployment.url}/console`, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).byteLength);
    return { page: name, gzipBytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
  } finally {
    await context.close();
  }
}
