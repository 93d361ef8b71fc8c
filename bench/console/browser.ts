import { type BrowserContext, chromium } from 'playwright-core';
import type { Deployment } from './deployment.ts';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'];

/** A browser with one profile, which Lighthouse reaches by `port`. */
export function openBrowser(port: number): Promise<BrowserContext> {
  const args = [...ARGUMENTS, `--remote-debugging-port=${port}`];
  return chromium.launchPersistentContext('', { executablePath: EXECUTABLE, args });
}

/** Signs the browser in: all its pages have the session then. */
export async function signIn(context: BrowserContext, { url, adminToken }: Deployment): Promise<void> {
  const answer = await context.request.post(`${url}/console/session`, {
    data: { token: adminToken },
    headers: { Origin: url },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
}
