import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder } from './support/run-jeton.ts';
import { PROBLEM } from './support/samples.ts';

const fixture = useFixture();
const SECRET = 'f00dcafe'.repeat(6);
const HEADER = 'type,name,project,environments,grants,secret';
const LINE = `client,shop,web,production,marketing+r,${SECRET}`;

function file(text: string): { cwd: string } {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'tokens'), text);
  return { cwd };
}

/** What the server answers to so many rows, of which these are refused. */
function answer(count: number, refused: number[] = []) {
  const results = Array.from({ length: count }, (_, row) =>
    refused.includes(row)
      ? { row, status: 'refused', id: null, code: 'invalid_request', detail: 'the project is not there' }
      : { row, status: 'imported', id: `tok_${row}`, code: null, detail: null },
  );
  return {
    status: 200,
    body: { imported: count - refused.length, exists: 0, refused: refused.length, results },
  };
}

test('a CSV file becomes rows, and the sum of what became of them', async () => {
  fixture.server.replies.push(answer(1));
  const ran = await fixture.jeton(['token', 'import', 'tokens'], file(`${HEADER}\n${LINE}\n`));
  expect(ran).toEqual({ code: 0, stdout: '1 imported, 0 there before, 0 refused\n', stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('POST /v1/tokens/import');
  expect(jsonOf(seen)).toEqual({
    tokens: [
      {
        type: 'client',
        name: 'shop',
        project: 'web',
        environments: ['production'],
        grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
        secret: SECRET,
      },
    ],
  });
});

test('standard input, an export of Unleash, names as they are here', async () => {
  const token = { secret: `*:development.${SECRET}`, tokenName: 'sdk', type: 'client', environment: 'development' };
  const stdin = JSON.stringify({ tokens: [{ ...token, projects: ['default'], expiresAt: null }] });
  fixture.server.replies.push(answer(1));
  const line =
    'token import - --format unleash --map-environment development=staging --map-project default=web --quiet';
  expect(await fixture.jeton(line.split(' '), { stdin })).toEqual({ code: 0, stdout: 'tok_0\n', stderr: '' });
  expect(jsonOf(fixture.server.seen[0])).toMatchObject({
    tokens: [{ type: 'client', projects: ['web'], environments: ['staging'] }],
  });
});

test('each refused row is told with its number and the reason, never with its token; the exit code says so', async () => {
  fixture.server.replies.push(answer(3, [1]));
  const lines = [LINE, 'client,short', LINE, LINE];
  const ran = await fixture.jeton(['token', 'import', 'tokens'], file([HEADER, ...lines].join('\n')));
  expect(ran.code).toBe(1);
  expect(ran.stdout).toBe('2 imported, 0 there before, 2 refused\n');
  expect(ran.stderr).toMatch(
    /^jeton: 2 rows were refused\n {2}row 2: .*fields.*\n {2}row 3: the project is not there \(invalid_request\)\n$/,
  );
  expect(ran.stderr).not.toContain(SECRET);
});

test('a thousand rows a call, and the rows are counted through', async () => {
  fixture.server.replies.push(answer(1000), answer(1000, [999]), answer(5));
  const rows = Array.from({ length: 2005 }, (_, index) => JSON.stringify({ type: 'client', sha256: `${index}` }));
  const ran = await fixture.jeton(['token', 'import', 'tokens', '--json'], file(rows.join('\n')));
  expect(fixture.server.seen.map((seen) => (jsonOf(seen) as { tokens: unknown[] }).tokens.length)).toEqual([
    1000, 1000, 5,
  ]);
  const { imported, refused, results } = JSON.parse(ran.stdout);
  expect([imported, refused, results.length]).toEqual([2004, 1, 2005]);
  expect(results[1999]).toMatchObject({ row: 1999, status: 'refused' });
  expect(ran.stderr).toContain('row 2000: ');
});

test('a call whose answer was lost is repeated; one that fails for good says what is there', async () => {
  const rows = Array.from({ length: 1001 }, (_, index) => JSON.stringify({ type: 'client', sha256: `${index}` }));
  fixture.server.replies.push('destroy', answer(1000), { status: 403, body: PROBLEM });
  const ran = await fixture.jeton(['token', 'import', 'tokens'], file(rows.join('\n')));
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('1000 tokens are there by now; the same command again');
  expect(fixture.server.seen).toHaveLength(3);
});

test('--dry-run reads and checks, sends nothing, and needs no token', async () => {
  const lines = [LINE, LINE.replace(SECRET, 'short')];
  const env = { JETON_URL: '', JETON_TOKEN: '' };
  const ran = await fixture.jeton(['token', 'import', 'tokens', '--dry-run'], {
    ...file([HEADER, ...lines].join('\n')),
    env,
  });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toBe('1 would be sent (1 client), 1 refused; nothing was sent\n');
  expect(ran.stderr).toContain('row 2: secret: must be 16 to 2048 characters');
  expect(fixture.server.seen).toEqual([]);
});

test.each([
  [['tokens', '--format', 'keboola'], HEADER, 'not in the format keboola, but csv'],
  [['tokens'], 'hello', 'neither CSV'],
  [['nowhere'], '', 'nowhere cannot be read (ENOENT)'],
  [['tokens', '--map-project', 'web'], HEADER, 'OLD=NEW'],
])('jeton token import %j is refused before anything is sent', async (args, text, explanation) => {
  const ran = await fixture.jeton(['token', 'import', ...args], file(text));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(explanation);
  expect(fixture.server.seen).toEqual([]);
});
