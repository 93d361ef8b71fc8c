import { beforeAll, describe, expect, it } from 'vitest';
import { makeToken, outcome } from '../../support/app.ts';
import { guard } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['a', 'b', 'c', 'd']);
  await addProject('other', ['a', 'x']);
  await guard('web', 'b', 'editors');
});

const grant = (name: string, ...actions: string[]) => ({ resource: 'namespace', name, actions });
const make = async (body: object) =>
  (await makeToken(world.test, world.admin, { type: 'access', project: 'web', environments: ['staging'], ...body }))
    .secret;
const ask = (path: string, token: string, headers = {}) => world.test.call('GET', path, { token, headers });

async function listed(token: string, query = '', project = 'web') {
  const response = await ask(`/v1/projects/${project}/namespaces?${query}`, token);
  const { items, total, nextCursor } = await response.json<{
    items: { name: string }[];
    total: number;
    nextCursor: string | null;
  }>();
  return { names: items.map(({ name }) => name), total, nextCursor };
}

/** An answer without what differs from request to request. */
async function comparable(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => name !== 'request-id');
  return { status: response.status, headers, text: (await response.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req') };
}

describe('a limited token', () => {
  it('seed-systems 4.10: sees the namespaces that its grants name, whatever they let it do, and counts no other', async () => {
    const token = await make({ grants: [grant('a', 'read'), grant('b', 'write'), grant('d', 'delete')] });
    expect(await listed(token)).toEqual({ names: ['a', 'b', 'd'], total: 3, nextCursor: null });
    const first = await listed(token, 'limit=2');
    expect(first).toMatchObject({ names: ['a', 'b'], total: 3 });
    expect(await listed(token, `limit=2&cursor=${first.nextCursor}`)).toEqual({
      names: ['d'],
      total: 3,
      nextCursor: null,
    });
    const shown = await ask('/v1/projects/web/namespaces/a', token);
    expect(await shown.json()).toMatchObject({ project: 'web', name: 'a' });
  });

  it('sees all of its project with a grant for all, and nothing with none', async () => {
    expect((await listed(await make({ grants: [grant('*', 'read')] }))).names).toEqual(['a', 'b', 'c', 'd']);
    expect(await listed(await make({ grants: [] }))).toEqual({ names: [], total: 0, nextCursor: null });
    const bucket = [{ resource: 'bucket', name: '*', actions: ['read'] }];
    expect(await listed(await make({ grants: bucket }))).toMatchObject({ total: 0 });
  });

  it('sees of the rest what it sees of what is not there, byte for byte', async () => {
    const token = await make({ grants: [grant('a', 'read')] });
    const missing = await comparable(await ask('/v1/projects/web/namespaces/none', token));
    expect(missing).toMatchObject({ status: 404 });
    expect(await comparable(await ask('/v1/projects/web/namespaces/c', token))).toEqual(missing);
    for (const path of ['/v1/projects/other/namespaces', '/v1/projects/other/namespaces/a']) {
      const there = await comparable(await ask(path, token));
      expect(there).toMatchObject({ status: 404 });
      expect(there).toEqual(await comparable(await ask(path.replace('other', 'none'), token)));
    }
  });

  it('of several projects sees its names in each of them', async () => {
    const token = await make({
      type: 'client',
      project: undefined,
      projects: ['web', 'other'],
      grants: [grant('a', 'read')],
    });
    expect((await listed(token)).names).toEqual(['a']);
    expect((await listed(token, '', 'other')).names).toEqual(['a']);
  });

  it('for all projects sees 404 where there is none', async () => {
    const token = await make({ type: 'client', project: '*', grants: [grant('*', 'read')] });
    expect((await listed(token, '', 'other')).names).toEqual(['a', 'x']);
    expect(await outcome(await ask('/v1/projects/none/namespaces', token))).toBe('404 not_found');
  });

  it('for browsers sees them too, from its origins', async () => {
    const origin = 'https://shop.example';
    const token = await make({ type: 'frontend', grants: [grant('a', 'read')], allowedOrigins: [origin] });
    const answer = await ask('/v1/projects/web/namespaces', token, { Origin: origin });
    expect(await answer.json()).toMatchObject({ items: [{ name: 'a' }], total: 1 });
    expect(await outcome(await ask('/v1/projects/web/namespaces', token))).toBe('403 origin_not_allowed');
  });

  it('seed-systems 4.13: reads the items of its namespaces, changes no namespace and sees nothing else', async () => {
    const token = await make({ grants: [grant('a', 'read')] });
    expect(await outcome(await ask('/v1/projects/web/namespaces/a/items', token))).toBe('200');
    expect(await outcome(await ask('/v1/projects/web/namespaces/c/items', token))).toBe('403 insufficient_scope');
    for (const [method, path] of [
      ['POST', '/v1/projects/web/namespaces'],
      ['PATCH', '/v1/projects/web/namespaces/a'],
      ['DELETE', '/v1/projects/web/namespaces/a'],
      ['GET', '/v1/projects/web'],
      ['GET', '/v1/projects'],
      ['GET', '/v1/projects/web/members'],
      ['GET', '/v1/environments'],
      ['GET', '/v1/tokens'],
    ] as const) {
      const json = method === 'POST' || method === 'PATCH' ? { name: 'n' } : undefined;
      const answer = await world.test.call(method, path, { token, json });
      expect(await outcome(answer), `${method} ${path}`).toBe('403 wrong_token_type');
    }
  });
});
