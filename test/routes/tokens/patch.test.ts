import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { outcome } from '../../support/app.ts';
import { addProject, createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

let world: World;
let token: { id: string; secret: string };
const read = { resource: 'namespace', name: 'marketing', actions: ['read'] };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'shop']);
  await addProject('app', ['other']);
});

beforeEach(async () => {
  token = await issue(world, { type: 'access', project: 'web', environments: ['production'], grants: [read] });
});

const patch = (json: object, id = token.id) =>
  world.test.call('PATCH', `/v1/tokens/${id}`, { token: world.admin, json });

async function show(id = token.id): Promise<Token> {
  return (await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin })).json();
}

async function patched(json: object, id = token.id): Promise<Token> {
  const response = await patch(json, id);
  expect(response.status).toBe(200);
  return response.json();
}

describe('what may be changed', () => {
  it('each field alone, and all that the body leaves out stays', async () => {
    const before = await show();
    const changes: Partial<Token>[] = [
      { name: 'renamed' },
      { description: 'for the shop' },
      { grants: [{ ...read, name: 'shop' }] },
      { allowedIps: ['10.0.0.0/8'] },
      { allowedOrigins: ['https://shop.example'] },
      { notBefore: '2036-12-01T00:00:00Z' },
    ];
    let expected = before;
    for (const change of changes) {
      expected = { ...expected, ...change };
      if (change.notBefore) expected.status = 'not_yet_valid';
      expect(await patched(change)).toEqual(expected);
    }
    expect(await show()).toEqual(expected);
  });

  it('null takes description and restrictions away', async () => {
    const none = { description: null, allowedIps: null, allowedOrigins: null, notBefore: null };
    await patched({
      description: 'x',
      allowedIps: ['10.0.0.1'],
      allowedOrigins: ['*'],
      notBefore: '2036-12-01T00:00:00Z',
    });
    expect(await patched(none)).toMatchObject({ ...none, status: 'active' });
  });

  it('grants are replaced whole, not merged; an empty list takes all away', async () => {
    const write = { ...read, name: 'shop', actions: ['write'] };
    expect((await patched({ grants: [write] })).grants).toEqual([write]);
    expect((await patched({ grants: [] })).grants).toEqual([]);
  });

  it('narrower grants hold on the next request, also where the token was in use', async () => {
    const may = async () => {
      const json = { token: token.secret, require: [{ resource: 'namespace', name: 'marketing', action: 'read' }] };
      const response = await world.test.call('POST', '/v1/tokens/verify', { token: world.admin, json });
      return (await response.json<{ code: string | null }>()).code;
    };
    expect(await may()).toBeNull();
    await patched({ grants: [{ ...read, name: 'shop' }] });
    expect(await may()).toBe('insufficient_scope');
  });

  it('the secret works on, and an overlap too', async () => {
    const json = { overlap: '24h' };
    await world.test.call('POST', `/v1/tokens/${token.id}/refresh`, { token: world.admin, json });
    await patched({ name: 'renamed' });
    const self = await world.test.call('GET', '/v1/tokens/self', { token: token.secret });
    expect(await self.json()).toMatchObject({ name: 'renamed' });
  });

  it('a disabled token may be changed and stays disabled', async () => {
    await world.test.call('POST', `/v1/tokens/${token.id}/disable`, { token: world.admin });
    expect(await patched({ name: 'renamed' })).toMatchObject({ name: 'renamed', status: 'disabled' });
  });

  it('two changes at once both come to be', async () => {
    await Promise.all([
      patched({ name: 'renamed' }),
      patched({ description: 'and described' }),
      patched({ grants: [] }),
    ]);
    expect(await show()).toMatchObject({ name: 'renamed', description: 'and described', grants: [] });
  });
});

describe('what is refused, and changes nothing', () => {
  it.each([
    ['type', { type: 'admin' }],
    ['project', { project: 'app' }],
    ['projects', { projects: ['*'] }],
    ['environments', { environments: ['staging'] }],
    ['expiry', { expires: 'never' }],
    ['owner', { owner: 'usr_00000000001' }],
    ['retrievability', { retrievable: true }],
    ['status', { status: 'active' }],
    ['id', { id: 'tok_00000000001' }],
    ['nothing', {}],
    ['the name, to none', { name: '' }],
    ['the name, to null', { name: null }],
    ['grants, to null', { grants: null }],
    ['grants, to a namespace that does not exist', { grants: [{ ...read, name: 'nosuch' }] }],
    ['grants, to a namespace of another project', { grants: [{ ...read, name: 'other' }] }],
    ['grants, to an action that there is not', { grants: [{ ...read, actions: ['own'] }] }],
    ['addresses, to none', { allowedIps: ['localhost'] }],
    ['origins, to a path', { allowedOrigins: ['https://a.test/'] }],
    ['notBefore, to a day that does not exist', { notBefore: '2036-02-30T00:00:00Z' }],
    ['a good field beside a bad one', { name: 'renamed', allowedIps: ['x'] }],
  ])('%s', async (_what, json) => {
    const before = await dumpTables();
    expect(await outcome(await patch(json))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });

  it('grants that the type may not hold', async () => {
    const frontend = await issue(world, { type: 'frontend', project: 'web', environments: ['production'] });
    const admin = await issue(world, { type: 'admin' });
    expect(await outcome(await patch({ grants: [{ ...read, actions: ['write'] }] }, frontend.id))).toBe(
      '400 invalid_request',
    );
    expect(await outcome(await patch({ grants: [read] }, admin.id))).toBe('400 invalid_request');
  });

  it('an expired token', async () => {
    const { id } = await issue(world, { type: 'admin', expires: '1s' });
    world.test.nowMs += 1_000;
    expect(await outcome(await patch({ name: 'x' }, id))).toBe('409 conflict');
  });

  it('a bound token that would free itself, or another', async () => {
    const bound = await issue(world, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const try_ = async (id: string, json: object) => {
      const headers = { 'CF-Connecting-IP': '192.0.2.1' };
      return outcome(await world.test.call('PATCH', `/v1/tokens/${id}`, { token: bound.secret, json, headers }));
    };
    expect(await try_(bound.id, { allowedIps: null })).toBe('403 insufficient_scope');
    expect(await try_(bound.id, { allowedIps: ['0.0.0.0/0'] })).toBe('403 insufficient_scope');
    expect(await try_(token.id, { name: 'x' })).toBe('403 insufficient_scope');
    expect(await try_(bound.id, { allowedIps: ['192.0.2.1'] })).toBe('200');
  });
});
