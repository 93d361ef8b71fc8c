import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { MAX_ACCESS_KEYS } from '../../../src/contract/access-keys.ts';
import { parseId } from '../../../src/contract/ids.ts';
import {
  addKeyVersion,
  CREDENTIALS,
  keyBody,
  makeAccessKey,
  OTHER_CREDENTIALS,
  statesOf,
} from '../../support/access-keys.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';

const call = (method: string, path: string, json?: unknown) =>
  test.call(method, `/v1/access-keys${path}`, { token: admin, json });
const create = (changes: Record<string, unknown>) => call('POST', '', keyBody(changes)).then(outcome);
const addVersion = (uid: string) => call('POST', `/${uid}/versions`, OTHER_CREDENTIALS);
const countIn = (project: string) =>
  env.DB.prepare('select count(*) as n from access_keys where project = ?').bind(project).first('n');

/** Fills a project with keys, straight in D1. */
async function fill(project: string, count: number): Promise<void> {
  const sql = `insert into access_keys select null, ?1, 'old ' || value, 'AWS4_HMAC_SHA256', 'STANDARD_TLS', null, null,
    1, 'usr_00000000001', 0 from json_each(?2)`;
  const numbers = JSON.stringify(Array.from({ length: count }, (_, n) => n));
  await env.DB.prepare(sql).bind(project, numbers).run();
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
});

it('seed-systems 1.2: a project has 50 keys at most, and another its own 50', async () => {
  await addProject('full');
  await fill('full', MAX_ACCESS_KEYS - 1);
  expect(await create({ project: 'full' })).toBe('202');
  const answer = await call('POST', '', keyBody({ project: 'full' }));
  expect(await answer.json()).toMatchObject({ code: 'limit_reached', detail: 'a project has at most 50 access keys.' });
  expect(await create({ project: 'web' })).toBe('202');
  expect(await countIn('full')).toBe(MAX_ACCESS_KEYS);
});

it('seed-systems 1.2: of five that ask for the last place at once, one has it', async () => {
  await addProject('race');
  await fill('race', MAX_ACCESS_KEYS - 1);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => create({ project: 'race' })));
  expect(outcomes.toSorted()).toEqual(['202', ...Array(4).fill('409 limit_reached')]);
  expect(await countIn('race')).toBe(MAX_ACCESS_KEYS);
  for (const [table, rows] of [
    ['access_key_requests', 1],
    ['events', 1],
  ]) {
    const left = env.DB.prepare(`select count(*) as n from ${table} where project = 'race'`);
    expect({ table, rows: await left.first('n') }).toEqual({ table, rows });
  }
});

it('of five that ask for one name at once, one has it', async () => {
  await addProject('names');
  const same = { project: 'names', accessKeyName: 'the one' };
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => create(same)));
  expect(outcomes.toSorted()).toEqual(['202', ...Array(4).fill('409 conflict')]);
});

it('seed-systems 1.3, 1.18: two versions at a time, whatever their state; numbers only go up', async () => {
  const { uid } = await makeAccessKey(test, admin);
  await addKeyVersion(test, admin, uid);
  const refused = async () => {
    const answer = await addVersion(uid);
    expect(await answer.json()).toMatchObject({ status: 409, code: 'limit_reached' });
  };
  await refused();
  await call('DELETE', `/${uid}/versions/1`);
  expect(await statesOf(uid)).toEqual(['1 PENDING_DELETION', '2 ACTIVE']);
  await refused();
  test.nowMs += 120_000;
  await runCron(test, '* * * * *');
  await addKeyVersion(test, admin, uid);
  expect(await statesOf(uid)).toEqual(['2 ACTIVE', '3 ACTIVE']);
  expect(await (await call('GET', `/${uid}`)).json()).toMatchObject({ latestVersion: 3 });
});

it('seed-systems 1.18: a number is not given again where every version is gone', async () => {
  const { uid } = await makeAccessKey(test, admin);
  await call('DELETE', `/${uid}/versions/1`);
  test.nowMs += 120_000;
  await runCron(test, '* * * * *');
  expect(await statesOf(uid)).toEqual([]);
  await addKeyVersion(test, admin, uid);
  expect(await statesOf(uid)).toEqual(['2 ACTIVE']);
});

it('seed-systems 1.3: of five that ask for the second version at once, one has it', async () => {
  const { uid } = await makeAccessKey(test, admin);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => addVersion(uid).then(outcome)));
  expect(outcomes.toSorted()).toEqual(['202', ...Array(4).fill('409 conflict')]);
  await drainQueue(test);
  expect(await statesOf(uid)).toEqual(['1 ACTIVE', '2 ACTIVE']);
});

it('what the statement keeps does not rest on what was read before it', async () => {
  const { uid } = await makeAccessKey(test, admin);
  const id = parseId('key', uid) ?? 0;
  const { accessKeys } = test.services;
  const stale = await accessKeys.find(id);
  await addKeyVersion(test, admin, uid);
  const blind = createTestApp();
  Object.assign(blind.services, { accessKeys: { ...accessKeys, find: async () => stale } });
  const answer = await blind.call('POST', `/v1/access-keys/${uid}/versions`, { token: admin, json: CREDENTIALS });
  expect(await outcome(answer)).toBe('503 unavailable');
  expect(await statesOf(uid)).toEqual(['1 ACTIVE', '2 ACTIVE']);
});
