import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Role } from '../../../src/contract/people.ts';
import { outcome } from '../../support/app.ts';
import { addMember, addRole, person } from '../../support/people.ts';
import { addProject, addUser, createWorld, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, json?: unknown, token = world.admin) =>
  world.test.call(method, path, { token, json });

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

describe('a role', () => {
  it('is created once, shown, changed and deleted, each with its audit row', async () => {
    const body = { name: 'developer', description: 'Staging only', permissions: ['token:*@staging', 'namespace:read'] };
    const created = await call('POST', '/v1/roles', body);
    expect(created.status).toBe(201);
    const role = await created.json<Role>();
    const createdAt = formatInstant(world.test.nowMs / 1000);
    expect(role).toEqual({ ...body, builtIn: false, for: 'both', createdAt });
    expect(await outcome(await call('POST', '/v1/roles', body))).toBe('409 conflict');
    expect(await (await call('GET', '/v1/roles/developer')).json()).toEqual(role);
    const next = { ...role, description: null, permissions: ['token:read'] };
    const change = { description: null, permissions: ['token:read', 'token:read'] };
    expect(await (await call('PATCH', '/v1/roles/developer', change)).json()).toEqual(next);
    expect(await outcome(await call('PATCH', '/v1/roles/developer', change))).toBe('200');
    expect(await outcome(await call('DELETE', '/v1/roles/developer'))).toBe('204');
    expect(await outcome(await call('GET', '/v1/roles/developer'))).toBe('404 not_found');
    expect(await outcome(await call('PATCH', '/v1/roles/developer', change))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', '/v1/roles/developer'))).toBe('404 not_found');
    const { results } = await env.DB.prepare(
      "select action, before, after from events where target = 'role:developer' order by id",
    ).all();
    expect(results).toEqual([
      { action: 'role.created', before: null, after: JSON.stringify(role) },
      { action: 'role.updated', before: JSON.stringify(role), after: JSON.stringify(next) },
      { action: 'role.deleted', before: JSON.stringify(next), after: null },
    ]);
  });

  it('is listed after the built-in ones', async () => {
    await addRole('custom', ['token:read']);
    const { items } = await (await call('GET', '/v1/roles')).json<{ items: Role[] }>();
    const names = ['admin', 'editor', 'viewer', 'token_admin', 'none', 'owner', 'member', 'custom'];
    expect(items.map(({ name }) => name)).toEqual(names);
    expect(items[0]).toMatchObject({ builtIn: true, for: 'root', permissions: ['*'], createdAt: null });
    expect(items.at(-1)).toMatchObject({ builtIn: false, for: 'both', permissions: ['token:read'] });
    const shown = await Promise.all(names.map(async (name) => (await call('GET', `/v1/roles/${name}`)).json()));
    expect(shown).toEqual(items);
  });

  it.each(['admin', 'none', 'owner'])('built in, such as %s, is neither made, changed nor deleted', async (name) => {
    const before = await dumpTables();
    const body = { permissions: ['token:read'] };
    expect(await outcome(await call('POST', '/v1/roles', { name, ...body }))).toBe('409 conflict');
    expect(await outcome(await call('PATCH', `/v1/roles/${name}`, body))).toBe('409 conflict');
    expect(await outcome(await call('DELETE', `/v1/roles/${name}`))).toBe('409 conflict');
    expect(await dumpTables()).toEqual(before);
  });

  it('may be called like a word of JavaScript', async () => {
    expect(await outcome(await call('GET', '/v1/roles/constructor'))).toBe('404 not_found');
    expect(await outcome(await call('POST', '/v1/roles', { name: 'constructor', permissions: [] }))).toBe('201');
    expect(await outcome(await call('DELETE', '/v1/roles/constructor'))).toBe('204');
  });

  it.each([
    ['of people', ['user:create']],
    ['of roles', ['role:*']],
    ['of groups', ['group:update']],
    ['everything', ['*']],
    ['an action that there is not', ['token:steal']],
    ['an environment where none is asked', ['namespace:read@staging']],
    ['an environment that is not there', ['token:read@nowhere']],
    ['more than a hundred', Array.from({ length: 101 }, () => 'token:read')],
  ])('holds no permission %s: 400', async (_what, permissions) => {
    await addRole('holder', []).catch(() => {});
    const before = await dumpTables();
    expect(await outcome(await call('POST', '/v1/roles', { name: 'bad', permissions }))).toBe('400 invalid_request');
    expect(await outcome(await call('PATCH', '/v1/roles/holder', { permissions }))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });

  it('is not deleted while somebody has it, everywhere or in a project', async () => {
    await addRole('in-use', ['token:read']);
    const ada = await addUser('in-use');
    const bob = await addUser('none');
    await addMember('web', bob, 'in-use');
    const refused = await call('DELETE', '/v1/roles/in-use');
    expect(await refused.clone().json()).toMatchObject({
      detail: 'role in-use is still used: 1 root role and 1 membership.',
    });
    expect(await outcome(refused)).toBe('409 conflict');
    await call('PATCH', `/v1/users/${ada}`, { role: 'none' });
    expect(await outcome(await call('DELETE', '/v1/roles/in-use'))).toBe('409 conflict');
    await call('DELETE', `/v1/users/${bob}`);
    expect(await outcome(await call('DELETE', '/v1/roles/in-use'))).toBe('204');
  });

  it('deleted while it is given is either given or gone, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      await call('POST', '/v1/roles', { name: 'raced', permissions: ['token:read'] });
      const user = await addUser('none');
      const [given, deleted] = await Promise.all([
        call('PATCH', `/v1/users/${user}`, { role: 'raced' }).then(outcome),
        call('DELETE', '/v1/roles/raced').then(outcome),
      ]);
      expect([
        ['200', '409 conflict'],
        ['400 invalid_request', '204'],
      ]).toContainEqual([given, deleted]);
      await call('PATCH', `/v1/users/${user}`, { role: 'none' });
      await call('DELETE', '/v1/roles/raced');
    }
  });

  it('is one of at most 200', async () => {
    const there = await env.DB.prepare('select count(*) as n from roles').first<{ n: number }>();
    for (let made = there?.n ?? 0; made < 200; made += 1) await addRole(`filler-${made}`, []);
    const body = { name: 'too-many', permissions: [] };
    expect(await outcome(await call('POST', '/v1/roles', body))).toBe('409 limit_reached');
    await env.DB.prepare("delete from roles where name like 'filler-%'").run();
    expect(await outcome(await call('POST', '/v1/roles', body))).toBe('201');
  });
});

describe('a custom role narrowed to an environment', () => {
  const token = (environment: string) => ({
    type: 'client',
    name: 'x',
    project: 'web',
    environments: [environment],
  });

  it('seed-systems 0.41: developers hold staging only, CI production only, everywhere or in a project', async () => {
    await call('POST', '/v1/roles', { name: 'dev', permissions: ['token:*@staging'] });
    await call('POST', '/v1/roles', { name: 'ci', permissions: ['token:*@production'] });
    for (const place of [(role: string) => ({ role }), (role: string) => ({ members: { web: role } })]) {
      const [dev, ci] = [await person(world, place('dev')), await person(world, place('ci'))];
      const asked = await Promise.all(
        [dev, ci].flatMap(({ token: by }) =>
          ['staging', 'production'].map((environment) =>
            call('POST', '/v1/tokens', token(environment), by).then(outcome),
          ),
        ),
      );
      expect(asked).toEqual(['201', '403 insufficient_scope', '403 insufficient_scope', '201']);
    }
  });

  it('shows and reveals the one, and the other looks like nothing', async () => {
    const dev = await person(world, { members: { web: 'dev' } });
    const made = async (environment: string) => {
      const body = { ...token(environment), retrievable: true };
      return (await (await call('POST', '/v1/tokens', body)).json<{ token: { id: string } }>()).token.id;
    };
    const [staging, production] = [await made('staging'), await made('production')];
    expect(await outcome(await call('GET', `/v1/tokens/${staging}/secret`, undefined, dev.token))).toBe('200');
    expect(await outcome(await call('GET', `/v1/tokens/${production}`, undefined, dev.token))).toBe('404 not_found');
    expect(await outcome(await call('GET', `/v1/tokens/${production}/secret`, undefined, dev.token))).toBe(
      '404 not_found',
    );
  });
});
