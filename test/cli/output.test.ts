import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { useFixture } from './support/fixture.ts';
import { JETON, NODE } from './support/run-jeton.ts';
import { SECRET, SELF, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const MADE = { token: TOKEN, secret: SECRET };
const CREATE = ['token', 'create', 'mkt'];

test('the secret alone is on stdout with --quiet', async () => {
  fixture.server.replies.push({ status: 201, body: MADE });
  expect(await fixture.jeton([...CREATE, '--quiet'])).toEqual({ code: 0, stdout: `${SECRET}\n`, stderr: '' });
});

test('with --json stdout is exactly what the server answered, members unknown here included', async () => {
  const text = JSON.stringify({ ...MADE, new: true });
  fixture.server.replies.push({ status: 201, body: text });
  expect((await fixture.jeton([...CREATE, '--json'])).stdout).toBe(`${text}\n`);
});

test('a person sees the token, the secret, and on stderr that it is shown once', async () => {
  fixture.server.replies.push({ status: 201, body: MADE });
  const ran = await fixture.jeton(CREATE);
  expect(ran.stdout).toContain(`id            ${TOKEN.id}\n`);
  expect(ran.stdout).toContain('grants        marketing+r\n');
  expect(ran.stdout.endsWith(`\n\n${SECRET}\n`)).toBe(true);
  expect(ran.stderr).toContain('shown once');
});

test('the columns of a list line up, wide characters included', async () => {
  const items = [
    { ...TOKEN, name: '鍵🔑' },
    { ...TOKEN, name: 'longer name' },
  ];
  fixture.server.replies.push({ status: 200, body: { items, total: 7, nextCursor: 'next' } });
  const ran = await fixture.jeton(['token', 'list']);
  const lines = ran.stdout.split('\n');
  expect(lines[0]).toMatch(/^ID {15}NAME {9}TYPE /);
  expect(lines[1]).toMatch(/^tok_0a1b2c3d4e5 {2}鍵🔑 {9}access /u);
  expect(lines[2]).toMatch(/^tok_0a1b2c3d4e5 {2}longer name {2}access /);
  expect(ran.stderr).toBe('2 of 7 tokens\nmore: --cursor next   (or --all)\n');
});

test('an empty list leaves stdout empty', async () => {
  fixture.server.replies.push({ status: 200, body: { items: [], total: 0, nextCursor: null } });
  expect(await fixture.jeton(['token', 'list'])).toEqual({ code: 0, stdout: '', stderr: '0 tokens\n' });
});

test('--all follows the pages to the end and joins them', async () => {
  fixture.server.replies.push(
    { status: 200, body: { items: [TOKEN], total: 2, nextCursor: 'a b' } },
    { status: 200, body: { items: [{ ...TOKEN, id: 'tok_2' }], total: 2, nextCursor: null } },
  );
  const ran = await fixture.jeton(['token', 'list', '--all', '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${TOKEN.id}\ntok_2\n`, stderr: '' });
  expect(fixture.server.seen.map(({ url }) => url)).toEqual([
    '/v1/tokens?limit=200',
    '/v1/tokens?limit=200&cursor=a+b',
  ]);
});

test('--all with --json is one list without a cursor', async () => {
  fixture.server.replies.push(
    { status: 200, body: { items: [TOKEN], total: 2, nextCursor: 'c' } },
    { status: 200, body: { items: [{ ...TOKEN, id: 'tok_2' }], total: 2, nextCursor: null } },
  );
  const list = JSON.parse((await fixture.jeton(['token', 'list', '--all', '--json'])).stdout);
  expect(list).toEqual({ items: [TOKEN, { ...TOKEN, id: 'tok_2' }], total: 2, nextCursor: null });
});

test('a server that gives the same page for ever is noticed', async () => {
  fixture.server.replies.push({ status: 200, body: { items: [TOKEN], total: 2, nextCursor: 'c' } });
  const ran = await fixture.jeton(['token', 'list', '--all']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('same page twice');
});

test('control characters from elsewhere do not reach the terminal', async () => {
  fixture.server.replies.push({ status: 200, body: { ...TOKEN, name: 'a\u001b[31mb\nc' } });
  expect((await fixture.jeton(['token', 'get', 'tok_1'])).stdout).toContain('name          a\ufffd[31mb c\n');
});

test('secret shows the secret of a retrievable token and nothing else', async () => {
  fixture.server.replies.push({ status: 200, body: { secret: SECRET } });
  expect(await fixture.jeton(['token', 'secret', 'tok_1'])).toEqual({ code: 0, stdout: `${SECRET}\n`, stderr: '' });
  expect(fixture.server.seen[0]?.url).toBe('/v1/tokens/tok_1/secret');
});

test('self says how many days are left', async () => {
  fixture.server.replies.push({ status: 200, body: SELF });
  expect((await fixture.jeton(['token', 'self'])).stdout).toMatch(/days left +30\n/);
});

test('an answer that breaks the contract is reported plainly, and a secret in it is not lost', async () => {
  fixture.server.replies.push({ status: 201, body: { token: { id: 1 }, secret: SECRET } });
  const ran = await fixture.jeton(CREATE);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('the answer to POST /v1/tokens is not what this version of the command line expects');
  expect(ran.stderr).toContain('token.id:');
  expect(ran.stderr).not.toContain(SECRET);
  expect(JSON.parse(ran.stdout).secret).toBe(SECRET);
});

test('a reader that has had enough is no error', async () => {
  const items = Array.from({ length: 20_000 }, () => TOKEN);
  fixture.server.replies.push({ status: 200, body: { items, total: items.length, nextCursor: null } });
  const env = { PATH: process.env.PATH, JETON_URL: fixture.server.url, JETON_TOKEN: SECRET };
  const child = spawn(NODE, [JETON, 'token', 'list'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(stderr).not.toContain('EPIPE');
});
