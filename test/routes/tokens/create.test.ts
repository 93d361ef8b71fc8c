import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/contract/problem.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { outcome } from '../../support/app.ts';
import {
  addProject,
  addUser,
  createWorld,
  dumpTables,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
let owner = '';

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'shop']);
  await addProject('app');
  owner = await addUser('none');
});

function create(body: TokenBody): Promise<Response> {
  return world.test.call('POST', '/v1/tokens', { token: world.admin, json: { name: 'n', ...body } });
}

async function created(body: TokenBody): Promise<{ token: Token; secret: string }> {
  const response = await create(body);
  expect(response.status).toBe(201);
  return response.json();
}

const ONE = { project: 'web', environments: ['production'] };
const read = { resource: 'namespace', name: 'marketing', actions: ['read'] };

describe('what can be created', () => {
  const cases: [what: string, body: TokenBody, prefix: string, is: Partial<Token>][] = [
    ['admin', { type: 'admin' }, '*:*.jtn_', { projects: ['*'], environments: ['*'], grants: [] }],
    ['personal', { type: 'personal' }, 'user:jtn_', { projects: ['*'], environments: ['*'] }],
    ['client for one project', { type: 'client', ...ONE }, 'web:production.jtn_', { projects: ['web'] }],
    [
      'client for a list of projects',
      { type: 'client', projects: ['web', 'app'], environments: ['staging'] },
      '[]:staging.jtn_',
      { projects: ['web', 'app'] },
    ],
    [
      'client for every project',
      { type: 'client', projects: ['web', '*'], environments: ['staging'] },
      '*:staging.jtn_',
      { projects: ['*'] },
    ],
    ['frontend', { type: 'frontend', ...ONE, grants: [read] }, 'web:production.jtn_', { retrievable: true }],
    [
      'access for two environments',
      { type: 'access', project: 'web', environments: ['staging', 'production'], grants: [read] },
      'web:[].jtn_',
      { environments: ['staging', 'production'], grants: [read] },
    ],
  ];

  it.each(cases)('%s', async (_what, body, prefix, is) => {
    const { token, secret } = await created({ ...body, name: 'build bot', description: 'For CI' });
    expect(secret.startsWith(prefix)).toBe(true);
    expect(secret.slice(prefix.length)).toMatch(/^[0-9a-f]{64}$/);
    expect(token).toMatchObject({
      name: 'build bot',
      description: 'For CI',
      status: 'active',
      retrievable: false,
      ...is,
    });
    const self = await world.test.call('GET', '/v1/tokens/self', { token: secret });
    expect(await self.json()).toMatchObject({ id: token.id, type: body.type });
  });

  it('an access token without grants may do nothing: nothing is granted by default', async () => {
    const { token } = await created({ type: 'access', ...ONE });
    expect(token.grants).toEqual([]);
  });

  it('what was left out is null in the answer', async () => {
    const { token } = await created({ type: 'client', ...ONE });
    const { description, allowedIps, allowedOrigins, notBefore, refreshedAt, disabledAt, revokedAt } = token;
    const all = [description, allowedIps, allowedOrigins, notBefore, refreshedAt, disabledAt, revokedAt];
    expect(all).toEqual(all.map(() => null));
  });

  it('grants on one name are merged, each action once', async () => {
    const grants = [read, { ...read, actions: ['write', 'read'] }, { ...read, name: '*' }];
    const { token } = await created({ type: 'access', ...ONE, grants });
    expect(token.grants).toEqual([
      { ...read, actions: ['read', 'write'] },
      { ...read, name: '*' },
    ]);
  });

  it('resources that Jeton does not know take any action', async () => {
    const grants = [{ resource: 'queue', name: 'orders/eu', actions: ['purge'] }];
    expect((await created({ type: 'client', ...ONE, grants })).token.grants).toEqual(grants);
  });

  it('restrictions are kept as given', async () => {
    const body = {
      allowedIps: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'],
      allowedOrigins: ['https://shop.example', 'http://localhost:8080'],
      notBefore: '2037-01-01T00:00:00Z',
    };
    const { token } = await created({ type: 'frontend', ...ONE, ...body });
    expect(token).toMatchObject({ ...body, status: 'not_yet_valid' });
  });

  it('a personal token belongs to the person behind its maker, unless another is named', async () => {
    const mine = await created({ type: 'personal' });
    const theirs = await created({ type: 'personal', owner });
    expect(mine.token.owner).toMatch(/^usr_/);
    expect(theirs.token.owner).toBe(owner);
    expect(mine.token.owner).not.toBe(owner);
  });

  it('two tokens of one moment differ in id and secret', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => created({ type: 'admin' })));
    expect(new Set(made.map(({ token }) => token.id)).size).toBe(20);
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(20);
  });

  it('a browser is not to keep the answer: it holds the secret', async () => {
    expect((await create({ type: 'admin' })).headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('what is refused, and creates nothing', () => {
  const grants = (grant: object) => ({ grants: [{ ...read, ...grant }] });
  const cases: [what: string, body: TokenBody, field: string][] = [
    ['an unknown type', { type: 'master' }, 'type'],
    ['no name', { type: 'admin', name: '' }, 'name'],
    ['a name of 101 characters', { type: 'admin', name: 'x'.repeat(101) }, 'name'],
    ['a name with a control character', { type: 'admin', name: 'a\u0007b' }, 'name'],
    ['a name with a lone surrogate', { type: 'admin', name: 'a\ud800b' }, 'name'],
    ['a description of 256 characters', { type: 'admin', description: 'x'.repeat(256) }, 'description'],
    ['a field that does not exist', { type: 'admin', sudo: true }, 'sudo'],
    ['admin for one project', { type: 'admin', project: 'web' }, 'projects'],
    ['admin for one environment', { type: 'admin', environments: ['production'] }, 'environments'],
    ['admin with grants', { type: 'admin', ...grants({}) }, 'grants'],
    ['personal for one project', { type: 'personal', project: 'web' }, 'projects'],
    ['personal with grants', { type: 'personal', ...grants({}) }, 'grants'],
    ['client without a project', { type: 'client', environments: ['production'] }, 'projects'],
    ['client without an environment', { type: 'client', project: 'web' }, 'environments'],
    [
      'client for two environments',
      { type: 'client', ...ONE, environments: ['staging', 'production'] },
      'environments',
    ],
    ['client for every environment', { type: 'client', ...ONE, environments: ['*'] }, 'environments'],
    ['frontend that writes', { type: 'frontend', ...ONE, ...grants({ actions: ['read', 'write'] }) }, 'grants'],
    [
      'frontend that does what we do not know',
      { type: 'frontend', ...ONE, ...grants({ resource: 'x', actions: ['go'] }) },
      'grants',
    ],
    ['access for two projects', { type: 'access', ...ONE, project: undefined, projects: ['web', 'app'] }, 'project'],
    ['access for every project', { type: 'access', ...ONE, project: '*' }, 'project'],
    ['access without a project', { type: 'access', environments: ['production'] }, 'project'],
    ['access for every environment', { type: 'access', ...ONE, environments: ['*'] }, 'environments'],
    ['access without an environment', { type: 'access', project: 'web' }, 'environments'],
    ['both project and projects', { type: 'client', ...ONE, projects: ['web'] }, 'project'],
    ['a namespace action that there is not', { type: 'access', ...ONE, ...grants({ actions: ['purge'] }) }, 'grants'],
    ['a grant without actions', { type: 'access', ...ONE, ...grants({ actions: [] }) }, 'grants.0.actions'],
    ['a grant name with a colon', { type: 'access', ...ONE, ...grants({ name: 'a:b' }) }, 'grants.0.name'],
    ['65 grants', { type: 'access', ...ONE, grants: Array.from({ length: 65 }, () => read) }, 'grants'],
    ['a project that does not exist', { type: 'client', ...ONE, project: 'nosuch' }, 'projects'],
    ['an environment that does not exist', { type: 'client', ...ONE, environments: ['nosuch'] }, 'environments'],
    ['a namespace that does not exist', { type: 'access', ...ONE, ...grants({ name: 'nosuch' }) }, 'grants'],
    ['a namespace of another project', { type: 'access', ...ONE, project: 'app', ...grants({}) }, 'grants'],
    ['an owner that does not exist', { type: 'admin', owner: 'usr_zzzzzzzzzz0' }, 'owner'],
    ['an owner that is no id', { type: 'admin', owner: 'admin@example.com' }, 'owner'],
    ['an address that is none', { type: 'admin', allowedIps: ['10.1'] }, 'allowedIps'],
    ['an octal address', { type: 'admin', allowedIps: ['010.0.0.1'] }, 'allowedIps'],
    ['a prefix that is too long', { type: 'admin', allowedIps: ['10.0.0.0/33'] }, 'allowedIps'],
    ['a scoped IPv6 address', { type: 'admin', allowedIps: ['fe80::1%eth0'] }, 'allowedIps'],
    ['an origin with a path', { type: 'frontend', ...ONE, allowedOrigins: ['https://a.test/x'] }, 'allowedOrigins'],
    [
      'an origin with a wildcard host',
      { type: 'frontend', ...ONE, allowedOrigins: ['https://*.a.test'] },
      'allowedOrigins',
    ],
    ['an origin of another scheme', { type: 'frontend', ...ONE, allowedOrigins: ['file://x'] }, 'allowedOrigins'],
    ['notBefore as a duration', { type: 'admin', notBefore: '30d' }, 'notBefore'],
  ];

  it.each(cases)('%s', async (_what, body, field) => {
    const before = await dumpTables();
    const response = await create(body);
    const problem = await response.clone().json<Problem>();
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(await dumpTables()).toEqual(before);
  });

  it.each([
    ['text that is no JSON', 'type=admin', 'application/json'],
    ['JSON cut short', '{"type":"admin","name":"x"', 'application/json'],
    ['JSON sent as a form', '{"type":"admin","name":"x"}', 'application/x-www-form-urlencoded'],
    ['an array', '[]', 'application/json'],
    ['null', 'null', 'application/json'],
  ])('a body that is %s: 400, never 5xx', async (_what, body, type) => {
    const headers = { 'Content-Type': type };
    const response = await world.test.call('POST', '/v1/tokens', { token: world.admin, body, headers });
    expect(await outcome(response)).toBe('400 invalid_request');
  });

  it('what a refused body held is not sent back: it may hold a secret', async () => {
    const response = await create({ type: 'admin', token: `user:jtn_${'a'.repeat(64)}` });
    expect((await response.text()).replace(/req_[0-9a-f-]+/, '')).not.toContain('aaaa');
  });
});

describe('a maker that is bound', () => {
  it('by its addresses makes no token that is not bound to them, nor to more', async () => {
    const { secret } = await created({ type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const make = async (allowedIps?: string[]) => {
      const json = { type: 'admin', name: 'n', allowedIps };
      const headers = { 'CF-Connecting-IP': '192.0.2.9' };
      return outcome(await world.test.call('POST', '/v1/tokens', { token: secret, json, headers }));
    };
    expect(await make()).toBe('403 insufficient_scope');
    expect(await make(['192.0.0.0/16'])).toBe('403 insufficient_scope');
    expect(await make(['192.0.2.0/24', '::/0'])).toBe('403 insufficient_scope');
    expect(await make(['192.0.2.128/25', '192.0.2.1'])).toBe('201');
    expect(await make([])).toBe('201');
  });

  it('by the role none of its person makes personal tokens of its own, and nothing else', async () => {
    const { secret } = await created({ type: 'personal', owner });
    const make = async (json: object) =>
      outcome(await world.test.call('POST', '/v1/tokens', { token: secret, json: { name: 'n', ...json } }));
    expect(await make({ type: 'personal' })).toBe('201');
    expect(await make({ type: 'personal', owner })).toBe('201');
    expect(await make({ type: 'admin' })).toBe('403 insufficient_scope');
    expect(await make({ type: 'personal', owner: await addUser('none') })).toBe('403 insufficient_scope');
    expect(await make({ type: 'client', project: '*', environments: ['staging'] })).toBe('403 insufficient_scope');
  });
});
