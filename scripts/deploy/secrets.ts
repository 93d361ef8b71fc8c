import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freshCode, freshRootKey } from '../start/dev-vars.ts';
import { Explained } from '../start/explained.ts';
import { REPOSITORY, shown } from '../start/paths.ts';
import { writePrivateFile } from '../start/private-file.ts';
import type { Cloudflare } from './cloudflare.ts';

const NO_SUCH_WORKER = /Worker "[^"]+".* not found/;

/** Where the secrets of a deployment are written when they are made; the one readable copy outside Cloudflare. */
export function secretsPath(environment: string): string {
  return join(REPOSITORY, '.jeton', `${environment}.secrets`);
}

/**
 * The file to deploy with, or null when Cloudflare has the secrets. A ROOT_KEY is made only for a deployment that has
 * none: another one would end every token.
 */
export function addMissingSecrets(cloudflare: Cloudflare): string | null {
  const path = secretsPath(cloudflare.environment);
  const missing = findMissing(cloudflare);
  if (missing.length === 0) return null;
  if (existsSync(path)) return path;
  if (cloudflare.dryRun) {
    console.log(
      `Where ${missing.join(' and ')} are missing, they would be made and written to ${shown(path)} (mode 0600).`,
    );
    return path;
  }
  if (missing.includes('ROOT_KEY')) refuseNewRootKey(cloudflare, path);
  const lines = [`ROOT_KEY="${freshRootKey()}"`, `SETUP_CODE="${freshCode()}"`];
  const needed = lines.filter((line) => missing.some((name) => line.startsWith(`${name}=`)));
  writePrivateFile(path, `${needed.join('\n')}\n`);
  console.log(`Written to ${shown(path)}. Copy it into a password manager: Cloudflare does not show secrets again,
and without ROOT_KEY a lost deployment cannot be restored from a backup of its database.`);
  return path;
}

function findMissing(cloudflare: Cloudflare): string[] {
  const required = ['ROOT_KEY', 'SETUP_CODE'];
  const list = cloudflare.read(['secret', 'list', '--env', cloudflare.environment, '--format', 'json']);
  if (list.ok) return required.filter((name) => !list.text.includes(`"${name}"`));
  if (NO_SUCH_WORKER.test(list.output)) return required;
  throw new Explained(`The secrets could not be listed, and none are made on a guess:\n${list.output}`);
}

function refuseNewRootKey(cloudflare: Cloudflare, path: string): void {
  const query = ['--command', 'SELECT count(*) AS deployments FROM deployment'];
  const answer = cloudflare.read([
    'd1',
    'execute',
    'DB',
    '--remote',
    '--json',
    '--env',
    cloudflare.environment,
    ...query,
  ]);
  if (/"deployments":\s*0/.test(answer.text)) return;
  throw new Explained(`The database ${cloudflare.database} is in use, but the Worker has no ROOT_KEY, and ${shown(path)} is missing.
A new ROOT_KEY would end every token in it. Put the file back, with the lines ROOT_KEY="…" and SETUP_CODE="…", and
run \`npm run deploy\` again; or remove the database with \`npx wrangler d1 delete ${cloudflare.database}\` to begin anew.`);
}
