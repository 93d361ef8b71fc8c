import { expect, test } from 'vitest';
import type { TrustedIssuer } from '../../src/contract/trusted-issuers.ts';
import { jsonOf, useFixture } from './support/fixture.ts';

const fixture = useFixture();
const GITHUB = 'https://token.actions.githubusercontent.com';
const TRUST: TrustedIssuer = {
  id: 'tru_0000000001a',
  name: 'shop',
  issuer: GITHUB,
  audience: 'https://jeton.example.com',
  claims: { repository: ['acme/shop'], ref: ['refs/heads/main', 'refs/tags/v*'] },
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
  tokenAudience: null,
  tokenMinutes: 60,
  enabled: true,
  disabledAt: null,
  owner: 'usr_0a1b2c3d4e5',
  createdBy: 'usr_0a1b2c3d4e5',
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
};
const GIVES = '--project web --environment production --namespace marketing+r';

async function sent(flags: string): Promise<unknown> {
  fixture.server.replies.push({ status: 201, body: TRUST });
  const ran = await fixture.jeton(['trust', 'create', 'shop', ...`${flags} ${GIVES} --quiet`.trim().split(' ')]);
  expect(ran).toEqual({ code: 0, stdout: `${TRUST.id}\n`, stderr: '' });
  return jsonOf(fixture.server.seen.at(-1));
}

test('what is to be trusted for GitHub and GitLab is the issuer that they have, and claims that name the repository', async () => {
  expect(await sent('--github acme/shop --branch main')).toEqual({
    name: 'shop',
    issuer: GITHUB,
    claims: { repository: ['acme/shop'], ref: ['refs/heads/main'] },
    audience: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    project: 'web',
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
  });
  expect(await sent('--gitlab acme/shop --tag v* --audience https://a.example')).toMatchObject({
    issuer: 'https://gitlab.com',
    audience: 'https://a.example',
    claims: { project_path: ['acme/shop'], sub: ['project_path:acme/shop:ref_type:tag:ref:v*'] },
  });
});

test.each<[string, object]>([
  ['--github a/b --tag v*', { repository: ['a/b'], ref: ['refs/tags/v*'] }],
  ['--github a/b --ci-environment prod', { repository: ['a/b'], environment: ['prod'] }],
  ['--github a/b --any-ref', { repository: ['a/b'] }],
  ['--github a/b --claim repository_id=7', { repository: ['a/b'], repository_id: ['7'] }],
  ['--github a/b --branch main --claim ref=x=y,z --claim ref=w', { repository: ['a/b'], ref: ['x=y,z', 'w'] }],
  ['--gitlab g/p --branch main', { project_path: ['g/p'], ref_type: ['branch'], ref: ['main'] }],
  ['--gitlab g/p --branch x/*', { project_path: ['g/p'], ref_type: ['branch'], ref: ['x/*'] }],
  ['--issuer https://ci.example.com --claim sub=job:web', { sub: ['job:web'] }],
])('jeton trust create %s lets in %j', async (flags, claims) => {
  expect(await sent(flags)).toMatchObject({ claims });
});

test('an own instance of GitLab, whom the tokens are for, and how long they live', async () => {
  expect(
    await sent('--gitlab g/p --issuer https://git.example --any-ref --token-audience a,b --token-minutes 5'),
  ).toMatchObject({ issuer: 'https://git.example', tokenAudience: ['a', 'b'], tokenMinutes: 5 });
});

test.each([
  ['', 'nothing says whom to trust'],
  ['--issuer https://ci.example.com', 'nothing says whom to trust'],
  ['--issuer https://ci.example.com --claim a=b --branch main', 'are for --github and --gitlab'],
  ['--github a/b', 'nothing says which of its jobs'],
  ['--gitlab g/p', 'nothing says which of its jobs'],
  ['--github a/b --gitlab g/p --any-ref', 'cannot be used with'],
  ['--github a/b --branch main --tag v1', 'cannot be used with'],
  ['--github a/b --claim ref', 'Write NAME=PATTERN'],
  ['--github a/b --claim ref=*', 'must not begin with a *'],
])('jeton trust create %s is refused, and nothing is sent', async (flags, said) => {
  const ran = await fixture.jeton(['trust', 'create', 'shop', ...`${flags} ${GIVES}`.trim().split(' ')]);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(said);
  expect(fixture.server.seen).toEqual([]);
});

test('without grants, and without anything to change, nothing is sent', async () => {
  const flags = '--github a/b --branch main --project web --environment production'.split(' ');
  expect((await fixture.jeton(['trust', 'create', 'shop', ...flags])).stderr).toContain('give --namespace or --grant');
  expect((await fixture.jeton(['trust', 'update', 'tru_1'])).stderr).toContain('nothing to change');
  expect(fixture.server.seen).toEqual([]);
});

test.each<[string, object]>([
  ['--name new', { name: 'new' }],
  ['--claim sub=a --claim sub=b/*', { claims: { sub: ['a', 'b/*'] } }],
  ['--audience a --environment x,y', { audience: 'a', environments: ['x', 'y'] }],
  ['--grant bucket:photos:read', { grants: [{ resource: 'bucket', name: 'photos', actions: ['read'] }] }],
  ['--token-audience a --token-minutes 5', { tokenAudience: ['a'], tokenMinutes: 5 }],
  ['--no-token-audience', { tokenAudience: null }],
  ['--enable', { enabled: true }],
  ['--disable', { enabled: false }],
])('jeton trust update tru_1 %s changes just that', async (flags, body) => {
  fixture.server.replies.push({ status: 200, body: TRUST });
  const ran = await fixture.jeton(['trust', 'update', 'tru_1', ...flags.split(' '), '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${TRUST.id}\n`, stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('PATCH /v1/trusted-issuers/tru_1');
  expect(jsonOf(seen)).toEqual(body);
});

test.each([
  ['trust get tru_1', 'GET /v1/trusted-issuers/tru_1', { status: 200, body: TRUST }],
  ['trust delete tru_1', 'DELETE /v1/trusted-issuers/tru_1', { status: 204 }],
  [
    'trust list --project web --limit 2',
    'GET /v1/trusted-issuers?project=web&limit=2',
    { status: 200, body: { items: [TRUST], total: 1, nextCursor: null } },
  ],
])('jeton %s sends %s', async (line, request, reply) => {
  fixture.server.replies.push(reply);
  expect(await fixture.jeton(line.split(' '))).toMatchObject({ code: 0 });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test('a person sees whom it lets in and what it gives', async () => {
  fixture.server.replies.push({ status: 200, body: TRUST });
  const { stdout } = await fixture.jeton(['trust', 'get', 'tru_0000000001a']);
  expect(stdout).toContain('repository=acme/shop ref=refs/heads/main|refs/tags/v*\n');
  expect(stdout).toContain('marketing+r\n');
  expect(stdout).toContain('60 min\n');
});
