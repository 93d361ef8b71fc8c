/** worker-configuration.d.ts says what wrangler.toml says. */
import { spawnSync } from 'node:child_process';
import { WRANGLER, wranglerEnvironment } from './start/wrangler.ts';

const command = ['types', '--include-runtime=false', '--strict-vars=false', '--check'];
const { status } = spawnSync(process.execPath, [WRANGLER, ...command], {
  stdio: 'inherit',
  env: wranglerEnvironment(),
});
if (status !== 0) console.error('worker-configuration.d.ts is out of date. Run: npm run types');
process.exitCode = status === 0 ? 0 : 1;
