import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { SECRET, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const MADE = { status: 201, body: { token: TOKEN, secret: SECRET } };

test('seed-systems 0.11, 0.34: the example of the design makes the token that it describes', async () => {
  fixture.server.replies.push(MADE);
  const line =
    'token create mkt --project marketing --environment production --namespace marketing+r --expires 2026-12-31';
  const ran = await fixture.jeton(line.split(' '));
  expect(ran.code).toBe(0);
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('POST /v1/tokens');
  expect(seen?.headers.authorization).toBe(`Bearer ${SECRET}`);
  expect(jsonOf(seen)).toEqual({
    type: 'access',
    name: 'mkt',
    project: 'marketing',
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
    expires: '2026-12-31',
  });
});

test('every flag of create has its place in the body', async () => {
  fixture.server.replies.push(MADE);
  const line =
    'token create n --type client --project a --project b,c --environment staging --environment production ' +
    '--namespace m+rw,n+d --grant bucket:photos/x:read,list --not-before 2026-01-01T00:00:00Z --expires never ' +
    '--allow-ip 10.0.0.0/8,::1 --allow-origin https://a.example --description d --owner usr_1 --retrievable';
  await fixture.jeton(line.split(' '));
  expect(jsonOf(fixture.server.seen[0])).toEqual({
    type: 'client',
    name: 'n',
    projects: ['a', 'b', 'c'],
    environments: ['staging', 'production'],
    grants: [
      { resource: 'namespace', name: 'm', actions: ['read', 'write'] },
      { resource: 'namespace', name: 'n', actions: ['delete'] },
      { resource: 'bucket', name: 'photos/x', actions: ['read', 'list'] },
    ],
    notBefore: '2026-01-01T00:00:00Z',
    expires: 'never',
    allowedIps: ['10.0.0.0/8', '::1'],
    allowedOrigins: ['https://a.example'],
    description: 'd',
    owner: 'usr_1',
    retrievable: true,
  });
});

test.each([
  ['token list', 'GET /v1/tokens'],
  [
    'token list --search mkt --type access --project p --environment e --namespace n --owner usr_1 --status revoked ' +
      '--expiring 30d --sort -expires --limit 5 --cursor c',
    'GET /v1/tokens?q=mkt&type=access&project=p&environment=e&namespace=n&owner=usr_1&status=revoked' +
      '&expiringBefore=30d&sort=-expires&limit=5&cursor=c',
  ],
])('jeton %s asks %s', async (line, request) => {
  fixture.server.replies.push({ status: 200, body: { items: [TOKEN], total: 1, nextCursor: null } });
  expect((await fixture.jeton(line.split(' '))).code).toBe(0);
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test.each([
  ['token get tok_1', 'GET /v1/tokens/tok_1', null],
  ['token disable tok_1', 'POST /v1/tokens/tok_1/disable', null],
  ['token enable tok_1', 'POST /v1/tokens/tok_1/enable', null],
  ['token get a/b?c', 'GET /v1/tokens/a%2Fb%3Fc', null],
  [
    'token update tok_1 --name n --namespace a+r --grant b:c:d',
    'PATCH /v1/tokens/tok_1',
    {
      name: 'n',
      grants: [
        { resource: 'namespace', name: 'a', actions: ['read'] },
        { resource: 'b', name: 'c', actions: ['d'] },
      ],
    },
  ],
  ['token update tok_1 --no-grants', 'PATCH /v1/tokens/tok_1', { grants: [] }],
  [
    'token update tok_1 --no-allow-ip --no-allow-origin --no-not-before --no-description',
    'PATCH /v1/tokens/tok_1',
    {
      allowedIps: null,
      allowedOrigins: null,
      notBefore: null,
      description: null,
    },
  ],
])('jeton %s sends %s', async (line, request, body) => {
  fixture.server.replies.push({ status: 200, body: TOKEN });
  expect((await fixture.jeton(line.split(' '))).code).toBe(0);
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(request);
  if (body !== null) expect(jsonOf(seen)).toEqual(body);
});

test.each([
  ['token revoke tok_1 --reason superseded', 'DELETE /v1/tokens/tok_1?reason=superseded'],
  ['token delete tok_1', 'DELETE /v1/tokens/tok_1'],
  ['token self-revoke --reason key_compromise', 'DELETE /v1/tokens/self?reason=key_compromise'],
])('jeton %s sends %s and writes nothing to stdout', async (line, request) => {
  fixture.server.replies.push({ status: 204 });
  const ran = await fixture.jeton(line.split(' '));
  expect(ran).toMatchObject({ code: 0, stdout: '' });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test('revoke-all sends what it was told to match, and says how many ended', async () => {
  fixture.server.replies.push({ status: 200, body: { revoked: 3 } });
  const line = 'token revoke-all --owner usr_1 --project p --type access --issued-before 2026-01-01T00:00:00Z --yes';
  const ran = await fixture.jeton([...line.split(' '), '--reason', 'superseded']);
  expect(ran.stdout).toBe('3 tokens revoked\n');
  expect(jsonOf(fixture.server.seen[0])).toEqual({
    owner: 'usr_1',
    project: 'p',
    type: 'access',
    issuedBefore: '2026-01-01T00:00:00Z',
    reason: 'superseded',
  });
});

test.each([
  [['token', 'revoke-all', '--project', 'p'], 'add --yes'],
  [['token', 'revoke-all', '--yes'], 'nothing says which tokens'],
  [['token', 'update', 'tok_1'], 'nothing to change'],
  [['token', 'update', 'tok_1', '--no-grants', '--namespace', 'a+r'], '--no-grants'],
  [['token', 'create', 'n', '--namespace', 'a+rr'], 'marketing+rw'],
  [['token', 'create', 'n', '--grant', 'a:b'], 'RESOURCE:NAME:ACTION'],
  [['token', 'create', 'n', '--type', 'master'], 'Allowed choices'],
  [['token', 'get', '..'], 'cannot be a name'],
  [['token', 'get', ''], 'cannot be a name'],
])('jeton %j is refused before anything is sent', async (args, explanation) => {
  const ran = await fixture.jeton(args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(explanation);
  expect(fixture.server.seen).toEqual([]);
});
