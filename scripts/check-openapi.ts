/** /openapi.json is clean under Redocly's recommended rules, with some more; where one is excepted, FINE says why. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { readOpenApi } from './openapi-document.ts';

const MORE = {
  // What is a warning there is a failure here: see below. These are off there.
  'operation-tag-defined': 'error',
  'tag-description': 'error',
  'operation-operationId-url-safe': 'error',
  'no-invalid-media-type-examples': 'error',
} as const;
/** Their ids begin with `key_`: `requests` and `lookups` are none. */
const FINE =
  /^Paths should resolve unambiguously\. Found two ambiguous paths: `\/v1\/access-keys\/(?:requests|lookups)\/\{id\}`/;
/** What examples are made of where nobody wrote one. */
const NO_EXAMPLE = 'string';

const source = await readOpenApi();
const found = await lintFromString({
  source,
  absoluteRef: '/openapi.json',
  config: await createConfig({ extends: ['recommended'], rules: MORE }),
});
const problems = found.filter(({ message }) => !FINE.test(message));
for (const { ruleId, message, location } of problems) {
  console.error(`${ruleId}: ${message} (${location[0]?.pointer ?? 'the document'})`);
}
const empty = withoutExample(JSON.parse(source).components.schemas);
for (const path of empty) console.error(`${path}: give it an example in src/contract, .meta({ example: … })`);
process.exitCode = problems.length + empty.length === 0 ? 0 : 1;

/** The places in examples of whole bodies where there is a word that stands for none. */
function withoutExample(schemas: Record<string, { example?: unknown }>): string[] {
  return Object.entries(schemas).flatMap(([name, { example }]) => placesOf(example, name));
}

function placesOf(value: unknown, path: string): string[] {
  if (value === NO_EXAMPLE) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => placesOf(part, `${path}.${key}`));
}
