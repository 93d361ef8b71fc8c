import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Group, GroupMember } from '../../../src/contract/people.ts';
import { outcome } from '../../support/app.ts';
import { addClient, addGroup, guard, person } from '../../support/people.ts';
import { addProject, addUser, createWorld, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, json?: unknown, token = world.admin) =>
  world.test.call(method, path, { token, json });
const trail = async (group: string) => {
  const { results } = await env.DB.prepare('select action, before, after from events where target = ? order by id')
    .bind(`group:${group}`)
    .all();
  return results;
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'open']);
});

describe('a group', () => {
  it('is created once, shown, renamed and deleted, each with its audit row', async () => {
    const body = { id: 'sales', name: 'Sales' };
    const created = await call('POST', '/v1/groups', body);
    expect(created.status).toBe(201);
    const group = await created.json<Group>();
    expect(group).toEqual({ ...body, createdAt: formatInstant(world.test.nowMs / 1000) });
    expect(await outcome(await call('POST', '/v1/groups', body))).toBe('409 conflict');
    expect(await (await call('GET', '/v1/groups/sales')).json()).toEqual(group);
    const next = { ...group, name: 'Sales, world-wide' };
    expect(await (await call('PATCH', '/v1/groups/sales', { name: next.name })).json()).toEqual(next);
    expect(await outcome(await call('PATCH', '/v1/groups/sales', { name: next.name }))).toBe('200');
    expect(await outcome(await call('DELETE', '/v1/groups/sales'))).toBe('204');
    expect(await outcome(await call('GET', '/v1/groups/sales'))).toBe('404 not_found');
    expect(await outcome(await call('PATCH', '/v1/groups/sales', { name: 'x' }))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', '/v1/groups/sales'))).toBe('404 not_found');
    expect(await trail('sales')).toEqual([
      { action: 'group.created', before: null, after: JSON.stringify(group) },
      { action: 'group.updated', before: JSON.stringify(group), after: JSON.stringify(next) },
      { action: 'group.deleted', before: JSON.stringify(next), after: null },
    ]);
  });

  it('is listed by page', async () => {
    for (const id of ['list-a', 'list-b', 'list-c']) await addGroup(id);
    type Page = { items: Group[]; total: number; nextCursor: string | null };
    const first = await (await call('GET', '/v1/groups?limit=2')).json<Page>();
    expect([first.items.map(({ id }) => id), first.total]).toEqual([['list-a', 'list-b'], 3]);
    const second = await (await call('GET', `/v1/groups?limit=2&cursor=${first.nextCursor}`)).json<Page>();
    expect(second).toMatchObject({ items: [{ id: 'list-c' }], nextCursor: null });
    expect(await outcome(await call('GET', '/v1/groups?cursor=x'))).toBe('400 invalid_request');
  });

  it('is not deleted while it guards a namespace or a client: they would stand open, or closed for ever', async () => {
    await guard('web', 'marketing', 'guards');
    await addClient('billing', { group: 'guards' });
    const refused = await call('DELETE', '/v1/groups/guards');
    expect(await refused.clone().json()).toMatchObject({
      detail: 'group guards is still used: 1 namespace and 1 client.',
    });
    expect(await outcome(refused)).toBe('409 conflict');
    await env.DB.prepare("update namespaces set group_name = null where group_name = 'guards'").run();
    expect(await outcome(await call('DELETE', '/v1/groups/guards'))).toBe('409 conflict');
    await env.DB.prepare("update clients set group_name = null where group_name = 'guards'").run();
    expect(await outcome(await call('DELETE', '/v1/groups/guards'))).toBe('204');
  });

  it('made again under its name has none of its former people', async () => {
    const ada = await person(world, { members: { web: 'member' }, groups: ['renewed'] });
    const items = '/v1/projects/web/namespaces/marketing/items?environment=staging';
    await guard('web', 'marketing', 'other');
    await call('DELETE', '/v1/groups/renewed');
    await call('POST', '/v1/groups', { id: 'renewed', name: 'Renewed' });
    await guard('web', 'marketing', 'renewed');
    expect(await outcome(await call('GET', items, undefined, ada.token))).toBe('403 insufficient_scope');
    await call('PUT', `/v1/groups/renewed/members/${ada.id}`);
    expect(await outcome(await call('GET', items, undefined, ada.token))).toBe('200');
  });
});

describe('the people of a group', () => {
  it('are put in once, listed and taken out, each with its audit row', async () => {
    await addGroup('team');
    const ada = await addUser('none', { email: 'ada@example.com', name: 'Ada' });
    const path = `/v1/groups/team/members/${ada}`;
    const member = {
      user: ada,
      email: 'ada@example.com',
      name: 'Ada',
      createdAt: formatInstant(world.test.nowMs / 1000),
    };
    const added = await call('PUT', path);
    expect([added.status, await added.json<GroupMember>()]).toEqual([200, member]);
    world.test.nowMs += 5_000;
    const again = await dumpTables();
    expect(await (await call('PUT', path)).json()).toEqual(member);
    expect(await dumpTables()).toEqual(again);
    const list = await call('GET', '/v1/groups/team/members');
    expect(await list.json()).toEqual({ items: [member], total: 1, nextCursor: null });
    expect(await (await call('GET', `/v1/users/${ada}`)).json()).toMatchObject({ groups: ['team'] });
    expect(await outcome(await call('DELETE', path))).toBe('204');
    expect(await outcome(await call('DELETE', path))).toBe('404 not_found');
    expect(await trail('team')).toEqual([
      { action: 'group.member_added', before: null, after: JSON.stringify({ user: ada }) },
      { action: 'group.member_removed', before: JSON.stringify({ user: ada }), after: null },
    ]);
  });

  it('are put in once when asked twice at the same time', async () => {
    await addGroup('twice');
    const ada = await addUser('none');
    const path = `/v1/groups/twice/members/${ada}`;
    const answers = await Promise.all([call('PUT', path), call('PUT', path)]);
    expect(await Promise.all(answers.map(outcome))).toEqual(['200', '200']);
    expect(await trail('twice')).toHaveLength(1);
  });

  it('come in pages, each once', async () => {
    await addGroup('paged');
    for (let n = 0; n < 5; n += 1) await call('PUT', `/v1/groups/paged/members/${await addUser('none')}`);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const response = await call('GET', `/v1/groups/paged/members?${query}`);
      const page = await response.json<{ items: GroupMember[]; total: number; nextCursor: string | null }>();
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ user }) => user));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('are people and groups that exist: 404, and nothing changed', async () => {
    await addGroup('real');
    const ada = await addUser('none');
    const before = await dumpTables();
    const paths = [
      `/v1/groups/missing/members/${ada}`,
      '/v1/groups/real/members/usr_0000000zzzz',
      '/v1/groups/real/members/ada',
    ];
    for (const path of paths) {
      expect(await outcome(await call('PUT', path))).toBe('404 not_found');
      expect(await outcome(await call('DELETE', path))).toBe('404 not_found');
    }
    expect(await outcome(await call('GET', '/v1/groups/missing/members'))).toBe('404 not_found');
    expect(await dumpTables()).toEqual(before);
  });

  it('are seen by whoever belongs anywhere, and by nobody else', async () => {
    await addGroup('seen');
    const member = await person(world, { members: { web: 'member' } });
    const nobody = await person(world);
    for (const path of ['/v1/groups', '/v1/groups/seen', '/v1/groups/seen/members']) {
      expect(await outcome(await call('GET', path, undefined, member.token))).toBe('200');
      expect(await outcome(await call('GET', path, undefined, nobody.token))).toBe('403 insufficient_scope');
    }
  });
});
