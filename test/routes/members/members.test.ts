import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Member } from '../../../src/contract/people.ts';
import { outcome } from '../../support/app.ts';
import { addMember, addRole, person } from '../../support/people.ts';
import { addProject, addUser, createWorld, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
let projects = 0;

beforeAll(async () => {
  world = await createWorld();
  await addRole('deployer', ['token:*@staging', 'namespace:read', 'member:write', 'member:delete']);
  await addRole('narrow', ['token:read@staging', 'namespace:read']);
  await addRole('wide', ['token:read', 'namespace:read']);
});

async function newProject(): Promise<string> {
  projects += 1;
  await addProject(`p${projects}`);
  return `p${projects}`;
}

const path = (project: string, user: string) => `/v1/projects/${project}/members/${user}`;
const put = (project: string, user: string, role: string, token = world.admin) =>
  world.test.call('PUT', path(project, user), { token, json: { role } });
const remove = (project: string, user: string, token = world.admin) =>
  world.test.call('DELETE', path(project, user), { token });
const get = (project: string, user: string, token = world.admin) =>
  world.test.call('GET', path(project, user), { token });

describe('a membership', () => {
  it('is added, shown, changed and ended, each with its audit row', async () => {
    const project = await newProject();
    const user = await addUser('none', { email: 'ada@example.com', name: 'Ada' });
    const added = await put(project, user, 'member');
    expect(added.status).toBe(200);
    const member = await added.json<Member>();
    const createdAt = formatInstant(world.test.nowMs / 1000);
    expect(member).toEqual({ project, user, email: 'ada@example.com', name: 'Ada', role: 'member', createdAt });
    expect(await (await get(project, user)).json()).toEqual(member);
    expect(await (await put(project, user, 'owner')).json()).toEqual({ ...member, role: 'owner' });
    await put(project, user, 'owner');
    expect(await outcome(await remove(project, user))).toBe('204');
    expect(await outcome(await get(project, user))).toBe('404 not_found');
    expect(await outcome(await remove(project, user))).toBe('404 not_found');
    const { results } = await env.DB.prepare(
      "select action, project, before ->> 'role' as b, after ->> 'role' as a from events where target = ? order by id",
    )
      .bind(`member:${project}/${user}`)
      .all();
    expect(results.map((row) => Object.values(row))).toEqual([
      ['member.added', project, null, 'member'],
      ['member.changed', project, 'member', 'owner'],
      ['member.removed', project, 'owner', null],
    ]);
  });

  it('is listed by page, with those of its own project only', async () => {
    const [project, other] = [await newProject(), await newProject()];
    const users = [await addUser('none'), await addUser('none'), await addUser('none')];
    for (const user of users) await addMember(project, user, 'member');
    await addMember(other, await addUser('none'), 'member');
    type List = { items: Member[]; total: number; nextCursor: string | null };
    const list = async (query: string) =>
      (await world.test.call('GET', `/v1/projects/${project}/members?${query}`, { token: world.admin })).json<List>();
    const first = await list('limit=2');
    expect(first.items.map(({ user }) => user)).toEqual(users.slice(0, 2));
    expect(first.total).toBe(3);
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ user: users[2] }], total: 3, nextCursor: null });
  });

  it.each(['limit=0', 'cursor=x', 'cursor=WyJ4Il0', 'other=1'])('is not listed with ?%s', async (query) => {
    const response = await world.test.call('GET', `/v1/projects/p1/members?${query}`, { token: world.admin });
    expect(await outcome(response)).toBe('400 invalid_request');
  });

  it('takes a project and a person that exist; a person may be disabled', async () => {
    const project = await newProject();
    const user = await addUser('none');
    expect(await outcome(await put('none', user, 'member'))).toBe('404 not_found');
    expect(await outcome(await put(project, 'usr_00000000zzz', 'member'))).toBe('404 not_found');
    expect(await outcome(await put(project, 'ada', 'member'))).toBe('404 not_found');
    await env.DB.prepare('update users set disabled_at = 1 where email like ?').bind('%@example.com').run();
    await env.DB.prepare("update users set disabled_at = null where email = 'admin@example.com'").run();
    expect(await outcome(await put(project, user, 'member'))).toBe('200');
    await env.DB.prepare('update users set disabled_at = null').run();
  });

  it.each(['admin', 'editor', 'viewer', 'none', 'token_admin', 'ghost', 'constructor'])(
    'takes no role that is not for projects: %s',
    async (role) => {
      const project = await newProject();
      const before = await dumpTables();
      expect(await outcome(await put(project, await addUser('none'), role))).toBe('400 invalid_request');
      const { users: _added, ...after } = await dumpTables();
      expect(before).toMatchObject(after);
    },
  );

  it('takes a custom role, unless it is deleted while it is given', async () => {
    const project = await newProject();
    const user = await addUser('none');
    expect(await (await put(project, user, 'wide')).json()).toMatchObject({ role: 'wide' });
    await addRole('fleeting', []);
    const { services } = world.test;
    const findRolePermissions = async (name: string) => {
      const found = await services.members.findRolePermissions(name);
      await env.DB.prepare("delete from roles where name = 'fleeting'").run();
      return found;
    };
    world.test.services = { ...services, members: { ...services.members, findRolePermissions } };
    const refused = await put(project, user, 'fleeting');
    world.test.services = services;
    expect(await outcome(refused)).toBe('400 invalid_request');
    expect(await (await get(project, user)).json()).toMatchObject({ role: 'wide' });
  });

  it('is one, also when many ask at once', async () => {
    const project = await newProject();
    const user = await addUser('none');
    const roles = ['member', 'owner', 'wide', 'narrow', 'member'];
    const answers = await Promise.all(roles.map((role) => put(project, user, role)));
    expect(await Promise.all(answers.map(outcome))).toEqual(roles.map(() => '200'));
    const masters = env.DB.prepare(
      "select count(*) as n from tokens where type = 'master' and projects = ? and revoked_at is null",
    );
    expect(await masters.bind(JSON.stringify([project])).first('n')).toBe(1);
  });
});

describe('rights', () => {
  it('come with the membership, change with the role and go with the removal, at once for strict routes', async () => {
    const project = await newProject();
    const { id, token } = await person(world);
    const make = async () =>
      outcome(await world.test.call('POST', `/v1/projects/${project}/namespaces`, { token, json: { name: 'n' } }));
    expect(await make()).toBe('404 not_found');
    await put(project, id, 'member');
    expect(await make()).toBe('403 insufficient_scope');
    await put(project, id, 'owner');
    expect(await make()).toBe('201');
    await put(project, id, 'member');
    expect(await make()).toBe('403 insufficient_scope');
    await remove(project, id);
    expect(await make()).toBe('404 not_found');
  });

  it('of an owner are enough to add, change and remove people of that project, and of no other', async () => {
    const [mine, other] = [await newProject(), await newProject()];
    const { token } = await person(world, { members: { [mine]: 'owner' } });
    const user = await addUser('none');
    await addMember(other, user, 'member');
    expect(await outcome(await put(mine, user, 'owner', token))).toBe('200');
    expect(await outcome(await put(mine, user, 'member', token))).toBe('200');
    expect(await outcome(await remove(mine, user, token))).toBe('204');
    expect(await outcome(await put(other, user, 'member', token))).toBe('404 not_found');
  });

  it('to leave need no role; others are not removed so', async () => {
    const project = await newProject();
    const leaver = await person(world, { members: { [project]: 'narrow' } });
    const colleague = await person(world, { members: { [project]: 'narrow' } });
    expect(await outcome(await remove(project, colleague.id, leaver.token))).toBe('403 insufficient_scope');
    expect(await outcome(await remove(project, 'usr_00000000zzz', leaver.token))).toBe('403 insufficient_scope');
    expect(await outcome(await remove(project, leaver.id, leaver.token))).toBe('204');
    expect(await outcome(await remove(project, leaver.id, leaver.token))).toBe('404 not_found');
  });
});

describe('nobody goes beyond themselves', () => {
  it('gives no role that may do more than their own', async () => {
    const project = await newProject();
    const { token } = await person(world, { members: { [project]: 'deployer' } });
    const user = await addUser('none');
    for (const role of ['owner', 'member', 'wide']) {
      expect(await outcome(await put(project, user, role, token)), role).toBe('403 insufficient_scope');
    }
    for (const role of ['narrow', 'deployer']) {
      expect(await outcome(await put(project, user, role, token)), role).toBe('200');
    }
  });

  it('neither changes nor removes a member whose role may do more', async () => {
    const project = await newProject();
    const { token } = await person(world, { members: { [project]: 'deployer' } });
    for (const role of ['owner', 'wide']) {
      const { id } = await person(world, { members: { [project]: role } });
      expect(await outcome(await put(project, id, 'narrow', token))).toBe('403 insufficient_scope');
      expect(await outcome(await remove(project, id, token))).toBe('403 insufficient_scope');
      expect(await (await get(project, id)).json()).toMatchObject({ role });
    }
  });

  it('does not raise themselves, but may step down', async () => {
    const project = await newProject();
    const { id, token } = await person(world, { members: { [project]: 'deployer' } });
    expect(await outcome(await put(project, id, 'owner', token))).toBe('403 insufficient_scope');
    expect(await outcome(await put(project, id, 'narrow', token))).toBe('200');
    expect(await outcome(await put(project, id, 'deployer', token))).toBe('403 insufficient_scope');
  });
});

describe("another's project", () => {
  it('looks like one that does not exist, byte for byte, for every verb', async () => {
    const [project, mine] = [await newProject(), await newProject()];
    const { id } = await person(world, { members: { [project]: 'member' } });
    const { token } = await person(world, { members: { [mine]: 'owner' } });
    const anonymous = async (response: Response) =>
      `${response.status} ${(await response.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req')}`;
    const verbs: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'x' }],
      ['DELETE', ''],
      ['GET', '/members'],
      ['GET', `/members/${id}`],
      ['PUT', `/members/${id}`, { role: 'member' }],
      ['DELETE', `/members/${id}`],
      ['GET', '/namespaces'],
      ['POST', '/namespaces', { name: 'n' }],
      ['GET', '/namespaces/n'],
      ['PATCH', '/namespaces/n', { retentionDays: 1 }],
      ['DELETE', '/namespaces/n'],
      ['GET', '/namespaces/n/items/k?environment=staging'],
      ['DELETE', '/namespaces/n/items/k?environment=staging'],
    ];
    for (const [method, rest, json] of verbs) {
      const ask = async (name: string) =>
        anonymous(await world.test.call(method, `/v1/projects/${name}${rest}`, { token, json }));
      expect(await ask(project), `${method} ${rest}`).toBe(await ask('missing'));
    }
  });
});
