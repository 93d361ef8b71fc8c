/**
 * Every required line of the systems that Jeton covers has a test that names it (`seed-systems 3.37: …`), or a row in
 * docs/design/coverage.md that says why not, or where it comes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readRequired } from './read-required.ts';
import { SEED_LINES } from './seed-lines.ts';

const root = resolve(process.argv[2] ?? '.');
const tested = new Set(readTests(join(root, 'test')).flatMap(namedIn));
const excused = new Set(
  [...readRequired(root, 'docs/design/coverage.md').matchAll(/^\| (\d\.\d+) \|/gm)].map((match) => match[1] ?? ''),
);

const problems = [
  ...SEED_LINES.filter((line) => !tested.has(line) && !excused.has(line)).map(
    (line) => `${line}: no test names it, and docs/design/coverage.md has no row for it`,
  ),
  ...[...excused]
    .filter((line) => tested.has(line))
    .map((line) => `${line}: a test names it; take it out of coverage.md`),
  ...[...tested, ...excused]
    .filter((line) => !SEED_LINES.includes(line))
    .map((line) => `${line}: no such required line`),
];
for (const problem of problems) console.error(problem);
console.log(
  `${SEED_LINES.length} lines: ${tested.size} named by tests, ${excused.size} explained. ${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

/** `seed-systems 0.40, 0.41: …` names both. `seed-systems 3.33 [api]: …` names what is not required. */
function namedIn(source: string): string[] {
  return [...source.matchAll(/seed-systems ((?:\d\.\d+(?:, )?)+):/g)].flatMap((match) => (match[1] ?? '').split(', '));
}

function readTests(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
