/** `npm run deploy -- [--env production|staging] [--dry-run]`: from an empty account to a running Jeton, and each update. */
import { parseArgs } from 'node:util';
import { type Cloudflare, openCloudflare } from './deploy/cloudflare.ts';
import { explainEmptySettings } from './deploy/empty-settings.ts';
import { addMissingSecrets } from './deploy/secrets.ts';
import { explainSetUp } from './deploy/set-up.ts';
import { Explained, runMain } from './start/explained.ts';

const ENVIRONMENTS = ['production', 'staging'];

async function main(): Promise<number> {
  const { environment, dryRun } = readArguments();
  const cloudflare = openCloudflare(environment, dryRun);
  if (dryRun) console.log(`Dry run: nothing at Cloudflare is read or changed. Steps marked $ would be taken.`);

  step('Check the login');
  checkLogin(cloudflare);
  step(`Create the database ${cloudflare.database} unless it is there`);
  createDatabase(cloudflare);
  step('Apply the migrations, before any code runs that needs them');
  cloudflare.run(['d1', 'migrations', 'apply', 'DB', '--remote', '--env', environment]);
  step('Make the secrets that are missing');
  const secretsFile = addMissingSecrets(cloudflare);
  step('Deploy; wrangler creates the KV namespaces and the queues unless they are there');
  const url = cloudflare.deploy(secretsFile === null ? [] : ['--secrets-file', secretsFile]);
  step('Set up');
  await explainSetUp(cloudflare, url);
  explainEmptySettings(environment);
  return 0;
}

function readArguments(): { environment: string; dryRun: boolean } {
  const { values } = parse();
  const environment = values.env ?? 'production';
  if (!ENVIRONMENTS.includes(environment)) {
    throw new Explained(`--env takes ${ENVIRONMENTS.join(' or ')}, not "${environment}".`);
  }
  return { environment, dryRun: values['dry-run'] ?? false };
}

function parse() {
  try {
    return parseArgs({ options: { env: { type: 'string' }, 'dry-run': { type: 'boolean' } } });
  } catch {
    throw new Explained('Usage: npm run deploy -- [--env production|staging] [--dry-run]');
  }
}

function checkLogin(cloudflare: Cloudflare): void {
  if (cloudflare.read(['whoami', '--json']).ok) return;
  throw new Explained(`You are not logged in at Cloudflare. Run \`npx wrangler login\`, or set CLOUDFLARE_API_TOKEN.
With several accounts, set CLOUDFLARE_ACCOUNT_ID too.`);
}

function createDatabase(cloudflare: Cloudflare): void {
  const list = cloudflare.read(['d1', 'list', '--json']);
  if (!list.ok) throw new Explained(`The databases could not be listed:\n${list.output}`);
  if (list.text.includes(`"${cloudflare.database}"`)) return;
  cloudflare.run(['d1', 'create', cloudflare.database, '--update-config=false']);
}

function step(title: string): void {
  console.log(`\n── ${title}`);
}

await runMain(main);
