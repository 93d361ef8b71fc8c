import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '../build-assets.ts';
import { Explained } from '../start/explained.ts';
import { REPOSITORY } from '../start/paths.ts';
import { WRANGLER, wranglerEnvironment } from '../start/wrangler.ts';

export interface Reading {
  ok: boolean;
  text: string;
  /** What was said on both streams, for a person. */
  output: string;
}

export interface Cloudflare {
  environment: string;
  dryRun: boolean;
  database: string;
  /** Asks. A dry run asks nothing and takes the account for an empty one. */
  read(command: string[]): Reading;
  /** Changes something, and stops everything if that fails. */
  run(command: string[]): void;
  /** Deploys and returns the address, if wrangler names one. */
  deploy(extra: string[]): string | null;
}

/** Wrangler against one environment of one account. CI keeps it from asking, and from editing wrangler.toml. */
export function openCloudflare(environment: string, dryRun: boolean): Cloudflare {
  const database = environment === 'production' ? 'jeton' : `jeton-${environment}`;
  return {
    environment,
    dryRun,
    database,
    read: (command) => {
      announce(command);
      return dryRun ? { ok: true, text: '', output: '' } : capture(command);
    },
    run: (command) => {
      announce(command);
      if (!dryRun) runOrStop(command, {});
    },
    deploy: (extra) => {
      const command = ['deploy', '--env', environment, ...extra];
      announce(command);
      buildAssets();
      return dryRun ? rehearse(environment) : deployForReal(command);
    },
  };
}

function announce(command: string[]): void {
  console.log(`$ wrangler ${command.join(' ')}`);
}

/** Bundles and checks the configuration as a deployment would. The secrets file is left out: it was not written. */
function rehearse(environment: string): null {
  const command = ['deploy', '--dry-run', '--env', environment];
  console.log(`Rehearsed by: wrangler ${command.join(' ')}\n`);
  runOrStop(command, {});
  return null;
}

function deployForReal(command: string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'jeton-deploy-'));
  const report = join(folder, 'output.ndjson');
  try {
    runOrStop(command, { WRANGLER_OUTPUT_FILE_PATH: report });
    const text = readFileSync(report, 'utf8');
    return /"(https:\/\/[^"/]+\.workers\.dev)\/?"/.exec(text)?.[1] ?? null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOrStop(command: string[], environment: NodeJS.ProcessEnv): void {
  const { status } = spawnSync(process.execPath, [WRANGLER, ...command], {
    cwd: REPOSITORY,
    env: { ...wranglerEnvironment(), CI: 'true', ...environment },
    stdio: 'inherit',
  });
  if (status === 0) return;
  throw new Explained(`\`wrangler ${command.join(' ')}\` failed; what it said stands above.
Nothing needs to be undone: mend the cause and run \`npm run deploy\` again, it goes on where it stopped.`);
}

function capture(command: string[]): Reading {
  const done = spawnSync(process.execPath, [WRANGLER, ...command], {
    cwd: REPOSITORY,
    env: { ...wranglerEnvironment(), CI: 'true' },
    encoding: 'utf8',
  });
  return { ok: done.status === 0, text: done.stdout, output: `${done.stdout}${done.stderr}`.trim() };
}
