import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { JETON, runJeton } from './support/run-jeton.ts';

/** A Node on the PATH that cannot run TypeScript by itself, if there is one: users have it. */
function findOldNode(): string | undefined {
  const nodes = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return nodes.filter(existsSync).find((node) => {
    const version = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    return Number(version.split('.')[0]) < 22;
  });
}

const oldNode = findOldNode();

test('the entry point can be executed', () => {
  expect(statSync(JETON).mode & 0o111).toBe(0o111);
});

test.skipIf(oldNode === undefined)('an older Node hands over arguments, streams and the exit code', async () => {
  const node = oldNode ?? '';
  const version = await runJeton(['--version'], { node });
  const mistake = await runJeton(['nonsense'], { node });
  const set = await runJeton(['profile', 'set', 'a', '--url', 'https://t.example'], { node, stdin: 'a token' });
  expect(version).toMatchObject({ code: 0, stderr: '' });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(mistake).toMatchObject({ code: 2, stdout: '' });
  expect(set.stderr).toContain('the token is empty or holds spaces');
});
