import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { RequestList, TokenUses } from '../../../src/contract/requests.ts';
import { createTestApp, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { person } from '../../support/people.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject, issue, type World } from '../../support/route-contract.ts';

/** 2036-01-01T12:00:00Z, where tests begin. */
const START_MS = Date.UTC(2036, 0, 1, 12);
const HOUR = START_MS / 3_600_000;
const DAY = Math.floor(HOUR / 24);
let world: World;
let tokenId = '';
let owner = '';
let stranger = '';

beforeAll(async () => {
  const test = createTestApp();
  world = { test, admin: await setUpAdmin(test), kvWrites: () => 0 };
  await addProject('web');
  await addProject('app');
  owner = (await person(world, { members: { web: 'owner' } })).token;
  stranger = (await person(world, { members: { app: 'owner' } })).token;
  tokenId = (await issue(world, { type: 'client', project: 'web', environments: ['production'] })).id;
  const id = parseId('tok', tokenId) ?? 0;
  const requests = [
    { hour: HOUR, project: 'web', outcome: 'accepted', count: 10 },
    { hour: HOUR, project: 'web', outcome: 'token_expired', count: 2 },
    { hour: HOUR, project: 'app', outcome: 'accepted', count: 100 },
    { hour: HOUR, project: '', outcome: 'invalid_token', count: 5 },
    { hour: HOUR - 3, project: 'web', outcome: 'wrong_environment', count: 1 },
    { hour: HOUR - 24, project: 'app', outcome: 'token_expired', count: 4 },
    { hour: HOUR - 25, project: 'web', outcome: 'accepted', count: 7 },
    { hour: (DAY - 31) * 24, project: 'web', outcome: 'accepted', count: 8 },
    { hour: (DAY - 31) * 24 - 1, project: 'web', outcome: 'accepted', count: 9 },
    { hour: (DAY - 90) * 24, project: 'web', outcome: 'accepted', count: 1 },
    { hour: (DAY - 90) * 24 - 1, project: 'web', outcome: 'accepted', count: 1 },
  ];
  const days = [0, 6, 7, 29, 30, 89, 90, 91].map((back) => ({
    day: DAY - back,
    tokenId: id,
    accepted: back,
    refused: 1,
  }));
  const others = days.map((day) => ({ ...day, tokenId: id + 1 }));
  await world.test.services.tokens.foldUses({ uses: [], days: [...days, ...others], requests });
});

const ask = (path: string, token = world.admin) => world.test.call('GET', path, { token });
const list = async (query = '', token = world.admin) => (await ask(`/v1/requests${query}`, token)).json<RequestList>();
const uses = async (query = '', token = world.admin) =>
  (await (await ask(`/v1/tokens/${tokenId}/uses${query}`, token)).json<TokenUses>()).items;

describe('GET /v1/requests', () => {
  it('tells the last 24 hours by the hour, without those of no request, and the refusals by how many', async () => {
    expect(await list()).toEqual({
      from: '2035-12-31T12:00:00Z',
      until: '2036-01-01T12:00:00Z',
      items: [
        { hour: '2035-12-31T12:00:00Z', accepted: 0, refused: 4 },
        { hour: '2036-01-01T09:00:00Z', accepted: 0, refused: 1 },
        { hour: '2036-01-01T12:00:00Z', accepted: 110, refused: 7 },
      ],
      refusals: [
        { code: 'token_expired', count: 6 },
        { code: 'invalid_token', count: 5 },
        { code: 'wrong_environment', count: 1 },
      ],
    });
  });

  it('tells a member of a project of that project alone', async () => {
    const asked = await list('?project=web', owner);
    expect(asked.items).toEqual([
      { hour: '2036-01-01T09:00:00Z', accepted: 0, refused: 1 },
      { hour: '2036-01-01T12:00:00Z', accepted: 10, refused: 2 },
    ]);
    expect(asked.refusals).toEqual([
      { code: 'token_expired', count: 2 },
      { code: 'wrong_environment', count: 1 },
    ]);
    expect((await ask('/v1/requests', owner)).status).toBe(403);
    expect((await ask('/v1/requests?project=web', stranger)).status).toBe(404);
    expect((await ask('/v1/requests?project=', owner)).status).toBe(403);
  });

  it('goes back as far as it is told, to the beginning of an hour, or of a day', async () => {
    expect((await list('?since=2036-01-01T11:59:59Z')).from).toBe('2036-01-01T11:00:00Z');
    expect((await list('?since=2036-01-01T13:30:00%2B02:00')).from).toBe('2036-01-01T11:00:00Z');
    const whole = await list('?since=2035-12-01');
    expect(whole.from).toBe('2035-12-01T00:00:00Z');
    expect(whole.items.map(({ accepted }) => accepted)).toEqual([8, 7, 0, 0, 110]);
  });

  it.each(['2035-11-30', '2035-11-30T23:59:59Z', '2036-01-01T12:00:01Z', '2036-02-30', 'yesterday', ''])(
    'refuses since=%j',
    async (since) => {
      const response = await ask(`/v1/requests?since=${since}`);
      expect(response.status).toBe(400);
      expect((await response.json<{ detail: string }>()).detail).toMatch(/^since: /);
    },
  );

  it('tells requests as they come, once the queue has told them', async () => {
    const { test } = world;
    const before = (await list('?project=web')).items.at(-1);
    const { secret } = await issue(world, { type: 'client', project: 'web', environments: ['production'] });
    test.tellsUses = true;
    await test.call('GET', '/v1/tokens/self', { token: secret });
    await test.call('GET', '/v1/users', { token: secret });
    await drainQueue(test);
    test.tellsUses = false;
    expect((await list('?project=web')).items.at(-1)).toEqual({
      hour: '2036-01-01T12:00:00Z',
      accepted: (before?.accepted ?? 0) + 1,
      refused: (before?.refused ?? 0) + 1,
    });
  });
});

describe('GET /v1/tokens/{id}/uses', () => {
  it('tells the last 30 days, today among them, without those of no request', async () => {
    expect(await uses()).toEqual([
      { day: '2035-12-03', accepted: 29, refused: 1 },
      { day: '2035-12-25', accepted: 7, refused: 1 },
      { day: '2035-12-26', accepted: 6, refused: 1 },
      { day: '2036-01-01', accepted: 0, refused: 1 },
    ]);
  });

  it.each([
    [1, 1],
    [7, 2],
    [31, 5],
    [90, 6],
  ])('tells of %i days as of %i', async (days, items) => {
    expect(await uses(`?days=${days}`)).toHaveLength(items);
  });

  it.each(['0', '91', '-1', '1.5', 'x', ''])('refuses days=%j', async (days) => {
    expect((await ask(`/v1/tokens/${tokenId}/uses?days=${days}`)).status).toBe(400);
  });

  it('is for who may see the token', async () => {
    expect(await uses('', owner)).toHaveLength(4);
    expect((await ask(`/v1/tokens/${tokenId}/uses`, stranger)).status).toBe(404);
  });
});

describe('the daily job', () => {
  it('forgets counts of more than 90 days ago, and no others', async () => {
    const counts = await runCron(world.test, '17 3 * * *');
    expect(counts).toMatchObject({ requestCountsPruned: 1, tokenUsesPruned: 2 });
    const again = await runCron(world.test, '17 3 * * *');
    expect(again).toMatchObject({ requestCountsPruned: 0, tokenUsesPruned: 0 });
    expect(await uses('?days=90')).toHaveLength(6);
    expect((await list('?since=2035-12-01')).items).toHaveLength(5);
  });
});
