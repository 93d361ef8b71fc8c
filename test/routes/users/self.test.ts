import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User, UserDetails } from '../../../src/contract/people.ts';
import { makeToken, outcome } from '../../support/app.ts';
import { addRole, person } from '../../support/people.ts';
import { addProject, createWorld, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, token: string, json?: unknown) =>
  world.test.call(method, path, { token, json });
const PASSWORD = 'correct horse battery';

/** Somebody with a password and a personal token. */
async function signedUp(email: string): Promise<{ id: string; token: string }> {
  const made = await call('POST', '/v1/users', world.admin, { email, name: 'Ada', password: PASSWORD });
  const { id } = await made.json<User>();
  const { secret } = await makeToken(world.test, world.admin, { type: 'personal', owner: id });
  return { id, token: secret };
}

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addProject('app');
  await addRole('developer', ['token:*@staging']);
});

describe('GET /v1/users/self', () => {
  it('says who I am, where I belong and what I may do there', async () => {
    const place = { role: 'viewer', members: { web: 'developer', app: 'member' }, groups: ['marketing'] };
    const { id, token } = await person(world, place);
    const self = await (await call('GET', '/v1/users/self', token)).json<UserDetails>();
    expect(self).toMatchObject({ id, role: 'viewer', enabled: true, groups: ['marketing'] });
    expect(self.memberships).toEqual([
      { project: 'app', role: 'member' },
      { project: 'web', role: 'developer' },
    ]);
    expect(self.permissions.everywhere).toContain('user:read');
    expect(self.permissions.projects.web).toContain('token:*@staging');
    expect(self.permissions.projects.web).not.toContain('token:read');
  });

  it('a master token speaks for its project only', async () => {
    const { id, token } = await person(world, { role: 'admin', members: { app: 'owner' } });
    await call('PUT', `/v1/projects/web/members/${id}`, world.admin, { role: 'member' });
    const list = await call('GET', `/v1/tokens?type=master&owner=${id}`, token);
    const [master] = (await list.json<{ items: { id: string }[] }>()).items;
    const { secret } = await (await call('POST', `/v1/tokens/${master?.id}/refresh`, token)).json<{ secret: string }>();
    const self = await (await call('GET', '/v1/users/self', secret)).json<UserDetails>();
    expect(self).toMatchObject({ id, memberships: [{ project: 'web', role: 'member' }] });
    expect(self.permissions.everywhere).toEqual([]);
    expect(Object.keys(self.permissions.projects)).toEqual(['web']);
  });

  it('an admin token has nobody behind it: 404', async () => {
    expect(await outcome(await call('GET', '/v1/users/self', world.admin))).toBe('404 not_found');
  });
});

describe('PATCH /v1/users/self', () => {
  it('changes the own name, as oneself', async () => {
    const { id, token } = await signedUp('name@example.com');
    expect(await (await call('PATCH', '/v1/users/self', token, { name: 'Augusta' })).json()).toMatchObject({
      id,
      name: 'Augusta',
    });
    const event = await env.DB.prepare('select actor, action from events where target = ? order by id desc').bind(id);
    expect(await event.first()).toEqual({ actor: id, action: 'user.updated' });
  });

  it('changes the password of who knows the present one', async () => {
    const { token } = await signedUp('password@example.com');
    const next = { password: 'another horse battery', currentPassword: PASSWORD };
    expect(await outcome(await call('PATCH', '/v1/users/self', token, next))).toBe('200');
    expect(await outcome(await call('PATCH', '/v1/users/self', token, next))).toBe('400 invalid_request');
    const back = { password: PASSWORD, currentPassword: 'another horse battery' };
    expect(await outcome(await call('PATCH', '/v1/users/self', token, back))).toBe('200');
  });

  it.each([
    ['without the present password', {}, '400 invalid_request'],
    ['with another one', { currentPassword: 'not the password at all' }, '400 invalid_request'],
    ['and a role', { currentPassword: PASSWORD, role: 'admin' }, '400 invalid_request'],
  ])('changes no password %s', async (what, json, expected) => {
    const { token } = await signedUp(`${what.length}.${Object.keys(json).length}@example.com`);
    const before = await dumpTables();
    const body = { password: 'another horse battery', ...json };
    expect(await outcome(await call('PATCH', '/v1/users/self', token, body))).toBe(expected);
    const { sign_in_attempts: _counted, ...after } = await dumpTables();
    expect(before).toMatchObject(after);
  });

  it('gives no first password: whoever finds a token that ends would have a way in that does not', async () => {
    const { token } = await person(world);
    expect(await outcome(await call('PATCH', '/v1/users/self', token, { password: PASSWORD }))).toBe('409 conflict');
  });

  it('is tried no more often than signing in: 429 then, for the right password too', async () => {
    const { token } = await signedUp('tries@example.com');
    const guess = (currentPassword: string) =>
      world.test.call('PATCH', '/v1/users/self', {
        token,
        json: { password: 'another horse battery', currentPassword },
        headers: { 'CF-Connecting-IP': '203.0.113.9' },
      });
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await outcome(await guess(`not the password ${tries}`))).toBe('400 invalid_request');
    }
    const refused = await guess(PASSWORD);
    expect(refused.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
    expect(await outcome(refused)).toBe('429 rate_limited');
  });

  it('leaves no password in the trail', async () => {
    const { results } = await env.DB.prepare("select before, after from events where action like 'user.%'").all();
    expect(JSON.stringify(results)).not.toMatch(/scrypt|horse battery|not the password/);
  });
});
