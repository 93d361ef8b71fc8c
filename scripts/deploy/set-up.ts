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
  console.log(`Make the administrator, once, with an address and a password of your own:

  curl -X POST ${url}/v1/setup -H 'content-type: application/json' \\
    -d '{"setupCode":"${setupCode(cloudflare.environment)}","email":"you@example.com","name":"You","password":"…"}'

The answer holds the admin token as "secret", shown once. Then:

  npx jeton profile set default --url ${url}`);
}

function setupCode(environment: string): string {
  const path = secretsPath(environment);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /^SETUP_CODE="([^"]+)"/m.exec(text)?.[1] ?? `SETUP_CODE of .jeton/${environment}.secrets`;
}
