/** Keeps the one-way order of the folders true: `node scripts/check-imports.ts [root]`. The table is imports/layers.ts. */
import { resolve } from 'node:path';
import { findViolations } from './imports/rules.ts';
import { readSources } from './imports/source.ts';

const root = resolve(process.argv[2] ?? '.');
const sources = readSources(root);
const violations = findViolations(sources);

for (const { path, line, rule } of violations) console.error(`${path}:${line}  ${rule}`);
if (sources.length === 0) console.error(`No sources found under ${root}.`);
else console.log(`${sources.length} files, ${violations.length} broken import rules.`);
process.exitCode = violations.length === 0 && sources.length > 0 ? 0 : 1;
