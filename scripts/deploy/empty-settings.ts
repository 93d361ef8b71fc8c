import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../start/paths.ts';
import { readVariable } from '../wrangler-toml.ts';

const EMPTY = {
  MAIL_FROM: `MAIL_FROM is empty: nobody is told by mail that a token ends. Name an address of a domain that Cloudflare
Email Sending is on for.`,
  PUBLIC_URL: `PUBLIC_URL is empty: links in notices lead to the address that the set-up was done at.`,
};

/** Says what a deployment does without while a setting is empty, and where to change that. */
export function explainEmptySettings(environment: string): void {
  const toml = readFileSync(join(REPOSITORY, 'wrangler.toml'), 'utf8');
  const empty = Object.entries(EMPTY).filter(([name]) => readVariable(toml, environment, name) === '');
  if (empty.length === 0) return;
  console.log(`
${empty.map(([, consequence]) => consequence).join('\n')}
Settings stand in [env.${environment}.vars] of wrangler.toml; \`npm run deploy\` brings a change into effect.`);
}
