/** Every error code has a section in docs/errors.md, where its problem details point, and the reverse. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRequired } from './read-required.ts';

const root = resolve(process.argv[2] ?? '.');
const codes = await readCodes(join(root, 'src/contract/error-codes.ts'));
const sections = readSections(readRequired(root, 'docs/errors.md'));

const problems = [
  ...codes.filter((code) => !sections.includes(code)).map((code) => `docs/errors.md has no section \`## ${code}\``),
  ...sections.filter((name) => !codes.includes(name)).map((name) => `docs/errors.md: \`## ${name}\` is no error code`),
];
for (const problem of problems) console.error(problem);
if (codes.length === 0) console.error('No error codes found in src/contract/error-codes.ts.');
else console.log(`${codes.length} error codes, ${problems.length} differences.`);
process.exitCode = problems.length === 0 && codes.length > 0 ? 0 : 1;

function readSections(markdown: string): string[] {
  return [...markdown.matchAll(/^## `?([a-z_]+)`?\s*$/gm)].map((match) => match[1] ?? '');
}

async function readCodes(path: string): Promise<string[]> {
  const module: { ERROR_CODES?: Record<string, unknown> } = await import(pathToFileURL(path).href);
  return Object.keys(module.ERROR_CODES ?? {});
}
