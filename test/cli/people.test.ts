import { expect, test } from 'vitest';
import type { Client } from '../../src/contract/clients.ts';
import type { Group, GroupMember, Member, Role } from '../../src/contract/people.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { SECRET, TOKEN, USER, USER_DETAILS } from './support/samples.ts';

const fixture = useFixture();
const CREATED_AT = '2026-01-01T00:00:00Z';
const ROLE: Role = {
  name: 'developer',
  description: null,
  permissions: ['token:*@staging'],
  builtIn: false,
  for: 'both',
  createdAt: CREATED_AT,
};
const GROUP: Group = { id: 'marketing', name: 'Marketing', createdAt: CREATED_AT };
const PERSON: GroupMember = { user: USER.id, email: USER.email, name: USER.name, createdAt: CREATED_AT };
const MEMBER: Member = { ...PERSON, project: 'web', role: 'member' };
const CLIENT: Client = {
  id: 'billing',
  name: 'Billing',
  group: null,
  certificates: [],
  allowedIps: [],
  createdAt: CREATED_AT,
};
const FINGERPRINT = 'ab'.repeat(32);
const COLONS = FINGERPRINT.toUpperCase().replace(/..(?!$)/g, '$&:');

function requests(): string[] {
  return fixture.server.seen.map(({ method, url }) => `${method} ${url}`);
}

test.each<[string, unknown, string, unknown, string]>([
  ['user get usr_1', USER_DETAILS, 'GET /v1/users/usr_1', null, USER.id],
  [
    'user create ada@example.com --name Ada',
    USER,
    'POST /v1/users',
    { email: 'ada@example.com', name: 'Ada', role: 'none' },
    USER.id,
  ],
  ['user update usr_1 --role editor', USER, 'PATCH /v1/users/usr_1', { role: 'editor' }, USER.id],
  ['user update usr_1 --no-password', USER, 'PATCH /v1/users/usr_1', { password: null }, USER.id],
  ['user disable usr_1', USER, 'PATCH /v1/users/usr_1', { enabled: false }, USER.id],
  ['user enable usr_1', USER, 'PATCH /v1/users/usr_1', { enabled: true }, USER.id],
  ['role get developer', ROLE, 'GET /v1/roles/developer', null, 'developer'],
  [
    'role create developer --permission token:*@staging --permission namespace:read,event:read --description d',
    ROLE,
    'POST /v1/roles',
    { name: 'developer', description: 'd', permissions: ['token:*@staging', 'namespace:read', 'event:read'] },
    'developer',
  ],
  [
    'role update developer --permission token:read --no-description',
    ROLE,
    'PATCH /v1/roles/developer',
    { description: null, permissions: ['token:read'] },
    'developer',
  ],
  ['role update developer --no-permission', ROLE, 'PATCH /v1/roles/developer', { permissions: [] }, 'developer'],
  ['group get marketing', GROUP, 'GET /v1/groups/marketing', null, 'marketing'],
  ['group create marketing', GROUP, 'POST /v1/groups', { id: 'marketing', name: 'marketing' }, 'marketing'],
  ['group rename marketing M', GROUP, 'PATCH /v1/groups/marketing', { name: 'M' }, 'marketing'],
  ['group add marketing usr_1', PERSON, 'PUT /v1/groups/marketing/members/usr_1', null, USER.id],
  [
    'member add usr_1 --project web --role member',
    MEMBER,
    'PUT /v1/projects/web/members/usr_1',
    { role: 'member' },
    USER.id,
  ],
  ['client get billing', CLIENT, 'GET /v1/clients/billing', null, 'billing'],
  [
    `client create billing --certificate ${COLONS} --ip 192.0.2.0/24,::1 --group marketing`,
    CLIENT,
    'POST /v1/clients',
    {
      id: 'billing',
      name: 'billing',
      group: 'marketing',
      certificates: [FINGERPRINT],
      allowedIps: ['192.0.2.0/24', '::1'],
    },
    'billing',
  ],
  [
    'client update billing --no-certificate --no-ip --no-group --name B',
    CLIENT,
    'PATCH /v1/clients/billing',
    { name: 'B', group: null, certificates: [], allowedIps: [] },
    'billing',
  ],
])('jeton %s --quiet', async (line, reply, request, body, stdout) => {
  fixture.server.replies.push({ status: 200, body: reply });
  const ran = await fixture.jeton([...line.split(' '), '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${stdout}\n`, stderr: '' });
  expect(requests()).toEqual([request]);
  if (body !== null) expect(jsonOf(fixture.server.seen[0])).toEqual(body);
});

test.each([
  ['role delete developer', 'DELETE /v1/roles/developer'],
  ['group delete marketing', 'DELETE /v1/groups/marketing'],
  ['group remove marketing usr_1', 'DELETE /v1/groups/marketing/members/usr_1'],
  ['member remove usr_1 --project web', 'DELETE /v1/projects/web/members/usr_1'],
  ['client delete billing', 'DELETE /v1/clients/billing'],
  ['user remove usr_1 --yes', 'DELETE /v1/users/usr_1'],
  ['project delete web --detach --yes', 'DELETE /v1/projects/web?detach=true'],
])('jeton %s sends %s and writes nothing to stdout', async (line, request) => {
  fixture.server.replies.push({ status: 204 });
  expect(await fixture.jeton(line.split(' '))).toMatchObject({ code: 0, stdout: '' });
  expect(requests()).toEqual([request]);
});

test.each<[string, string, unknown, string]>([
  ['user list --search ada --role admin --limit 2', '/v1/users?q=ada&role=admin&limit=2', USER, USER.id],
  ['role list', '/v1/roles', ROLE, 'developer'],
  ['group list', '/v1/groups', GROUP, 'marketing'],
  ['group members marketing', '/v1/groups/marketing/members', PERSON, USER.id],
  ['member list --project web', '/v1/projects/web/members', MEMBER, USER.id],
  ['client list', '/v1/clients', CLIENT, 'billing'],
])('jeton %s --quiet gives the ids alone', async (line, url, item, stdout) => {
  fixture.server.replies.push({ status: 200, body: { items: [item], total: 1, nextCursor: null } });
  expect(await fixture.jeton([...line.split(' '), '--quiet'])).toEqual({ code: 0, stdout: `${stdout}\n`, stderr: '' });
  expect(fixture.server.seen[0]?.url).toBe(url);
});

const FOUND = {
  status: 200,
  body: {
    items: [{ ...USER, id: 'usr_2', email: 'x.ada@example.com' }, USER],
    total: 2,
    nextCursor: null,
  },
};
const SEARCH = 'GET /v1/users?q=Ada%40example.com&limit=200';

test.each<[string, unknown, string]>([
  ['user get Ada@example.com', USER_DETAILS, `GET /v1/users/${USER.id}`],
  ['member add Ada@example.com --project web --role member', MEMBER, `PUT /v1/projects/web/members/${USER.id}`],
  ['group add marketing Ada@example.com', PERSON, `PUT /v1/groups/marketing/members/${USER.id}`],
  ['token create t --owner Ada@example.com', { token: TOKEN, secret: SECRET }, 'POST /v1/tokens'],
  [
    'token list --owner Ada@example.com',
    { items: [TOKEN], total: 1, nextCursor: null },
    `GET /v1/tokens?owner=${USER.id}`,
  ],
])('in jeton %s the address is looked up, whole and in any case', async (line, reply, request) => {
  fixture.server.replies.push(FOUND, { status: 200, body: reply });
  expect((await fixture.jeton(line.split(' '))).code).toBe(0);
  expect(requests()).toEqual([SEARCH, request]);
  if (request === 'POST /v1/tokens') expect(jsonOf(fixture.server.seen[1])).toMatchObject({ owner: USER.id });
});

test('an address that nobody has is told, and nothing is changed', async () => {
  fixture.server.replies.push(FOUND);
  const ran = await fixture.jeton(['user', 'remove', 'da@example.com', '--yes']);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('nobody has the mail address da@example.com');
  expect(requests()).toHaveLength(1);
});

test('who is no member is not made one by an update', async () => {
  fixture.server.replies.push({ status: 404, body: 'no such thing' });
  expect((await fixture.jeton('member update usr_1 --project web --role owner'.split(' '))).code).toBe(1);
  expect(requests()).toEqual(['GET /v1/projects/web/members/usr_1']);
});

test('a person is shown with where they belong and what they may do', async () => {
  fixture.server.replies.push({ status: 200, body: USER_DETAILS });
  const { stdout } = await fixture.jeton(['user', 'get', USER.id]);
  expect(stdout).toContain('projects            web:owner\n');
  expect(stdout).toContain('groups              marketing\n');
  expect(stdout).toContain('may do everywhere   project:read\n');
  expect(stdout).toContain('may do in projects  web: token:* namespace:*\n');
});

const PASSWORD = 'correct horse battery';

test('a new person’s password comes from standard input', async () => {
  fixture.server.replies.push({ status: 201, body: USER });
  const ran = await fixture.jeton(['user', 'create', 'ada@example.com', '--name', 'Ada', '--password'], {
    stdin: `${PASSWORD}\n`,
  });
  expect(ran.code).toBe(0);
  expect(ran.stdout + ran.stderr).not.toContain(PASSWORD);
  expect(jsonOf(fixture.server.seen[0])).toMatchObject({ password: PASSWORD });
});

test('one’s own password is changed with the present one, where there is one', async () => {
  fixture.server.replies.push({ status: 200, body: USER_DETAILS }, { status: 200, body: USER });
  const ran = await fixture.jeton(['user', 'password'], { stdin: `present one\n${PASSWORD}\n` });
  expect(ran.code).toBe(0);
  expect(requests()).toEqual(['GET /v1/users/self', 'PATCH /v1/users/self']);
  expect(jsonOf(fixture.server.seen[1])).toEqual({ currentPassword: 'present one', password: PASSWORD });
});

test('a first password of one’s own needs none before it', async () => {
  const details = { ...USER_DETAILS, hasPassword: false };
  fixture.server.replies.push({ status: 200, body: details }, { status: 200, body: USER });
  expect((await fixture.jeton(['user', 'password'], { stdin: PASSWORD })).code).toBe(0);
  expect(jsonOf(fixture.server.seen[1])).toEqual({ password: PASSWORD });
});

test.each([
  [['user', 'remove', 'usr_1'], 'add --yes'],
  [['user', 'update', 'usr_1'], 'nothing to change'],
  [['user', 'get', 'ada'], 'a mail address'],
  [['user', 'create', 'a@example.com', '--name', 'A', '--password'], 'no password came'],
  [['role', 'create', 'r', '--permission', 'user:create'], 'RESOURCE:ACTION'],
  [['role', 'create', 'r', '--permission', 'event:read@staging'], 'RESOURCE:ACTION'],
  [['role', 'update', 'r'], 'nothing to change'],
  [['client', 'create', 'c', '--certificate', 'abc'], '64 hex digits'],
  [['client', 'update', 'c'], 'nothing to change'],
  [['member', 'add', 'usr_1', '--project', 'web'], '--role'],
  [['project', 'delete', 'web', '--detach'], 'add --yes'],
  [['token', 'update', 'tok_1', '--client', 'c', '--any-client'], 'cannot be used with'],
])('jeton %j is refused before anything is sent', async (args, explanation) => {
  const ran = await fixture.jeton(args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(explanation);
  expect(fixture.server.seen).toEqual([]);
});

test.each([
  ['token create t --client a --client b,c', 'POST', { clients: ['a', 'b', 'c'] }],
  ['token update tok_1 --client a', 'PATCH', { clients: ['a'] }],
  ['token update tok_1 --any-client', 'PATCH', { clients: null }],
])('jeton %s tells which clients a token is locked to', async (line, method, body) => {
  const locked = { ...TOKEN, clients: ['a'] };
  fixture.server.replies.push({ status: 200, body: method === 'POST' ? { token: locked, secret: SECRET } : locked });
  const ran = await fixture.jeton(line.split(' '));
  expect(jsonOf(fixture.server.seen[0])).toMatchObject(body);
  expect(ran.stdout).toMatch(/\nclients +a\n/);
});
