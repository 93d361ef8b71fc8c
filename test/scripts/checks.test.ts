import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SEED_LINES } from '../../scripts/seed-lines.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jeton-checks-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(script: string, ...args: string[]): { status: number | null; out: string; findings: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, out: stdout.trim(), findings: stderr.split('\n').filter((line) => line !== '') };
}

const TOML = '[triggers]\ncrons = ["* * * * *"]\n[env.staging]\n[env.staging.triggers]\ncrons = ["* * * * *"]\n';

describe('check-crons', () => {
  it('passes when each cron has a job, and each job a cron', () => {
    put('wrangler.toml', TOML);
    put('src/jobs/index.ts', "export const JOBS = {\n  '* * * * *': publish,\n};\n");
    expect(run('scripts/check-crons.ts', root).status).toBe(0);
  });

  it('names the environment of a cron without a job, and of a job without a cron', () => {
    put('wrangler.toml', TOML.replace('["* * * * *"]\n[env', '["0 1 * * *"]\n[env'));
    put('src/jobs/index.ts', "export const JOBS = {\n  '* * * * *': publish,\n};\n");
    const { status, findings } = run('scripts/check-crons.ts', root);
    expect(status).toBe(1);
    expect(findings).toEqual([
      'local: "0 1 * * *" has no job in src/jobs',
      'local: the job of "* * * * *" has no cron',
    ]);
  });

  it('sees an environment that lists no crons at all', () => {
    put('wrangler.toml', `${TOML}[env.production]\n`);
    put('src/jobs/index.ts', "export const JOBS = {\n  '* * * * *': publish,\n};\n");
    expect(run('scripts/check-crons.ts', root).findings).toEqual(['production: the job of "* * * * *" has no cron']);
  });

  it('fails when there is nothing to compare', () => {
    put('wrangler.toml', TOML);
    expect(run('scripts/check-crons.ts', root)).toMatchObject({
      status: 1,
      findings: ['src/jobs/index.ts is missing.'],
    });
  });
});

describe('check-errors', () => {
  it('names codes without a section and sections without a code', () => {
    put('src/contract/error-codes.ts', 'export const ERROR_CODES = { not_found: {}, conflict: {} };');
    put('docs/errors.md', '# Errors\n\n## not_found\n\n## teapot\n');
    const { status, findings } = run('scripts/check-errors.ts', root);
    expect(status).toBe(1);
    expect(findings).toEqual([
      'docs/errors.md has no section `## conflict`',
      'docs/errors.md: `## teapot` is no error code',
    ]);
  });

  it('passes when the two agree', () => {
    put('src/contract/error-codes.ts', 'export const ERROR_CODES = { not_found: {} };');
    put('docs/errors.md', '# Errors\n\n## not_found\n');
    expect(run('scripts/check-errors.ts', root).status).toBe(0);
  });
});

describe('check-coverage', () => {
  const row = (line: string) => `| ${line} | what it says | why |\n`;
  const [first = '', ...others] = SEED_LINES;

  it('passes when each required line has a test or a reason', () => {
    put('docs/design/coverage.md', others.map(row).join(''));
    put('test/a.test.ts', `it('seed-systems ${first}: …')`);
    expect(run('scripts/check-coverage.ts', root).status).toBe(0);
  });

  it('names a line that has neither, one that has both, and one that there is not', () => {
    put('docs/design/coverage.md', others.map(row).join(''));
    put('test/a.test.ts', `it('seed-systems ${others[0]}, 9.99: …')`);
    const { status, findings } = run('scripts/check-coverage.ts', root);
    expect(status).toBe(1);
    expect(findings).toEqual([
      `${first}: no test names it, and docs/design/coverage.md has no row for it`,
      `${others[0]}: a test names it; take it out of coverage.md`,
      '9.99: no such required line',
    ]);
  });
});

describe('count-tests', () => {
  const whole = { numPassedTests: 3, numFailedTests: 0, testResults: [] };
  const cases: [what: string, report: object | null, checks: string, status: string, line: string][] = [
    ['a whole run', whole, '0', '0', '3 passed, 0 failed'],
    ['failed tests', { ...whole, numFailedTests: 2 }, '0', '1', '3 passed, 2 failed'],
    ['a failed check', whole, '1', '0', '3 passed, 1 failed'],
    ['a failure that no test shows', whole, '0', '1', '3 passed, 1 failed'],
    ['no report', null, '0', '1', '0 passed, 1 failed'],
    [
      'a file that could not be loaded',
      { ...whole, testResults: [{ status: 'failed', assertionResults: [] }] },
      '0',
      '1',
      '3 passed, 1 failed',
    ],
  ];

  it.each(cases)('counts %s', (_what, report, checks, testStatus, line) => {
    if (report !== null) put('report.json', JSON.stringify(report));
    const { status, out } = run('scripts/count-tests.ts', join(root, 'report.json'), checks, testStatus);
    expect(out).toBe(line);
    expect(status).toBe(line.endsWith(' 0 failed') ? 0 : 1);
  });
});
