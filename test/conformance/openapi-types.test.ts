import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOpenApi } from '../../scripts/openapi-document.ts';
import { REPOSITORY } from '../../scripts/start/paths.ts';

/** As somebody would use them who has the document only: a client of a few lines, without anything of ours. */
const CLIENT = `
import type { components, paths } from './jeton.ts';

type Create = paths['/v1/tokens']['post'];
type Made = Create['responses'][201]['content']['application/json'];
type Problem = components['schemas']['Problem'];

export async function createToken(origin: string, token: string): Promise<string> {
  const body: components['schemas']['CreateToken'] = {
    type: 'access',
    name: 'reader',
    project: 'web',
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
  };
  const response = await fetch(origin + '/v1/tokens', {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' },
    body: JSON.stringify(body satisfies NonNullable<Create['requestBody']>['content']['application/json']),
  });
  if (response.ok) return ((await response.json()) as Made).secret;
  const problem = (await response.json()) as Problem;
  switch (problem.code) {
    case 'limit_reached':
      return problem.fix;
    // @ts-expect-error there is no such code
    case 'no_such_code':
      return '';
    default:
      return problem.detail;
  }
}

export type Filter = NonNullable<paths['/v1/tokens']['get']['parameters']['query']>;
export const filter: Filter = { status: 'active', limit: 10 };
// @ts-expect-error there is no such status
export const wrong: Filter = { status: 'lost' };
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jeton-types-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(script: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(REPOSITORY, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

it('openapi-typescript makes types of the whole document, and a client that uses them compiles', async () => {
  writeFileSync(join(folder, 'openapi.json'), await readOpenApi());
  writeFileSync(join(folder, 'client.ts'), CLIENT);
  const generator = 'scripts/openapi-types/node_modules/openapi-typescript/bin/cli.js';
  expect(node(generator, 'openapi.json', '-o', 'jeton.ts')).toBe('');
  const compilerOptions = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2024', 'dom'],
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['client.ts'] }));
  expect(node('node_modules/typescript/bin/tsc', '-p', '.')).toBe('');
});
