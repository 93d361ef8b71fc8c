import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Lock = { packages: Record<string, { version?: string }> };

const FOLDER = import.meta.dirname;
/** What npm notes of an installation. */
const INSTALLED = join(FOLDER, 'node_modules/.package-lock.json');

/** Installs the packages of the peers as locked, unless they are there. */
export function installPeers(): void {
  if (isInstalled()) return;
  process.stderr.write('installing the peers in bench/peers\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('npm ci in bench/peers failed');
}

function isInstalled(): boolean {
  if (!existsSync(INSTALLED)) return false;
  const installed = readLock(INSTALLED);
  const wanted = Object.entries(readLock(join(FOLDER, 'package-lock.json')).packages);
  return wanted.every(([path, { version }]) => path === '' || installed.packages[path]?.version === version);
}

function readLock(path: string): Lock {
  return JSON.parse(readFileSync(path, 'utf8'));
}
