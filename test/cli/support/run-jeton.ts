import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const JETON = fileURLToPath(new URL('../../../cli/jeton.js', import.meta.url));

/** The Node that the project brings along, whatever runs the tests. */
export const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

export type Ran = { code: number | null; stdout: string; stderr: string };
export type RunOptions = { cwd?: string; env?: Record<string, string>; stdin?: string; node?: string };

/** An empty folder, to be the home and the working folder of a run. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'jeton-cli-'));
}

/** Runs the real command line as its own process. Nothing of the environment comes along but PATH. */
export async function runJeton(args: string[], options: RunOptions = {}): Promise<Ran> {
  const cwd = options.cwd ?? makeFolder();
  const child = spawn(options.node ?? NODE, [JETON, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...options.env },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
