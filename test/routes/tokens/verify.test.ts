import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { outcome } from '../../support/app.ts';
import {
  addProject,
  addUser,
  createWorld,
  dumpTables,
  forge,
  issue,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

type Verdict = { active: boolean; code: string | null; token?: { id: string; grants: unknown } };

let world: World;
const read = { resource: 'namespace', name: 'marketing', actions: ['read'] };
const ACCESS: TokenBody = { type: 'access', project: 'web', environments: ['production'], grants: [read] };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
  await addProject('app');
});

async function verdict(json: object, token = world.admin): Promise<Verdict> {
  const response = await world.test.call('POST', '/v1/tokens/verify', { token, json });
  expect(response.status).toBe(200);
  return response.json();
}

const code = async (json: object, token = world.admin) => (await verdict(json, token)).code;
const manage = (method: string, path: string, json?: object) =>
  world.test.call(method, `/v1/tokens/${path}`, { token: world.admin, json });

describe('a good token', () => {
  it('is active, and its powers are told', async () => {
    const { id, secret } = await issue(world, ACCESS);
    expect(await verdict({ token: secret })).toEqual({
      active: true,
      code: null,
      token: expect.objectContaining({
        id,
        type: 'access',
        projects: ['web'],
        environments: ['production'],
        grants: [read],
      }),
    });
  });

  it.each(['edge', 'bounded', 'strict'])('is active with %s consistency', async (consistency) => {
    const { secret } = await issue(world, ACCESS);
    expect(await verdict({ token: secret, consistency })).toMatchObject({ active: true });
  });

  it('is active for what it may, not for more', async () => {
    const { secret } = await issue(world, ACCESS);
    const may = (require: object[]) => code({ token: secret, require });
    const need = { resource: 'namespace', name: 'marketing', action: 'read' };
    expect(await may([need])).toBeNull();
    expect(await may([{ ...need, action: 'write' }])).toBe('insufficient_scope');
    expect(await may([{ ...need, name: 'shop' }])).toBe('insufficient_scope');
    expect(await may([{ ...need, name: '*' }])).toBe('insufficient_scope');
    expect(await may([need, { ...need, action: 'delete' }])).toBe('insufficient_scope');
    expect(await may([])).toBeNull();
  });
});

describe('a refused token', () => {
  it('that was made up, mistyped or is no token: invalid_token, and nothing else is told', async () => {
    const { secret } = await issue(world, ACCESS);
    for (const token of [
      forge(secret),
      secret.slice(1),
      `${secret}0`,
      ` ${secret}`,
      'x',
      'Bearer x',
      '\u0000',
      'é'.repeat(300),
    ]) {
      expect(await verdict({ token })).toEqual({ active: false, code: 'invalid_token' });
    }
  });

  it.each([
    ['token_revoked', (id: string) => manage('DELETE', id)],
    ['token_replaced', (id: string) => manage('POST', `${id}/refresh`)],
    ['token_disabled', (id: string) => manage('POST', `${id}/disable`)],
    ['token_not_yet_valid', (id: string) => manage('PATCH', id, { notBefore: '2099-01-01T00:00:00Z' })],
  ])('%s', async (expected, spoil) => {
    const { id, secret } = await issue(world, ACCESS);
    expect(await code({ token: secret })).toBeNull();
    expect((await spoil(id)).ok).toBe(true);
    expect(await verdict({ token: secret })).toEqual({ active: false, code: expected });
  });

  it('token_expired', async () => {
    const { secret } = await issue(world, { ...ACCESS, expires: '1s' });
    world.test.nowMs += 1_000;
    expect(await verdict({ token: secret })).toEqual({ active: false, code: 'token_expired' });
  });

  it('token_disabled for a personal token whose person was disabled, insufficient_scope for one without a role', async () => {
    const { id, secret } = await issue(world, { type: 'personal', owner: await addUser('none') });
    const require = [{ resource: 'token', name: '*', action: 'read' }];
    expect(await code({ token: secret })).toBeNull();
    expect(await code({ token: secret, require })).toBe('insufficient_scope');
    const sql = 'update users set disabled_at = 1 where id = (select owner_id from tokens where rowid = ?)';
    await env.DB.prepare(sql).bind(parseId('tok', id)).run();
    expect(await code({ token: secret, consistency: 'strict' })).toBe('token_disabled');
  });

  it('wrong_environment', async () => {
    const { secret } = await issue(world, ACCESS);
    expect(await code({ token: secret, environment: 'production' })).toBeNull();
    expect(await code({ token: secret, environment: 'staging' })).toBe('wrong_environment');
    const { secret: all } = await issue(world, { type: 'admin' });
    expect(await code({ token: all, environment: 'staging' })).toBeNull();
  });

  it('address_not_allowed: by the address that the caller passes on, never by its own', async () => {
    const { secret } = await issue(world, { ...ACCESS, allowedIps: ['192.0.2.0/24', '2001:db8::/32'] });
    expect(await code({ token: secret, address: '192.0.2.200' })).toBeNull();
    expect(await code({ token: secret, address: '2001:db8:1::1' })).toBeNull();
    expect(await code({ token: secret, address: '::ffff:192.0.2.200' })).toBeNull();
    expect(await code({ token: secret, address: '198.51.100.1' })).toBe('address_not_allowed');
    expect(await code({ token: secret, address: 'not an address' })).toBe('address_not_allowed');
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const response = await world.test.call('POST', '/v1/tokens/verify', {
      token: world.admin,
      json: { token: secret },
      headers,
    });
    expect(await response.json()).toEqual({ active: false, code: 'address_not_allowed' });
  });

  it('origin_not_allowed: by the origin that the caller passes on', async () => {
    const frontend = {
      type: 'frontend',
      project: 'web',
      environments: ['production'],
      allowedOrigins: ['https://shop.example'],
    };
    const { secret } = await issue(world, frontend);
    expect(await code({ token: secret, origin: 'https://shop.example' })).toBeNull();
    expect(await code({ token: secret, origin: 'https://evil.example' })).toBe('origin_not_allowed');
    expect(await code({ token: secret })).toBe('origin_not_allowed');
  });
});

describe('the caller', () => {
  it('learns nothing of a token of projects that it has no part in, whatever its state', async () => {
    const { secret: caller } = await issue(world, { type: 'client', project: 'app', environments: ['production'] });
    const { id, secret } = await issue(world, ACCESS);
    const told = { active: false, code: 'invalid_token' };
    expect(await verdict({ token: secret }, caller)).toEqual(told);
    expect(await verdict({ token: secret, environment: 'staging' }, caller)).toEqual(told);
    await manage('POST', `${id}/disable`);
    expect(await verdict({ token: secret }, caller)).toEqual(told);
    await manage('DELETE', id);
    expect(await verdict({ token: secret }, caller)).toEqual(told);
  });

  it('does not use the token of another project by asking: an overlap goes on', async () => {
    const { secret: caller } = await issue(world, { type: 'client', project: 'app', environments: ['production'] });
    const { id, secret } = await issue(world, ACCESS);
    const fresh = await (await manage('POST', `${id}/refresh`, { overlap: '1h' })).json<{ secret: string }>();
    expect(await code({ token: fresh.secret }, caller)).toBe('invalid_token');
    expect(await code({ token: secret })).toBeNull();
  });

  it.each([
    ['of the same project', { type: 'client', project: 'web', environments: ['staging'] }],
    ['of a list of projects', { type: 'client', projects: ['app', 'web'], environments: ['staging'] }],
    ['of all projects', { type: 'client', project: '*', environments: ['staging'] }],
    ['that is an access token without grants', { type: 'access', project: 'web', environments: ['staging'] }],
  ])('%s is told', async (_what, body) => {
    const { secret: caller } = await issue(world, body);
    const { secret } = await issue(world, ACCESS);
    expect(await verdict({ token: secret }, caller)).toMatchObject({ active: true });
  });

  it('changes nothing by asking, but for ending an overlap with its first use', async () => {
    const { id, secret } = await issue(world, ACCESS);
    const before = await dumpTables();
    await verdict({ token: secret });
    await verdict({ token: forge(secret) });
    expect(await dumpTables()).toEqual(before);
    const fresh = await (await manage('POST', `${id}/refresh`, { overlap: '1h' })).json<{ secret: string }>();
    expect(await code({ token: fresh.secret })).toBeNull();
    expect(await code({ token: secret })).toBe('token_replaced');
  });

  it.each([
    ['no token', {}],
    ['a token of 5,000 characters', { token: 'x'.repeat(5_000) }],
    ['21 requirements', { token: 'x', require: Array.from({ length: 21 }, () => ({ ...read, action: 'read' })) }],
    ['a requirement without an action', { token: 'x', require: [{ resource: 'namespace', name: 'a' }] }],
    ['a field that does not exist', { token: 'x', projects: ['web'] }],
    ['a consistency that does not exist', { token: 'x', consistency: 'eventual' }],
  ])('who sends %s gets 400, and not a verdict', async (_what, json) => {
    expect(await outcome(await world.test.call('POST', '/v1/tokens/verify', { token: world.admin, json }))).toBe(
      '400 invalid_request',
    );
  });
});
