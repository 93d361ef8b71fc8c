/** client/api/schema.ts and client/api/operations.ts, both made of the OpenAPI document: see check-generated.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, type Entry, entriesOf, trim } from './client/document.ts';
import { readOpenApi } from './openapi-document.ts';
import { typesOf } from './openapi-types/generate.ts';
import { REPOSITORY } from './start/paths.ts';

const HEAD = '// Made of the OpenAPI document by scripts/generate-client.ts; not to be edited by hand.\n';

/** Every route that asks for a token may answer with it. */
const PRESENTS_TOKEN = 'token_not_yet_valid';

/** The generated files by path. */
export async function generateClient(): Promise<Record<string, string>> {
  const document: Document = JSON.parse(await readOpenApi());
  return {
    'client/api/schema.ts': HEAD + (await typesOf(trim(document))),
    'client/api/operations.ts': HEAD + tableOf(entriesOf(document)),
  };
}

function tableOf(entries: Entry[]): string {
  const [first = [], ...others] = entries.map(({ codes }) => codes).filter((codes) => codes.includes(PRESENTS_TOKEN));
  const common = first.filter((code) => others.every((codes) => codes.includes(code)));
  const rows = entries.map(
    ({ id, method, path, body, answer }) => `  ${id}: ['${method}', '${path}', '${body}', '${answer}'],`,
  );
  const codes = entries.map(({ id, codes }) => `  ${id}: ${unionOf(codes, common)};`);
  return `
/** Method, path, what is sent, and what comes back. */
export const OPERATIONS = {
${rows.join('\n')}
} as const;

/** What every call that presents a token may be refused with. */
export type TokenCode = ${union(common)};

/** What each call may be refused with. */
export type Codes = {
${codes.join('\n')}
};
`;
}

function unionOf(codes: string[], common: string[]): string {
  if (common.length === 0 || !common.every((code) => codes.includes(code))) return union(codes);
  const others = codes.filter((code) => !common.includes(code));
  return others.length === 0 ? 'TokenCode' : `TokenCode | ${union(others)}`;
}

function union(codes: string[]): string {
  return codes.length === 0 ? 'never' : codes.map((code) => `'${code}'`).join(' | ');
}

export async function writeClient(): Promise<void> {
  for (const [path, text] of Object.entries(await generateClient())) writeFileSync(join(REPOSITORY, path), text);
}

/** The generated files that are not as they would be generated now. */
export async function findStale(): Promise<string[]> {
  const files = Object.entries(await generateClient());
  return files.filter(([path, text]) => readFileSync(join(REPOSITORY, path), 'utf8') !== text).map(([path]) => path);
}
