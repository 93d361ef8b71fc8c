import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { buildServices } from '../../../src/services.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject, issue, type World } from '../../support/route-contract.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const CLIENT = { type: 'client', project: 'web', environments: ['production'] };
let world: World;
let refreshed = '';

beforeAll(async () => {
  const test = createTestApp();
  world = { test, admin: await setUpAdmin(test), kvWrites: () => 0 };
  await addProject('web');
  await issue(world, { ...CLIENT, name: 'idle' });
  const used = await issue(world, { ...CLIENT, name: 'busy' });
  refreshed = (await issue(world, { ...CLIENT, name: 'refreshed' })).id;
  world.test.tellsUses = true;
  await world.test.call('GET', '/v1/tokens/self', { token: used.secret });
  await drainQueue(world.test);
  world.test.tellsUses = false;
});

const refresh = (overlap: string) =>
  world.test.call('POST', `/v1/tokens/${refreshed}/refresh`, { token: world.admin, json: { overlap } });
const list = (query: string) => world.test.call('GET', `/v1/tokens?type=client&${query}`, { token: world.admin });

async function names(query: string): Promise<string[]> {
  const response = await list(`sort=name&${query}`);
  const { items, total } = await response.json<{ items: Token[]; total: number }>();
  expect(total).toBe(items.length);
  return items.map(({ name }) => name);
}

describe('what was never used', () => {
  it('is listed by unused=true, and joined with every other filter', async () => {
    expect(await names('unused=true')).toEqual(['idle', 'refreshed']);
    expect(await names('unused=true&q=idl&project=web')).toEqual(['idle']);
    expect(await names('unused=false')).toEqual(['busy', 'idle', 'refreshed']);
  });
});

describe('what overlaps', () => {
  it('is listed by overlapping=true from its refresh until the old secret ends, to the second', async () => {
    expect(await names('overlapping=true')).toEqual([]);
    await refresh('1h');
    expect(await names('overlapping=true')).toEqual(['refreshed']);
    world.test.nowMs += 3_599_000;
    expect(await names('overlapping=true&unused=true')).toEqual(['refreshed']);
    world.test.nowMs += 1_000;
    expect(await names('overlapping=true')).toEqual([]);
  });

  it('ends with a revocation, also where revoked tokens are asked for', async () => {
    await refresh('1h');
    await world.test.call('DELETE', `/v1/tokens/${refreshed}`, { token: world.admin });
    expect(await names('overlapping=true')).toEqual([]);
    expect(await names('overlapping=true&status=revoked')).toEqual([]);
    expect(await names('unused=true&status=revoked')).toEqual(['refreshed']);
  });
});

describe('count=false', () => {
  it('leaves the total null and pages as before', async () => {
    const response = await list('count=false&limit=1&sort=name');
    const page = await response.json<{ items: Token[]; total: null; nextCursor: string }>();
    expect([page.items.map(({ name }) => name), page.total]).toEqual([['busy'], null]);
    const rest = await list(`count=false&sort=name&cursor=${page.nextCursor}`);
    expect(await rest.json()).toMatchObject({ items: [{ name: 'idle' }], total: null, nextCursor: null });
  });

  it('asks the database once, where a total asks it twice', async () => {
    const { bindings, calls } = recordStorage();
    const { services } = world.test;
    world.test.services = { ...services, tokens: buildServices({ ...env, ...bindings }).tokens };
    await list('count=false&q=idle');
    const once = calls.length;
    await list('q=idle');
    world.test.services = services;
    expect([once, calls.length - once]).toEqual([1, 2]);
  });
});

it.each(['unused=1', 'unused=TRUE', 'unused=', 'overlapping=yes', 'count=0', 'count=false&count=true'])(
  '%s is 400, not a guess',
  async (query) => {
    expect(await outcome(await list(query))).toBe('400 invalid_request');
  },
);
