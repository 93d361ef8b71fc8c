/**
 * worker-configuration.d.ts says what wrangler.toml says, docs/people.md what the roles permit, client/api what the OpenAPI
 * document says. `--write` mends the last two.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findStale, writeClient } from './generate-client.ts';
import { withRolesTable } from './roles-table.ts';
import { REPOSITORY } from './start/paths.ts';
import { WRANGLER, wranglerEnvironment } from './start/wrangler.ts';

const command = ['types', '--include-runtime=false', '--strict-vars=false', '--check'];
const { status } = spawnSync(process.execPath, [WRANGLER, ...command], {
  stdio: 'inherit',
  env: wranglerEnvironment(),
});
if (status !== 0) console.error('worker-configuration.d.ts is out of date. Run: npm run types');

const path = join(REPOSITORY, 'docs/people.md');
const page = readFileSync(path, 'utf8');
const current = withRolesTable(page);
if (process.argv.includes('--write')) writeFileSync(path, current);
const roles = process.argv.includes('--write') || page === current;
if (!roles) console.error('docs/people.md is out of date. Run: node scripts/check-generated.ts --write');

if (process.argv.includes('--write')) await writeClient();
const stale = await findStale();
for (const file of stale) console.error(`${file} is out of date. Run: node scripts/check-generated.ts --write`);
process.exitCode = status === 0 && roles && stale.length === 0 ? 0 : 1;
