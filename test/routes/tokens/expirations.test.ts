import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenExpirations } from '../../../src/contract/expirations.ts';
import { outcome } from '../../support/app.ts';
import { addMember } from '../../support/people.ts';
import { addProject, addUser, createWorld, issue, type World } from '../../support/route-contract.ts';

let world: World;
let owner = '';
let member = '';
const START_MS = Date.UTC(2036, 0, 1, 12);

beforeAll(async () => {
  world = await createWorld();
  world.test.nowMs = START_MS;
  await addProject('web', ['marketing']);
  await addProject('app');
  owner = await addUser('none');
  const web = { type: 'access', project: 'web', environments: ['production'] };
  const app = { type: 'client', project: 'app', environments: ['staging'] };
  const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
  await issue(world, { ...web, expires: '2036-01-01' });
  await issue(world, { ...web, expires: '2036-01-03', grants });
  await issue(world, { ...app, expires: '2036-01-03T00:00:00Z' });
  await issue(world, { ...app, expires: '2036-01-02T23:59:59Z' });
  await issue(world, { ...app, expires: '2036-03-30' });
  await issue(world, { ...app, expires: '2036-03-31' });
  await issue(world, { ...app, expires: 'never' });
  await issue(world, { type: 'personal', owner, expires: '2036-02-01' });
  const gone = await issue(world, { ...app, expires: '2036-01-05' });
  await world.test.call('DELETE', `/v1/tokens/${gone.id}`, { token: world.admin });
  const user = await addUser('none');
  await addMember('web', user, 'member');
  member = (await issue(world, { type: 'personal', owner: user, expires: '2036-01-10' })).secret;
});

const ask = (query = '', token = world.admin) => world.test.call('GET', `/v1/tokens/expirations?${query}`, { token });

async function ends(query?: string, token?: string): Promise<Omit<TokenExpirations, 'days'> & { days: string[] }> {
  const response = await ask(query, token);
  expect(response.status).toBe(200);
  const { days, ...rest } = await response.json<TokenExpirations>();
  return { ...rest, days: days.map(({ date, count }) => `${date} ${count}`) };
}

describe('when tokens end', () => {
  it('is told by day, UTC, from today on; then what ends later, and what never does', async () => {
    // The token of the set-up lives for a year.
    expect(await ends()).toEqual({
      from: '2036-01-01',
      days: ['2036-01-01 1', '2036-01-02 1', '2036-01-03 2', '2036-01-10 1', '2036-02-01 1', '2036-03-30 1'],
      later: 2,
      never: 1,
      total: 10,
    });
  });

  it('is told for as many days as are asked for', async () => {
    expect(await ends('days=2')).toMatchObject({ days: ['2036-01-01 1', '2036-01-02 1'], later: 7, total: 10 });
    expect((await ends('days=366')).later).toBe(0);
  });

  it.each([
    ['project=web', ['2036-01-01 1', '2036-01-03 1', '2036-01-10 1', '2036-02-01 1'], 5],
    ['type=client', ['2036-01-02 1', '2036-01-03 1', '2036-03-30 1'], 5],
    ['environment=staging&type=client', ['2036-01-02 1', '2036-01-03 1', '2036-03-30 1'], 5],
    ['namespace=marketing', ['2036-01-03 1'], 1],
  ])('of %s alone', async (query, days, total) => {
    expect(await ends(query)).toMatchObject({ days, total });
  });

  it('of one owner alone', async () => {
    expect(await ends(`owner=${owner}`)).toMatchObject({ days: ['2036-02-01 1'], later: 0, never: 0, total: 1 });
  });

  it('counts what the list shows to the same caller, and nothing else', async () => {
    expect(await ends('', member)).toMatchObject({ days: ['2036-01-01 1', '2036-01-03 1', '2036-01-10 1'], total: 3 });
    const list = await world.test.call('GET', '/v1/tokens', { token: member });
    expect((await list.json<{ total: number }>()).total).toBe(3);
    expect(await ends('project=app', member)).toMatchObject({ days: ['2036-01-10 1'], total: 1 });
  });

  it('forgets what has expired in that very second', async () => {
    world.test.nowMs = Date.UTC(2036, 0, 1, 23, 59, 59);
    expect(await ends('days=1')).toMatchObject({ from: '2036-01-01', days: [], total: 9 });
    world.test.nowMs = START_MS;
  });

  it.each(['days=0', 'days=367', 'days=1.5', 'days=all', 'days=', 'type=nosuch', 'project=Web', 'owner=ada', 'q=abc'])(
    '%s is 400',
    async (query) => {
      expect(await outcome(await ask(query))).toBe('400 invalid_request');
    },
  );
});
