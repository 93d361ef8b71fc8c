#!/usr/bin/env node
// Plain JavaScript, so that an older Node gets as far as handing over to the Node that the project brings along.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const runsTypeScript = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (runsTypeScript) {
  await import('./main.ts');
} else {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (existsSync(node)) {
    const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } else {
    process.stderr.write(`jeton: Node 22.18 or newer is needed; this is ${process.versions.node}.\n`);
    process.stderr.write('fix: run `npm install` in the folder of Jeton, which brings one along.\n');
    process.exitCode = 1;
  }
}
