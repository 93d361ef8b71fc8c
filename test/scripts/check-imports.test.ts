import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jeton-imports-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function check(files: Record<string, string>): { status: number | null; findings: string[] } {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return run(root);
}

function run(folder: string): { status: number | null; findings: string[] } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/check-imports.ts', folder], { encoding: 'utf8' });
  return { status, findings: stderr.split('\n').filter((line) => line !== '') };
}

describe('check-imports', () => {
  it('passes on this repository', () => {
    expect(run('.')).toEqual({ status: 0, findings: [] });
  });

  it('passes on imports that go down', () => {
    const { status, findings } = check({
      'src/routes/tokens/index.ts':
        "import { issue } from '../../domain/tokens/issue.ts';\nimport { Hono } from 'hono';",
      'src/domain/tokens/issue.ts':
        "import type { Row } from '../../d1/rows.ts';\nimport { a } from '../../contract/a.ts';",
      'src/d1/rows.ts': "import { eq } from 'drizzle-orm/sqlite-core';",
      'src/contract/a.ts': "import { z } from 'zod';",
      'src/worker.ts': "import type { Services } from './services.ts';",
      'cli/main.ts': "import { readFileSync } from 'node:fs';\nimport { a } from '../src/contract/a.ts';",
    });
    expect(findings).toEqual([]);
    expect(status).toBe(0);
  });

  const violations: [what: string, path: string, text: string, finding: string][] = [
    ['a domain that imports upward', 'src/domain/a.ts', "import { b } from '../routes/b.ts';", 'src/domain/a.ts:1'],
    ['hono in the domain', 'src/domain/a.ts', "\nimport { Hono } from 'hono';", 'src/domain/a.ts:2'],
    ['a store by value', 'src/domain/a.ts', "import { b } from '../d1/b.ts';", 'but by `import type`'],
    ['a store by a mixed import', 'src/domain/a.ts', "import { type B, c } from '../kv/b.ts';", 'src/kv/b.ts'],
    [
      'an import over several lines',
      'src/domain/a.ts',
      "import {\n  b,\n} from '../outbound/b.ts';",
      'src/domain/a.ts:3',
    ],
    ['a dynamic import', 'src/kv/a.ts', "const b = await import('../d1/b.ts');", 'src/kv/a.ts:1'],
    ['a re-export', 'src/d1/a.ts', "export * from '../domain/b.ts';", 'src/d1/a.ts:1'],
    ['a bare import', 'src/contract/a.ts', "import '../crypto/b.ts';", 'src/contract/a.ts:1'],
    ['a gateway that knows routes', 'src/gateway/a.ts', "import { b } from '../routes/b.ts';", 'src/gateway/a.ts:1'],
    ['a route that knows SQL', 'src/routes/a.ts', "import { eq } from 'drizzle-orm';", 'src/routes/a.ts:1'],
    ['a command line that knows the domain', 'cli/a.ts', "import { b } from '../src/domain/b.ts';", 'cli/a.ts:1'],
    ['an import of a test', 'scripts/a.ts', "import { b } from '../test/b.ts';", 'scripts/a.ts:1'],
    ['a package that nobody agreed to', 'src/crypto/a.ts', "import b from 'left-pad';", 'left-pad'],
    ['SQL outside src/d1', 'src/kv/a.ts', "\n\ndb.prepare('SELECT 1');", 'src/kv/a.ts:3  SQL'],
    ['KV outside src/kv', 'src/services.ts', "await env.EDGE.put('a', 'b');", 'src/services.ts:1  KV'],
    ['a clock in the domain', 'src/domain/a.ts', 'const now = Date.now();', 'src/domain/a.ts:1'],
    ['a date of now in the domain', 'src/domain/a.ts', 'const now = new Date();', 'src/domain/a.ts:1'],
    ['a request in the domain', 'src/domain/a.ts', "await fetch('https://a.test');", 'src/domain/a.ts:1'],
    ['an index file', 'src/domain/tokens/index.ts', '', 'index.ts'],
    ['a folder called utils', 'src/domain/utils/a.ts', '', 'utils'],
    ['a file in no layer', 'src/helpers/a.ts', '', 'no layer'],
  ];

  it.each(violations)('catches %s', (_what, path, text, finding) => {
    const { status, findings } = check({ [path]: text });
    expect(status).toBe(1);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(finding);
  });

  it('catches a cycle', () => {
    const { status, findings } = check({
      'src/domain/a.ts': "import { b } from './b.ts';",
      'src/domain/b.ts': "import { c } from './c.ts';",
      'src/domain/c.ts': "import { a } from './a.ts';",
    });
    expect(status).toBe(1);
    expect(findings).toEqual([
      'src/domain/c.ts:1  cycle: src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts',
    ]);
  });

  it('does not take comments and dates with an argument for violations', () => {
    const text =
      "/** Never `Date.now()`. */\n// import { b } from '../routes/b.ts';\nexport const d = new Date(nowMs);";
    expect(check({ 'src/domain/a.ts': text }).findings).toEqual([]);
  });

  it('does not pass on an empty folder', () => {
    expect(run(root).status).toBe(1);
  });
});
