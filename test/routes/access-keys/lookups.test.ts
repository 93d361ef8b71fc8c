import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import type { AccessKeyLookup } from '../../../src/contract/access-keys.ts';
import { formatId, parseId } from '../../../src/contract/ids.ts';
import { addUsingProperty, deactivate, makeAccessKey } from '../../support/access-keys.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';

const call = (method: string, path: string, json?: unknown) =>
  test.call(method, `/v1/access-keys${path}`, { token: admin, json });
const ask = (accessKeyUid: string, version = 1) => call('POST', '/lookups', { accessKeyUid, version });
const answerOf = async (id: string) => (await call('GET', `/lookups/${id}`)).json<AccessKeyLookup>();

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
  await addProject('app');
});

it('seed-systems 1.33: tells at once which properties sign with a version and where; nothing when none does', async () => {
  const { uid, guid } = await makeAccessKey(test, admin);
  const uses = async () => (await call('GET', `/${uid}/versions/1/properties`)).json();
  expect(await uses()).toEqual({ properties: [] });
  const photos = await addUsingProperty(guid, { name: 'photos', active: { staging: 4 } });
  const films = await addUsingProperty(guid, { name: 'films', active: { staging: 7, production: 5 } });
  const of = { accessKeyUid: uid, version: 1 };
  expect(await uses()).toEqual({
    properties: [
      {
        ...of,
        propertyId: formatId('prp', photos),
        propertyName: 'photos',
        productionVersion: null,
        stagingVersion: 4,
        environments: { staging: 4 },
      },
      {
        ...of,
        propertyId: formatId('prp', films),
        propertyName: 'films',
        productionVersion: 5,
        stagingVersion: 7,
        environments: { production: 5, staging: 7 },
      },
    ],
  });
});

it('seed-systems 1.34: or behind the answer: a lookup, SUBMITTED and then COMPLETE with the same', async () => {
  const { uid, guid } = await makeAccessKey(test, admin);
  await addUsingProperty(guid, { name: 'later', active: { production: 2 } });
  const asked = await ask(uid);
  expect(asked.status).toBe(202);
  const body = await asked.json<{ lookupId: string; retryAfter: number }>();
  expect(body).toEqual({ lookupId: expect.stringMatching(/^akl_[0-9a-z]{11}$/), retryAfter: 10 });
  expect(asked.headers.get('Retry-After')).toBe('10');
  expect(asked.headers.get('Location')).toBe(`/v1/access-keys/lookups/${body.lookupId}`);
  expect(await answerOf(body.lookupId)).toEqual({
    lookupId: body.lookupId,
    lookupStatus: 'SUBMITTED',
    properties: null,
  });
  await drainQueue(test);
  const { properties } = await (await call('GET', `/${uid}/versions/1/properties`)).json<AccessKeyLookup>();
  expect(await answerOf(body.lookupId)).toEqual({ lookupId: body.lookupId, lookupStatus: 'COMPLETE', properties });
  expect(properties).toHaveLength(1);
});

it('seed-systems 1.35: lags behind nothing: what a property let go of is free in the next answer', async () => {
  const { uid, guid } = await makeAccessKey(test, admin);
  const id = await addUsingProperty(guid, { name: 'let-go' });
  expect(await outcome(await call('DELETE', `/${uid}/versions/1`))).toBe('409 conflict');
  await deactivate(id);
  const { lookupId } = await (await ask(uid)).json<{ lookupId: string }>();
  await drainQueue(test);
  expect(await answerOf(lookupId)).toMatchObject({ lookupStatus: 'COMPLETE', properties: [] });
  expect((await call('DELETE', `/${uid}/versions/1`)).status).toBe(202);
});

it('a lookup whose message is lost is answered by the next minute’s job', async () => {
  const { uid } = await makeAccessKey(test, admin);
  const { lookupId } = await (await ask(uid)).json<{ lookupId: string }>();
  test.queued.splice(0);
  test.nowMs += 60_000;
  expect(await runCron(test, '* * * * *')).toMatchObject({ keyLookupsAnswered: 1 });
  expect(await answerOf(lookupId)).toMatchObject({ lookupStatus: 'COMPLETE' });
});

it('a lookup that could not be answered for ten minutes ends as ERROR', async () => {
  const { uid } = await makeAccessKey(test, admin);
  const { lookupId } = await (await ask(uid)).json<{ lookupId: string }>();
  test.nowMs += 601_000;
  await drainQueue(test);
  expect(await answerOf(lookupId)).toEqual({ lookupId, lookupStatus: 'ERROR', properties: null });
});

it('a version that has gone meanwhile is used by nothing', async () => {
  const { uid } = await makeAccessKey(test, admin);
  const { lookupId } = await (await ask(uid)).json<{ lookupId: string }>();
  await env.DB.prepare('delete from access_key_versions where access_key_id = ?').bind(parseId('key', uid)).run();
  await drainQueue(test);
  expect(await answerOf(lookupId)).toMatchObject({ lookupStatus: 'COMPLETE', properties: [] });
});

it.each([
  ['a key that is not there', 'key_00000000001', 1],
  ['what is no uid', 'x', 1],
])('of %s: 404', async (_what, uid, version) => {
  expect(await outcome(await ask(uid, version))).toBe('404 not_found');
});

it('of a version that is not there: 404', async () => {
  const { uid } = await makeAccessKey(test, admin);
  expect(await outcome(await ask(uid, 2))).toBe('404 not_found');
  for (const version of [0, 1.5, '1', null]) {
    expect(await outcome(await ask(uid, version as number))).toBe('400 invalid_request');
  }
});
