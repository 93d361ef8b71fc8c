import { beforeAll, describe, expect, it } from 'vitest';
import { makeToken, outcome } from '../../support/app.ts';
import { addRole, person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  for (const id of ['a', 'b', 'c', 'd']) await addProject(id);
  await addRole('developer', ['token:*@staging']);
});

async function listed(token: string, query = ''): Promise<{ ids: string[]; total: number; nextCursor: string | null }> {
  const response = await world.test.call('GET', `/v1/projects?${query}`, { token });
  const { items, total, nextCursor } = await response.json<{
    items: { id: string }[];
    total: number;
    nextCursor: string | null;
  }>();
  return { ids: items.map(({ id }) => id), total, nextCursor };
}

const show = async (token: string, id: string) =>
  outcome(await world.test.call('GET', `/v1/projects/${id}`, { token }));

describe('of all projects', () => {
  it.each(['admin', 'editor', 'viewer', 'token_admin'])('the role %s sees every one', async (role) => {
    const { token } = await person(world, { role });
    expect(await listed(token)).toEqual({ ids: ['a', 'b', 'c', 'd'], total: 4, nextCursor: null });
    expect(await show(token, 'c')).toBe('200');
    expect(await show(token, 'none')).toBe('404 not_found');
  });

  it('a person sees those that they belong to, in whatever role; the total counts only these', async () => {
    const { token } = await person(world, { members: { a: 'member', c: 'developer', d: 'owner' } });
    const first = await listed(token, 'limit=2');
    expect(first).toMatchObject({ ids: ['a', 'c'], total: 3 });
    expect(await listed(token, `limit=2&cursor=${first.nextCursor}`)).toEqual({
      ids: ['d'],
      total: 3,
      nextCursor: null,
    });
    expect(await Promise.all(['a', 'b', 'c', 'd', 'none'].map((id) => show(token, id)))).toEqual([
      '200',
      '404 not_found',
      '200',
      '200',
      '404 not_found',
    ]);
  });

  it('a person who belongs to none sees none', async () => {
    const { token } = await person(world);
    const page = await world.test.call('GET', '/v1/projects', { token });
    expect(await page.json()).toEqual({ items: [], total: 0, nextCursor: null });
    expect(await show(token, 'a')).toBe('404 not_found');
  });
});

describe('to create, rename and delete projects', () => {
  it('takes a root role, but an owner renames their own', async () => {
    const owner = await person(world, { members: { a: 'owner' } });
    const editor = await person(world, { role: 'editor' });
    const ask = async (token: string, method: string, json?: object) =>
      outcome(await world.test.call(method, '/v1/projects/a', { token, json }));
    expect(await ask(owner.token, 'PATCH', { name: 'A' })).toBe('200');
    expect(await ask(owner.token, 'DELETE')).toBe('403 insufficient_scope');
    expect(await ask(editor.token, 'PATCH', { name: 'A' })).toBe('200');
    expect(await ask(editor.token, 'DELETE')).toBe('403 insufficient_scope');
    const json = { id: 'e', name: 'E' };
    expect(await outcome(await world.test.call('POST', '/v1/projects', { token: owner.token, json }))).toBe(
      '403 insufficient_scope',
    );
  });
});

describe('environments', () => {
  it('are seen by the people of any project, and made by admins only', async () => {
    const { token } = await person(world, { members: { a: 'member' } });
    const call = async (method: string, path: string, json?: object) =>
      outcome(await world.test.call(method, path, { token, json }));
    expect(await call('GET', '/v1/environments')).toBe('200');
    expect(await call('GET', '/v1/environments/staging')).toBe('200');
    expect(await call('POST', '/v1/environments', { id: 'x', name: 'X' })).toBe('403 insufficient_scope');
    const client = await makeToken(world.test, world.admin, {
      type: 'client',
      project: 'a',
      environments: ['staging'],
    });
    expect(await outcome(await world.test.call('GET', '/v1/environments', { token: client.secret }))).toBe(
      '403 wrong_token_type',
    );
  });
});
