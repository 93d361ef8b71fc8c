/** `npm run check`: every check there is, one after the other; a failing one does not hide the next. */
import { spawnSync } from 'node:child_process';
import { REPOSITORY } from './start/paths.ts';

const CHECKS: [name: string, ...command: string[]][] = [
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  ['types of src', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of test', 'node_modules/typescript/bin/tsc', '-p', 'test/tsconfig.json'],
  ['types of cli, scripts and bench', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.node.json'],
  ['types of the SDK', 'node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.json'],
  ['types of the console', 'node_modules/typescript/bin/tsc', '-p', 'console/tsconfig.json'],
  ['types of the tests of the console', 'node_modules/typescript/bin/tsc', '-p', 'test/console/tsconfig.json'],
  ['types of the example', 'node_modules/typescript/bin/tsc', '-p', 'examples/protected-worker/tsconfig.json'],
  ['imports', 'scripts/check-imports.ts'],
  ['crons', 'scripts/check-crons.ts'],
  ['error codes', 'scripts/check-errors.ts'],
  ['OpenAPI', 'scripts/check-openapi.ts'],
  ['coverage', 'scripts/check-coverage.ts'],
  ['generated files', 'scripts/check-generated.ts'],
];

const failed: string[] = [];
for (const [name, ...command] of CHECKS) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, command, { cwd: REPOSITORY, stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
const verdict = failed.length === 0 ? 'All passed.' : `Failed: ${failed.join(', ')}.`;
console.log(`\n${CHECKS.length} checks. ${verdict}`);
process.exitCode = failed.length === 0 ? 0 : 1;
