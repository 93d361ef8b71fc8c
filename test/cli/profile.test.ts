import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useFixture } from './support/fixture.ts';
import { makeFolder, runJeton } from './support/run-jeton.ts';
import { NEW_SECRET, SECRET, SELF, TOKEN, USER } from './support/samples.ts';

const fixture = useFixture();
const HOME_FILE = '.config/jeton/config.json';

function write(folder: string, file: string, value: unknown, mode = 0o600): string {
  const path = join(folder, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode });
  chmodSync(path, mode);
  return path;
}

function read(folder: string, file = HOME_FILE): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

test('set takes the token from standard input into a file that only its owner can read', async () => {
  const cwd = makeFolder();
  const ran = await runJeton(['profile', 'set', 'prod', '--url', 'https://t.example/'], { cwd, stdin: `${SECRET}\n` });
  expect(ran).toMatchObject({ code: 0, stdout: '' });
  expect(read(cwd)).toEqual({ profiles: { prod: { url: 'https://t.example', token: SECRET } } });
  expect(statSync(join(cwd, HOME_FILE)).mode & 0o777).toBe(0o600);
});

test('set --local writes into this folder, and keeps it out of git', async () => {
  const cwd = makeFolder();
  await runJeton(['profile', 'set', 'a', '--url', 'https://t.example', '--local', '--without-token'], { cwd });
  expect(read(cwd, '.jeton/config.json')).toEqual({ profiles: { a: { url: 'https://t.example' } } });
  expect(readFileSync(join(cwd, '.jeton/.gitignore'), 'utf8')).toBe('*\n');
});

test('set without a token or an address says what is missing', async () => {
  const noToken = await runJeton(['profile', 'set', 'a', '--url', 'https://t.example']);
  const noUrl = await runJeton(['profile', 'set', 'a'], { stdin: SECRET });
  expect([noToken.code, noUrl.code]).toEqual([2, 2]);
  expect(noToken.stderr).toContain('no token came on standard input');
  expect(noUrl.stderr).toContain('add --url');
});

test('list, show and remove never show a token', async () => {
  const cwd = makeFolder();
  write(cwd, HOME_FILE, {
    profiles: { a: { url: 'https://a.example', token: SECRET }, b: { url: 'https://b.example' } },
  });
  const list = await runJeton(['profile', 'list'], { cwd });
  const show = await runJeton(['profile', 'show', 'a', '--json'], { cwd });
  const removed = await runJeton(['profile', 'remove', 'a'], { cwd });
  expect(list.stdout).toBe(
    'NAME  URL                TOKEN\na     https://a.example  yes\nb     https://b.example  no\n',
  );
  expect(JSON.parse(show.stdout)).toMatchObject({ name: 'a', hasToken: true });
  expect(list.stdout + show.stdout + removed.stderr).not.toContain('jtn_');
  expect(read(cwd)).toEqual({ profiles: { b: { url: 'https://b.example' } } });
});

test('the nearest .jeton/config.json above is used, before the one at home', async () => {
  const cwd = makeFolder();
  const below = join(cwd, 'x/y');
  mkdirSync(below, { recursive: true });
  write(cwd, '.jeton/config.json', { profiles: { default: { url: fixture.server.url, token: SECRET } } });
  write(cwd, HOME_FILE, { profiles: { default: { url: 'https://wrong.example', token: NEW_SECRET } } });
  fixture.server.replies.push({ status: 200, body: SELF });
  const ran = await runJeton(['token', 'self', '--quiet'], { cwd: below, env: { HOME: cwd } });
  expect(ran).toEqual({ code: 0, stdout: `${TOKEN.id}\n`, stderr: '' });
  expect(fixture.server.seen[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
});

test('flags win over variables, and variables over the profile', async () => {
  const cwd = makeFolder();
  write(cwd, HOME_FILE, {
    profiles: { default: { url: 'https://wrong.example' }, p: { url: fixture.server.url, token: SECRET } },
  });
  fixture.server.replies.push({ status: 200, body: SELF });
  await runJeton(['token', 'self'], { cwd, env: { JETON_PROFILE: 'p' } });
  await runJeton(['token', 'self'], { cwd, env: { JETON_PROFILE: 'p', JETON_TOKEN: 'from-variable' } });
  await runJeton(['--token', 'from-flag', 'token', 'self'], { cwd, env: { JETON_PROFILE: 'p', JETON_TOKEN: 'v' } });
  expect(fixture.server.seen.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${SECRET}`,
    'Bearer from-variable',
    'Bearer from-flag',
  ]);
});

test('a file that others can read brings a warning on stderr', async () => {
  const cwd = makeFolder();
  const file = write(cwd, HOME_FILE, { profiles: { default: { url: fixture.server.url, token: SECRET } } }, 0o644);
  fixture.server.replies.push({ status: 200, body: SELF });
  const ran = await runJeton(['token', 'self', '--quiet'], { cwd });
  expect(ran).toEqual({
    code: 0,
    stdout: `${TOKEN.id}\n`,
    stderr: `warning: others can read ${file}, which may hold tokens; run: chmod 600 ${file}\n`,
  });
});

test.each([
  ['{"profiles": {"default": {"url": "https://t.example", "token": "jtn_oops"', 'it is not JSON'],
  ['{}', 'it has no "profiles"'],
  ['{"profiles":{"default":{}}}', 'the profile "default" has no "url"'],
  ['{"profiles":{"default":{"url":"https://t.example","token":5}}}', 'is not text'],
])('the broken file %s is explained in sentences', async (text, why) => {
  const cwd = makeFolder();
  const file = write(cwd, HOME_FILE, text);
  const ran = await runJeton(['token', 'list'], { cwd });
  expect(ran.code).toBe(2);
  expect(ran.stderr.split('\n')[0]).toContain(`jeton: the configuration file ${file} cannot be used: `);
  expect(ran.stderr).toContain(why);
  expect(ran.stderr).toContain('fix: ');
  expect(ran.stderr).not.toMatch(/ {4}at |jtn_/);
});

test('a missing configuration says how to make one', async () => {
  const ran = await runJeton(['token', 'list']);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('no deployment is chosen');
  expect(ran.stderr).toContain('jeton profile set default --url URL');
});

test('an unknown profile is named beside the known ones', async () => {
  const cwd = makeFolder();
  write(cwd, HOME_FILE, { profiles: { a: { url: 'https://a.example' } } });
  const ran = await runJeton(['token', 'list', '--profile', 'nope'], { cwd });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('there is no profile "nope"');
  expect(ran.stderr).toContain('it holds: a');
});

test('self-revoke takes the ended token out of the profile', async () => {
  const cwd = makeFolder();
  write(cwd, HOME_FILE, { profiles: { default: { url: fixture.server.url, token: SECRET } } });
  fixture.server.replies.push({ status: 204 });
  expect((await runJeton(['token', 'self-revoke'], { cwd })).code).toBe(0);
  expect(read(cwd)).toEqual({ profiles: { default: { url: fixture.server.url } } });
});

const SETUP = ['setup', '--code', 'c', '--email', 'ada@example.com', '--name', 'Ada'];

test('setup sends the password from standard input and writes the profile', async () => {
  const cwd = makeFolder();
  fixture.server.replies.push({ status: 201, body: { user: USER, token: TOKEN, secret: SECRET } });
  const ran = await runJeton([...SETUP, '--url', fixture.server.url], { cwd, stdin: 'correct horse battery\n' });
  expect(ran.code).toBe(0);
  expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  expect(fixture.server.seen[0]?.url).toBe('/v1/setup');
  expect(fixture.server.seen[0]?.headers.authorization).toBeUndefined();
  expect(JSON.parse(fixture.server.seen[0]?.body.toString() ?? '')).toEqual({
    setupCode: 'c',
    email: 'ada@example.com',
    name: 'Ada',
    password: 'correct horse battery',
  });
  expect(read(cwd)).toEqual({ profiles: { default: { url: fixture.server.url, token: SECRET } } });
  expect(statSync(join(cwd, HOME_FILE)).mode & 0o777).toBe(0o600);
});

test('setup does not write over the token of another deployment', async () => {
  const cwd = makeFolder();
  write(cwd, HOME_FILE, { profiles: { default: { url: 'https://other.example', token: SECRET } } });
  const ran = await runJeton([...SETUP, '--url', fixture.server.url], { cwd, stdin: 'correct horse battery' });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('holds a token for https://other.example');
  expect(fixture.server.seen).toEqual([]);
  expect(existsSync(join(cwd, HOME_FILE))).toBe(true);
});
