import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..');
const WRANGLER = join(REPOSITORY, 'node_modules/wrangler/bin/wrangler.js');

/** Bundles a Worker as `npm run deploy` bundles the product, and returns the script's path. */
export function buildWorker(entry: string): string {
  // wrangler.toml names the folder that this fills.
  spawnSync(process.execPath, ['scripts/build-assets.ts'], { cwd: REPOSITORY, stdio: 'inherit' });
  const outdir = mkdtempSync(join(tmpdir(), 'jeton-bench-'));
  const command = ['deploy', entry, '--config', 'wrangler.toml', '--env', ''];
  const built = spawnSync(process.execPath, [WRANGLER, ...command, '--dry-run', '--outdir', outdir], {
    cwd: REPOSITORY,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false', WRANGLER_HIDE_BANNER: 'true' },
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`wrangler could not bundle ${entry}:\n${built.stdout}${built.stderr}`);
  return join(outdir, basename(entry).replace(/ts$/, 'js'));
}
