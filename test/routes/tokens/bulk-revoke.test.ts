import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcome } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import {
  addProject,
  addUser,
  createWorld,
  dumpKv,
  dumpTables,
  issue,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

type Issued = { id: string; secret: string };

let world: World;
let projects = 0;
let web = '';
let app = '';
let owner = '';

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  projects += 1;
  web = `web${projects}`;
  app = `app${projects}`;
  await addProject(web);
  await addProject(app);
  owner = await addUser('admin');
});

const client = (fields: TokenBody = {}) =>
  issue(world, { type: 'client', project: web, environments: ['staging'], ...fields });
const revoke = (json: object) => world.test.call('POST', '/v1/tokens/revoke', { token: world.admin, json });
const use = async ({ secret }: Issued) => outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));
const instant = () => new Date(world.test.nowMs).toISOString();

async function revoked(json: object): Promise<number> {
  const response = await revoke(json);
  expect(response.status).toBe(200);
  return (await response.json<{ revoked: number }>()).revoked;
}

describe('what matches is refused at once, and nothing else', () => {
  it('by project: tokens that name it, alone or among others', async () => {
    const one = await client();
    const listed = await client({ project: undefined, projects: [app, web] });
    const other = await client({ project: app });
    const all = await client({ project: '*' });
    expect(await use(one)).toBe('200');
    expect(await revoked({ project: web })).toBe(2);
    expect(await use(one)).toBe('401 token_revoked');
    expect(await use(listed)).toBe('401 token_revoked');
    expect(await use(other)).toBe('200');
    expect(await use(all)).toBe('200');
  });

  it('by owner', async () => {
    const theirs = [await issue(world, { type: 'personal', owner }), await client({ owner })];
    const mine = await issue(world, { type: 'personal' });
    expect(await revoked({ owner })).toBe(2);
    expect(await Promise.all(theirs.map(use))).toEqual(['401 token_revoked', '401 token_revoked']);
    expect(await use(mine)).toBe('200');
  });

  it('by type', async () => {
    const frontend = await issue(world, { type: 'frontend', project: web, environments: ['staging'] });
    const server = await client();
    expect(await revoked({ type: 'frontend' })).toBe(1);
    expect(await use(frontend)).toBe('401 token_revoked');
    expect(await use(server)).toBe('200');
  });

  it('by time: secrets issued before it; a refresh issues anew', async () => {
    const old = await client();
    const renewed = await client();
    world.test.nowMs += 10_000;
    const issuedBefore = instant();
    const response = await world.test.call('POST', `/v1/tokens/${renewed.id}/refresh`, { token: world.admin });
    const fresh = { ...renewed, ...(await response.json<{ secret: string }>()) };
    const young = await client();
    expect(await revoked({ project: web, issuedBefore })).toBe(1);
    expect(await use(old)).toBe('401 token_revoked');
    expect(await use(fresh)).toBe('200');
    expect(await use(young)).toBe('200');
  });

  it('by all that are named together', async () => {
    const both = await client({ owner });
    const onlyOwner = await client({ owner, project: app });
    const onlyProject = await client();
    expect(await revoked({ owner, project: web, type: 'client' })).toBe(1);
    expect(await use(both)).toBe('401 token_revoked');
    expect(await use(onlyOwner)).toBe('200');
    expect(await use(onlyProject)).toBe('200');
  });

  it('in overlap both secrets end', async () => {
    const token = await client();
    const json = { overlap: '24h' };
    const response = await world.test.call('POST', `/v1/tokens/${token.id}/refresh`, { token: world.admin, json });
    const { secret } = await response.json<{ secret: string }>();
    await revoked({ project: web });
    expect(await use(token)).toBe('401 token_revoked');
    expect(await use({ id: token.id, secret })).toBe('401 token_revoked');
  });
});

describe('tokens made later', () => {
  it('are not touched, though made in the very second of the revocation, before and after KV was told', async () => {
    const before = await client();
    await revoked({ project: web });
    const after = await client();
    expect(await use(after)).toBe('200');
    await runCron(world.test, '* * * * *');
    expect(await use(after)).toBe('200');
    expect(await use(before)).toBe('401 token_revoked');
  });
});

describe('what is left behind', () => {
  it('one audit row, one feed row and one outbox row, however many tokens; KV is told by the cron', async () => {
    const tokens = await Promise.all(Array.from({ length: 12 }, () => client()));
    const rows = async () => {
      const { events = '', changes = '', outbox = '' } = await dumpTables();
      return [events, changes, outbox].map((json) => JSON.parse(json).length);
    };
    const [events = 0, changes = 0, outbox = 0] = await rows();
    expect(await revoked({ project: web })).toBe(tokens.length);
    expect(await rows()).toEqual([events + 1, changes + 1, outbox + 1]);
    for (let run = 0; run < 3; run += 1) await runCron(world.test, '* * * * *');
    const copies = Object.values(await dumpKv()).filter((copy) => copy.includes(`"${web}"`));
    expect(copies).toHaveLength(tokens.length);
    expect(copies.every((copy) => JSON.parse(copy).revokedAt !== null)).toBe(true);
  });

  it('nothing, where nothing matches', async () => {
    const before = await dumpTables();
    expect(await revoked({ project: web })).toBe(0);
    expect(await dumpTables()).toEqual(before);
  });

  it('the reason, in each record', async () => {
    const { id } = await client();
    await revoked({ project: web, reason: 'cessation_of_operation' });
    const shown = await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin });
    expect(await shown.json()).toMatchObject({ status: 'revoked', revocationReason: 'cessation_of_operation' });
  });

  it('an earlier revocation, as it was', async () => {
    const { id } = await client();
    await world.test.call('DELETE', `/v1/tokens/${id}?reason=key_compromise`, { token: world.admin });
    await client();
    expect(await revoked({ project: web })).toBe(1);
    const shown = await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin });
    expect(await shown.json()).toMatchObject({ revocationReason: 'key_compromise' });
  });
});

describe('what is refused, and revokes nothing', () => {
  it.each([
    ['naming nothing', {}],
    ['naming only a reason', { reason: 'superseded' }],
    ['an owner that is no id', { owner: 'admin@example.com' }],
    ['a time that is none', { issuedBefore: 'yesterday' }],
    ['a time as a duration', { issuedBefore: '30d' }],
    ['a day that does not exist', { issuedBefore: '2036-02-30T00:00:00Z' }],
    ['a type that there is not', { type: 'master' }],
    ['a misspelt field', { porject: 'web' }],
    ['a misspelt field beside a good one', { project: 'web', isuedBefore: '2036-01-01T00:00:00Z' }],
  ])('%s', async (_what, json) => {
    const before = await dumpTables();
    expect(await outcome(await revoke(json))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });
});
