import { existsSync, readFileSync } from 'node:fs';
import { readHealth } from '../start/deployment.ts';
import type { Cloudflare } from './cloudflare.ts';
import { secretsPath } from './secrets.ts';

/** Says where the deployment is, and how to make its administrator if it has none. */
export async function explainSetUp(cloudflare: Cloudflare, deployedTo: string | null): Promise<void> {
  const url = deployedTo ?? `https://${cloudflare.database}.<your subdomain>.workers.dev`;
  if (deployedTo !== null) {
    console.log(`Deployed to ${url}`);
    const health = await readHealth(url);
    if (health.state === 'ready' && health.setUp) return console.log('It is set up.');
  }
  const { environment } = cloudflare;
  console.log(`Make the administrator, once, with an address and a name of your own; the password is asked for:

  npx jeton setup --profile ${environment} --url ${url} \\
    --code '${setupCode(environment)}' --email you@example.com --name 'Your Name'

The admin token goes into the profile "${environment}". From then on: npx jeton --profile ${environment} project list
In a browser, with that address and password: ${url}/console`);
}

function setupCode(environment: string): string {
  const path = secretsPath(environment);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /^SETUP_CODE="([^"]+)"/m.exec(text)?.[1] ?? 'SETUP_CODE';
}
