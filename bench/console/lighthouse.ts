import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is used of Lighthouse, which is installed apart: 180 packages that nobody needs who only works on Jeton. */
export interface Lighthouse {
  default: (url: string, flags: object, config?: object) => Promise<{ lhr: Report } | undefined>;
  desktopConfig: object;
}
export interface Report {
  categories: Record<string, { score: number | null } | undefined>;
  audits: Record<string, { id: string; title: string; score: number | null; scoreDisplayMode: string }>;
}

const ENTRY = join(import.meta.dirname, 'node_modules/lighthouse/core/index.js');

/** Lighthouse, installed when it is not there yet. */
export async function loadLighthouse(): Promise<Lighthouse> {
  if (!existsSync(ENTRY)) {
    process.stderr.write('installing Lighthouse in bench/console\n');
    const command = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    const { status } = spawnSync('npm', command, { cwd: import.meta.dirname, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('npm install in bench/console failed');
  }
  return import(ENTRY);
}
