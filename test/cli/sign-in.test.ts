import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Token } from '../../src/contract/tokens.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder, runJeton } from './support/run-jeton.ts';
import { NEW_SECRET, PROBLEM, SECRET, SELF, TOKEN, USER_DETAILS } from './support/samples.ts';

const fixture = useFixture();
const FILE = '.config/jeton/config.json';
const PERSONAL: Token = { ...TOKEN, type: 'personal', projects: ['*'], environments: ['*'], owner: USER_DETAILS.id };
const MADE = { status: 201, body: { token: PERSONAL, secret: NEW_SECRET } };
const ENDED = { status: 401, body: { ...PROBLEM, status: 401, code: 'token_expired' } };
const PASSWORD = 'pässword: with a colon';

function self(type: Token['type']) {
  return { status: 200, body: { ...SELF, type } };
}

/** A home folder whose profile `default` holds this token. */
function home(token?: string): string {
  const cwd = makeFolder();
  mkdirSync(join(cwd, FILE, '..'), { recursive: true });
  writeFileSync(join(cwd, FILE), JSON.stringify({ profiles: { default: { url: fixture.server.url, token } } }), {
    mode: 0o600,
  });
  return cwd;
}

function profiles(cwd: string): unknown {
  return JSON.parse(readFileSync(join(cwd, FILE), 'utf8')).profiles;
}

function login(cwd: string, ...args: string[]) {
  return runJeton(['login', '--email', 'ada@example.com', ...args], { cwd, stdin: `${PASSWORD}\n` });
}

test('login sends the password once, by Basic, and keeps the token where only its owner can read it', async () => {
  fixture.server.replies.push(MADE);
  const cwd = makeFolder();
  const ran = await login(cwd, '--url', fixture.server.url, '--profile', 'prod', '--expires', '8h', '--name', 'laptop');
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain(`signed in until ${TOKEN.expires}`);
  expect(ran.stdout + ran.stderr).not.toContain('jtn_');
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('POST /v1/tokens');
  const credentials = Buffer.from(`ada@example.com:${PASSWORD}`, 'utf8').toString('base64');
  expect(seen?.headers.authorization).toBe(`Basic ${credentials}`);
  expect(jsonOf(seen)).toEqual({ type: 'personal', name: 'laptop', expires: '8h' });
  expect(profiles(cwd)).toEqual({ prod: { url: fixture.server.url, token: NEW_SECRET } });
  expect(statSync(join(cwd, FILE)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(cwd, FILE), 'utf8')).not.toContain('colon');
});

test('the token of an earlier login, or one that has ended, gives way to the new one', async () => {
  for (const before of [self('personal'), ENDED]) {
    const cwd = home(SECRET);
    fixture.server.replies.splice(0, 9, before, MADE);
    expect((await login(cwd)).code).toBe(0);
    expect(profiles(cwd)).toEqual({ default: { url: fixture.server.url, token: NEW_SECRET } });
  }
});

test('a token that may be kept nowhere else is not written over, and no password is sent', async () => {
  const cwd = home(SECRET);
  fixture.server.replies.push(self('admin'));
  const ran = await login(cwd);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('holds a token of type admin');
  expect(profiles(cwd)).toEqual({ default: { url: fixture.server.url, token: SECRET } });
  expect(fixture.server.seen.map(({ url }) => url)).toEqual(['/v1/tokens/self']);
});

test.each([
  [['login', '--url', 'https://t.example'], 'add --email ADDRESS', PASSWORD],
  [['login', '--url', 'https://t.example', '--email', 'a:b@example.com'], 'no colon', PASSWORD],
  [['login', '--url', 'https://t.example', '--email', 'a@example.com'], 'no password came', ''],
  [['login', '--email', 'a@example.com'], 'add --url URL', PASSWORD],
  [['login', '--url', 'http://t.example', '--email', 'a@example.com'], 'in clear', PASSWORD],
])('jeton %j is refused before anything is sent', async (args, explanation, stdin) => {
  const ran = await runJeton(args, { stdin });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(explanation);
});

test('a wrong password leaves the profile as it was', async () => {
  const cwd = home();
  fixture.server.replies.push({ status: 401, body: { ...PROBLEM, status: 401, code: 'unauthenticated' } });
  const ran = await login(cwd);
  expect(ran.code).toBe(1);
  expect(ran.stderr).not.toContain('colon');
  expect(profiles(cwd)).toEqual({ default: { url: fixture.server.url } });
});

test('logout revokes the token of a login and forgets it; one that had ended is forgotten too', async () => {
  const cwd = home(SECRET);
  fixture.server.replies.push(self('personal'), { status: 204 });
  expect(await runJeton(['logout'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1/tokens/self',
    'DELETE /v1/tokens/self',
  ]);
  expect(profiles(cwd)).toEqual({ default: { url: fixture.server.url } });
  const other = home(SECRET);
  fixture.server.replies.splice(0, 9, ENDED);
  expect((await runJeton(['logout'], { cwd: other })).code).toBe(0);
  expect(profiles(other)).toEqual({ default: { url: fixture.server.url } });
});

test('logout does not end a token that no login brought', async () => {
  const cwd = home(SECRET);
  fixture.server.replies.push(self('admin'));
  expect(await runJeton(['logout'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('type admin') });
  expect(fixture.server.seen).toHaveLength(1);
});

test('whoami says who, where, what and until when', async () => {
  const cwd = home(SECRET);
  fixture.server.replies.push(self('personal'), { status: 200, body: USER_DETAILS });
  const { code, stdout } = await runJeton(['whoami'], { cwd });
  expect(code).toBe(0);
  for (const line of [
    `deployment {10}${fixture.server.url}`,
    'profile {13}default in .*config.json',
    'who {17}Ada <ada@example.com>',
    'role {16}viewer',
    'projects {12}web:owner',
    'groups {14}marketing',
    `until {15}${TOKEN.expires}, 30 days left`,
  ]) {
    expect(stdout).toMatch(new RegExp(`^${line}$`, 'm'));
  }
});

test('whoami for scripts: both answers as they came, or the mail address alone', async () => {
  fixture.server.replies.push(self('master'), { status: 200, body: USER_DETAILS });
  const { stdout } = await fixture.jeton(['whoami', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    url: fixture.server.url,
    profile: null,
    token: { ...SELF, type: 'master' },
    user: USER_DETAILS,
  });
  fixture.server.replies.splice(0, 9, self('personal'), { status: 200, body: USER_DETAILS });
  expect((await fixture.jeton(['whoami', '--quiet'])).stdout).toBe('ada@example.com\n');
});

test('whoami for a token with nobody behind it asks for no person', async () => {
  fixture.server.replies.push(self('access'));
  expect((await fixture.jeton(['whoami', '--quiet'])).stdout).toBe(`${TOKEN.id}\n`);
  expect((await fixture.jeton(['whoami'])).stdout).toContain('grants');
  expect(fixture.server.seen).toHaveLength(2);
});
