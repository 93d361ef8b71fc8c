import { expect, test } from 'vitest';
import { startFakeServer } from './support/fake-server.ts';
import { useFixture } from './support/fixture.ts';
import { runJeton } from './support/run-jeton.ts';
import { PROBLEM, SECRET, TOKEN } from './support/samples.ts';

const fixture = useFixture();

test('a refusal is explained line by line on stderr, and exits with 1', async () => {
  const body = { ...PROBLEM, errors: [{ field: 'grants.0.name', message: 'must be a name' }] };
  fixture.server.replies.push({ status: 403, body });
  expect(await fixture.jeton(['token', 'create', 'n'])).toEqual({
    code: 1,
    stdout: '',
    stderr: [
      'jeton: The token may not do this. (insufficient_scope)',
      '  grants.0.name: must be a name',
      'scope: token:web:create',
      'fix: Use a token that may.',
      'request id: req_1',
      '',
    ].join('\n'),
  });
});

test('a field error that the detail has said already is not said twice', async () => {
  const errors = [{ field: 'name', message: 'is too long' }];
  fixture.server.replies.push({ status: 400, body: { ...PROBLEM, detail: 'name: is too long', errors } });
  expect((await fixture.jeton(['token', 'list'])).stderr.match(/too long/g)).toHaveLength(1);
});

test('how long to wait is told, for nobody sees the header', async () => {
  fixture.server.replies.push({
    status: 429,
    body: { ...PROBLEM, code: 'rate_limited' },
    headers: { 'retry-after': '7' },
  });
  expect((await fixture.jeton(['token', 'list'])).stderr).toContain('retry after: 7 s\n');
});

test('a failure that is no problem document is explained too', async () => {
  fixture.server.replies.push({ status: 502, body: '<html>Bad gateway</html>' });
  const ran = await fixture.jeton(['token', 'list']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('answered 502 without saying why');
});

test('a redirect is not followed, for it would carry the token along', async () => {
  fixture.server.replies.push({ status: 302, headers: { location: 'https://elsewhere.example/' } });
  const ran = await fixture.jeton(['token', 'list']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('sends elsewhere, to https://elsewhere.example/');
});

test('a server that does not answer is explained', async () => {
  const gone = await startFakeServer();
  await gone.close();
  const ran = await runJeton(['health', '--url', gone.url]);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe(`jeton: nothing answers at ${gone.url} — is it running? npm start\n`);
});

test.each([
  [[]],
  [['token']],
  [['tokn']],
  [['token', 'get']],
  [['token', 'list', '--nonsense']],
  [['token', 'list', '--limit', 'many']],
  [['token', 'list', '--json', '--quiet']],
  [['item', 'get', 'k', '--project', 'p']],
])('jeton %j is a mistake of usage: exit 2, nothing on stdout', async (args) => {
  const ran = await fixture.jeton(args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).not.toBe('');
});

test.each([[['--help']], [['token', 'create', '--help']], [['--version']]])('jeton %j exits with 0', async (args) => {
  const ran = await runJeton(args);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).not.toBe('');
});

test('verify exits with 0 for an active token and 1 for another', async () => {
  fixture.server.replies.push(
    { status: 200, body: { active: true, code: null, token: { ...TOKEN, daysLeft: 1 } } },
    { status: 200, body: { active: false, code: 'token_expired' } },
  );
  const args = ['token', 'verify', '--environment', 'production', '--require', 'namespace:marketing:read'];
  const good = await fixture.jeton(args, { stdin: `${SECRET}\n` });
  const bad = await fixture.jeton([...args, '--quiet'], { stdin: SECRET });
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout).toMatch(/^active\n\nid /);
  expect(bad).toEqual({ code: 1, stdout: 'token_expired\n', stderr: '' });
  expect(JSON.parse(fixture.server.seen[0]?.body.toString() ?? '')).toEqual({
    token: SECRET,
    environment: 'production',
    require: [{ resource: 'namespace', name: 'marketing', action: 'read' }],
  });
});

test.each([
  [['token', 'verify', SECRET]],
  [['token', 'verify', 'an-imported-token']],
  [['token', SECRET]],
  [['token', 'list', SECRET]],
  [['token', 'list', `--${SECRET}`]],
  [['token', 'list', '--limit', SECRET]],
  [['token', 'list', '--token', `${SECRET} with a space`]],
])('a token in the wrong place is not repeated: %j', async (args) => {
  const ran = await fixture.jeton(args);
  expect(ran.code).toBe(2);
  expect(ran.stdout + ran.stderr).not.toMatch(/jtn_|an-imported-token/);
});

test.each([
  ['http://tokens.example.com', 'in clear'],
  ['https://user:pass@tokens.example.com', 'no password'],
  ['tokens.example.com', 'not a URL'],
])('the address %s is refused before a token is sent', async (url, explanation) => {
  const ran = await runJeton(['token', 'list', '--url', url], { env: { JETON_TOKEN: SECRET } });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(explanation);
});
