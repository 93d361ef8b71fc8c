import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { User, UserDetails } from '../../../src/contract/people.ts';
import { outcome } from '../../support/app.ts';
import { addRole, addToGroup, person } from '../../support/people.ts';
import { addProject, addUser, createWorld, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, json?: unknown, token = world.admin) =>
  world.test.call(method, path, { token, json });
const create = async (json: object) => (await call('POST', '/v1/users', json)).json<User>();
const events = async (id: string) => {
  const { results } = await env.DB.prepare('select action, before, after from events where target = ? order by id')
    .bind(id)
    .all<{ action: string; before: string | null; after: string | null }>();
  return results;
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addProject('app');
});

describe('a person', () => {
  it('is created, shown, changed and removed, each with its audit row', async () => {
    const body = { email: 'Ada@example.com', name: 'Ada', role: 'viewer', password: 'correct horse battery' };
    const created = await call('POST', '/v1/users', body);
    expect(created.status).toBe(201);
    const user = await created.json<User>();
    const { password: _password, ...told } = body;
    const createdAt = formatInstant(world.test.nowMs / 1000);
    expect(user).toEqual({ id: user.id, ...told, enabled: true, hasPassword: true, createdAt });
    expect(await (await call('GET', `/v1/users/${user.id}`)).json()).toMatchObject({
      ...user,
      memberships: [],
      groups: [],
    });
    const changed = await call('PATCH', `/v1/users/${user.id}`, { name: 'Ada L.', password: null });
    const next = { ...user, name: 'Ada L.', hasPassword: false };
    expect(await changed.json()).toEqual(next);
    expect(await outcome(await call('DELETE', `/v1/users/${user.id}`))).toBe('204');
    expect(await outcome(await call('GET', `/v1/users/${user.id}`))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', `/v1/users/${user.id}`))).toBe('404 not_found');
    const trail = await events(user.id);
    expect(trail.map(({ action }) => action)).toEqual(['user.created', 'user.updated', 'user.deleted']);
    expect(JSON.parse(trail[0]?.after ?? '')).toEqual(user);
    expect(JSON.parse(trail[1]?.after ?? '')).toEqual({ ...next, passwordChanged: true });
    expect(JSON.parse(trail[2]?.before ?? '')).toEqual(next);
    expect(JSON.stringify(trail)).not.toMatch(/scrypt|correct horse/);
  });

  it('has a mail address that nobody else has, in whatever case', async () => {
    await create({ email: 'one@example.com', name: 'One' });
    const { id } = await create({ email: 'two@example.com', name: 'Two' });
    const before = await dumpTables();
    const again = { email: 'ONE@example.com', name: 'Other' };
    expect(await outcome(await call('POST', '/v1/users', again))).toBe('409 conflict');
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, { email: again.email }))).toBe('409 conflict');
    expect(await dumpTables()).toEqual(before);
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, { email: 'Two@example.com' }))).toBe('200');
  });

  it.each([
    ['a role of projects', 'owner'],
    ['a role that nobody made', 'nothing'],
    ['a word of JavaScript', 'constructor'],
  ])('is not given %s: 400', async (_what, role) => {
    const { id } = await create({ email: `${role}@example.com`, name: role });
    const before = await dumpTables();
    const body = { email: `${role}2@example.com`, name: role, role };
    expect(await outcome(await call('POST', '/v1/users', body))).toBe('400 invalid_request');
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, { role }))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });

  it('is given a custom role as long as there is one', async () => {
    await addRole('developer', ['token:*@staging']);
    const { id } = await create({ email: 'dev@example.com', name: 'Dev', role: 'developer' });
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, { role: 'none' }))).toBe('200');
    expect(await outcome(await call('DELETE', '/v1/roles/developer'))).toBe('204');
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, { role: 'developer' }))).toBe('400 invalid_request');
  });

  it('is as before where a change changes nothing, and the trail says nothing', async () => {
    const { id } = await create({ email: 'same@example.com', name: 'Same' });
    const before = await dumpTables();
    const same = { email: 'same@example.com', name: 'Same', role: 'none', enabled: true };
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, same))).toBe('200');
    expect(await dumpTables()).toEqual(before);
  });

  it.each([
    ['no fields', {}],
    ['a misspelt field', { nmae: 'X' }],
    ['no mail address', { email: 'nobody' }],
    ['a short password', { password: 'short' }],
    ['control characters', { name: 'a\u0007' }],
  ])('is not changed by %s', async (_what, json) => {
    const { id } = await create({ email: `bad${Math.random()}@example.com`, name: 'Bad' });
    const before = await dumpTables();
    expect(await outcome(await call('PATCH', `/v1/users/${id}`, json))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });
});

describe('the list of people', () => {
  const list = async (query: string) =>
    (await call('GET', `/v1/users?${query}`)).json<{ items: User[]; total: number; nextCursor: string | null }>();

  it('is found in by a part of mail address or name, in whatever case, and by role', async () => {
    await create({ email: 'find.me@example.com', name: 'Grace 100%', role: 'viewer' });
    await create({ email: 'other@findme.example', name: 'Find.Me Müller' });
    expect((await list('q=FIND.me')).total).toBe(2);
    expect((await list('q=FIND.me&role=viewer')).items.map(({ name }) => name)).toEqual(['Grace 100%']);
    expect((await list('q=100%25')).total).toBe(1);
    expect((await list('q=_')).total).toBe(0);
    expect((await list('q=M%C3%BCller')).total).toBe(1);
    expect((await list('q=nobody%20is%20called%20so%20but%20it%20is%20longer%20than%20fifty%20bytes')).total).toBe(0);
  });

  it('comes in pages, each person once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await create({ email: `${name}@paged.example`, name });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `q=@paged.example&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await outcome(await call('GET', '/v1/users?cursor=nonsense'))).toBe('400 invalid_request');
  });
});

describe('the last enabled administrator', () => {
  it('is neither disabled, removed nor given another role; one of two is', async () => {
    const { items } = await (await call('GET', '/v1/users?role=admin')).json<{ items: User[] }>();
    const [first] = items;
    expect(items).toHaveLength(1);
    const path = `/v1/users/${first?.id}`;
    const second = await create({ email: 'second@example.com', name: 'Second', role: 'admin' });
    await call('PATCH', `/v1/users/${second.id}`, { enabled: false });
    const before = await dumpTables();
    expect(await outcome(await call('PATCH', path, { enabled: false }))).toBe('409 conflict');
    expect(await outcome(await call('PATCH', path, { role: 'editor' }))).toBe('409 conflict');
    expect(await outcome(await call('DELETE', path))).toBe('409 conflict');
    expect(await dumpTables()).toEqual(before);
    expect(await outcome(await call('PATCH', path, { name: 'Still admin' }))).toBe('200');
    await call('PATCH', `/v1/users/${second.id}`, { enabled: true });
    expect(await outcome(await call('PATCH', path, { role: 'editor' }))).toBe('200');
    expect(await outcome(await call('DELETE', `/v1/users/${second.id}`))).toBe('409 conflict');
    await call('PATCH', path, { role: 'admin' });
    expect(await outcome(await call('DELETE', `/v1/users/${second.id}`))).toBe('204');
  });

  it('stays when two administrators take each other’s role away at once', async () => {
    const { items } = await (await call('GET', '/v1/users?role=admin')).json<{ items: User[] }>();
    const other = await create({ email: 'other.admin@example.com', name: 'Other', role: 'admin' });
    const ids = [...items.map(({ id }) => id), other.id];
    const answers = await Promise.all(
      ids.map((id) => call('PATCH', `/v1/users/${id}`, { role: 'none' }).then(outcome)),
    );
    expect(answers.sort()).toEqual(['200', '409 conflict']);
    const left = await env.DB.prepare("select id from users where role = 'admin' and disabled_at is null").all();
    expect(left.results).toHaveLength(1);
  });
});

describe('a person shown to others', () => {
  it('has the memberships that the caller may know of: an owner sees those in the own project', async () => {
    const owner = await person(world, { members: { web: 'owner' } });
    const ada = await person(world, {
      role: 'viewer',
      members: { web: 'member', app: 'owner' },
      groups: ['marketing'],
    });
    const seen = await (await call('GET', `/v1/users/${ada.id}`, undefined, owner.token)).json<UserDetails>();
    expect(seen.memberships).toEqual([{ project: 'web', role: 'member' }]);
    expect(Object.keys(seen.permissions.projects)).toEqual(['web']);
    expect(seen.groups).toEqual(['marketing']);
    const all = await (await call('GET', `/v1/users/${ada.id}`)).json<UserDetails>();
    expect(all.memberships).toEqual([
      { project: 'app', role: 'owner' },
      { project: 'web', role: 'member' },
    ]);
    expect(all.permissions.everywhere).toContain('project:read');
    expect(all.permissions.projects.app).toContain('token:*');
  });

  it('is unknown to members, who need nobody but their project’s people', async () => {
    const member = await person(world, { members: { web: 'member' } });
    const { id } = await person(world);
    expect(await outcome(await call('GET', `/v1/users/${id}`, undefined, member.token))).toBe('403 insufficient_scope');
  });

  it('changed by nobody but administrators: no custom role can hold it', async () => {
    await addRole('everything', ['token:*', 'namespace:*', 'member:*', 'event:read']);
    const mighty = await person(world, { role: 'everything', members: { web: 'owner' } });
    const id = await addUser('none');
    await addToGroup('sales', id);
    const refused = [
      ['POST', '/v1/users', { email: 'x@example.com', name: 'X' }],
      ['PATCH', `/v1/users/${id}`, { role: 'admin' }],
      ['PATCH', `/v1/users/${mighty.id}`, { role: 'admin' }],
      ['DELETE', `/v1/users/${id}`],
      ['POST', '/v1/roles', { name: 'mine', permissions: ['token:*'] }],
      ['PATCH', '/v1/roles/everything', { permissions: [] }],
      ['PUT', `/v1/groups/sales/members/${mighty.id}`],
      ['DELETE', `/v1/groups/sales/members/${id}`],
      ['DELETE', '/v1/groups/sales'],
    ] as const;
    for (const [method, path, json] of refused) {
      expect(await outcome(await call(method, path, json, mighty.token)), `${method} ${path}`).toBe(
        '403 insufficient_scope',
      );
    }
  });
});
