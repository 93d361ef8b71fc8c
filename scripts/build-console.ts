/**
 * Builds the console into dist/assets/console, when what it is made of has changed: `npm start`, tests and deployments call it
 * each time. Files that are the same are left alone, as in build-assets.ts.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Explained } from './start/explained.ts';
import { REPOSITORY } from './start/paths.ts';

const TARGET = join(REPOSITORY, 'dist/assets/console');
/** Beside the assets: it is not served. */
const STAMP = join(REPOSITORY, 'dist/console.sha256');
const MADE_OF = ['console', 'client/api', 'src/contract', 'package-lock.json', 'scripts/build-console.ts'];
const isPage = (file: string) => file.endsWith('.html');
const PACKED = /\.(?:js|css)$/;

export function buildConsole(): void {
  const stamp = digestOf(MADE_OF.flatMap(filesIn));
  const built = existsSync(join(TARGET, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8');
  if (built === stamp) return;
  mkdirSync(join(REPOSITORY, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, 'dist/console-'));
  try {
    runVite(folder);
    place(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(STAMP, stamp);
}

function runVite(folder: string): void {
  const command = ['node_modules/vite/bin/vite.js', 'build', '--config', 'console/vite.config.ts', '--outDir', folder];
  const { VITEST: _, NODE_ENV: __, ...environment } = process.env;
  const done = spawnSync(process.execPath, [...command, '--logLevel', 'warn'], {
    cwd: REPOSITORY,
    env: environment,
    encoding: 'utf8',
  });
  if (done.status !== 0)
    throw new Explained(`The console could not be built. Vite said:\n${done.stdout}${done.stderr}`);
}

/** Puts new files in place before the pages that name them, and takes away the old ones last. */
function place(folder: string): void {
  const files = relativeFiles(folder).toSorted((one, other) => Number(isPage(one)) - Number(isPage(other)));
  const placed = new Set<string>();
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    put(file, content);
    placed.add(file);
    if (!PACKED.test(file)) continue;
    put(`${file}.br`, brotliCompressSync(content));
    placed.add(`${file}.br`);
  }
  for (const file of relativeFiles(TARGET)) if (!placed.has(file)) rmSync(join(TARGET, file));
}

function put(file: string, content: Buffer): void {
  const target = join(TARGET, file);
  if (existsSync(target) && readFileSync(target).equals(content)) return;
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, content);
}

function digestOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(REPOSITORY, path)));
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  const files = relativeFiles(join(REPOSITORY, path));
  return files.length === 0 ? [path] : files.map((file) => join(path, file)).toSorted();
}

function relativeFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  } catch {
    return [];
  }
}

if (import.meta.main) buildConsole();
