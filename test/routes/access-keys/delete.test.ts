import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessKeyVersion } from '../../../src/contract/access-keys.ts';
import { parseId } from '../../../src/contract/ids.ts';
import {
  actionsOn,
  addKeyVersion,
  addUsingProperty,
  deactivate,
  keyBody,
  makeAccessKey,
  statesOf,
  submit,
} from '../../support/access-keys.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
let properties = 0;

const call = (method: string, path: string) => test.call(method, `/v1/access-keys${path}`, { token: admin });
const property = () => {
  properties += 1;
  return `site${properties}`;
};

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
});

describe('deleting a version', () => {
  it('seed-systems 1.38: answers with the version, PENDING_DELETION; within five minutes it is gone', async () => {
    const { uid } = await makeAccessKey(test, admin);
    await addKeyVersion(test, admin, uid);
    const shown = await (await call('GET', `/${uid}/versions/1`)).json<AccessKeyVersion>();
    const answer = await call('DELETE', `/${uid}/versions/1`);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('Location')).toBe(`/v1/access-keys/${uid}/versions/1`);
    expect(answer.headers.get('Retry-After')).toBe('70');
    expect(await answer.json()).toEqual({ ...shown, deploymentStatus: 'PENDING_DELETION' });
    const deletedAt = test.nowMs;
    for (; (await statesOf(uid)).length === 2; test.nowMs += 60_000) await runCron(test, '* * * * *');
    expect(test.nowMs - deletedAt).toBeLessThanOrEqual(300_000);
    expect(await outcome(await call('GET', `/${uid}/versions/1`))).toBe('404 not_found');
    const { items } = await (await call('GET', `/${uid}/versions`)).json<{ items: AccessKeyVersion[] }>();
    expect(items.map(({ version }) => version)).toEqual([2]);
    expect(await actionsOn(uid)).toEqual([
      'access_key.created',
      'access_key.activated',
      'access_key.version_created',
      'access_key.activated',
      'access_key.version_deleted',
      'access_key.erased',
    ]);
  });

  it.each([1, 3600])('seed-systems 1.38: within five minutes with a staleness bound of %d s too', async (seconds) => {
    const slow = createTestApp({ STALENESS_SECONDS: String(seconds) });
    slow.nowMs = test.nowMs;
    const { uid } = await makeAccessKey(slow, admin);
    await slow.call('DELETE', `/v1/access-keys/${uid}/versions/1`, { token: admin });
    const deletedAt = slow.nowMs;
    for (; (await statesOf(uid)).length === 1; slow.nowMs += 60_000) await runCron(slow, '* * * * *');
    expect(slow.nowMs - deletedAt).toBeLessThanOrEqual(300_000);
    test.nowMs = slow.nowMs;
  });

  it('is not erased before every copy at the edge is too old to be used', async () => {
    const { uid } = await makeAccessKey(test, admin);
    await call('DELETE', `/${uid}/versions/1`);
    test.nowMs += 69_000;
    await runCron(test, '* * * * *');
    expect(await statesOf(uid)).toEqual(['1 PENDING_DELETION']);
    test.nowMs += 1_000;
    await runCron(test, '* * * * *');
    expect(await statesOf(uid)).toEqual([]);
  });

  it('asked for again says the same, and is told of once', async () => {
    const { uid } = await makeAccessKey(test, admin);
    const first = await (await call('DELETE', `/${uid}/versions/1`)).json();
    const again = await call('DELETE', `/${uid}/versions/1`);
    expect([again.status, await again.json()]).toEqual([202, first]);
    expect((await actionsOn(uid)).filter((action) => action === 'access_key.version_deleted')).toHaveLength(1);
  });

  it('seed-systems 1.36: is refused while a property that is active anywhere signs with it, and names that', async () => {
    const { uid, guid } = await makeAccessKey(test, admin);
    const name = property();
    const id = await addUsingProperty(guid, { name, active: { staging: 4, production: 3 } });
    const answer = await call('DELETE', `/${uid}/versions/1`);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: 'conflict',
      detail: `version 1 is used by property ${name} (production, staging).`,
    });
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
    await deactivate(id);
    expect((await call('DELETE', `/${uid}/versions/1`)).status).toBe(202);
  });

  it('seed-systems 1.36: is refused by the statement, whatever was read before it', async () => {
    const { uid, guid } = await makeAccessKey(test, admin);
    await addUsingProperty(guid, { name: property() });
    const blind = createTestApp();
    blind.nowMs = test.nowMs;
    Object.assign(blind.services, { accessKeys: { ...blind.services.accessKeys, listUses: async () => [] } });
    const answer = await blind.call('DELETE', `/v1/access-keys/${uid}/versions/1`, { token: admin });
    expect(await outcome(answer)).toBe('503 unavailable');
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
  });

  it('that is used by more than five names five, and counts the others', async () => {
    const { uid, guid } = await makeAccessKey(test, admin);
    for (let n = 0; n < 7; n += 1) await addUsingProperty(guid, { name: property() });
    const { detail } = await (await call('DELETE', `/${uid}/versions/1`)).json<{ detail: string }>();
    expect(detail.match(/property site/g)).toHaveLength(5);
    expect(detail).toMatch(/ and 2 more\.$/);
  });

  it('that waits for its activation is refused', async () => {
    test.nowMs += 1;
    await submit(test, admin, '/v1/access-keys', keyBody());
    const list = await (await call('GET', '?limit=1')).json<{ items: { accessKeyUid: string }[] }>();
    const uid = list.items[0]?.accessKeyUid ?? '';
    expect(await statesOf(uid)).toEqual(['1 PENDING_ACTIVATION']);
    expect(await outcome(await call('DELETE', `/${uid}/versions/1`))).toBe('409 conflict');
  });

  it('seed-systems 1.24 [api]: takes its secret out of D1 with it', async () => {
    const { uid } = await makeAccessKey(test, admin);
    await call('DELETE', `/${uid}/versions/1`);
    test.nowMs += 120_000;
    await runCron(test, '* * * * *');
    const rows = env.DB.prepare('select count(*) as n from access_key_versions where access_key_id = ?');
    expect(await rows.bind(parseId('key', uid)).first('n')).toBe(0);
  });
});

describe('deleting a key', () => {
  it('seed-systems 1.39 [api]: is refused while a version is left in any state, and then is 204', async () => {
    const { uid } = await makeAccessKey(test, admin);
    const refused = async (left: string) => {
      const answer = await call('DELETE', `/${uid}`);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(left) });
    };
    await refused('version 1 (ACTIVE)');
    await call('DELETE', `/${uid}/versions/1`);
    await refused('version 1 (PENDING_DELETION)');
    test.nowMs += 120_000;
    await runCron(test, '* * * * *');
    expect((await call('DELETE', `/${uid}`)).status).toBe(204);
    expect(await outcome(await call('GET', `/${uid}`))).toBe('404 not_found');
    expect((await actionsOn(uid)).at(-1)).toBe('access_key.deleted');
  });

  it('leaves its name free, and the records of its requests for who sees the project', async () => {
    const { uid, request } = await makeAccessKey(test, admin, { accessKeyName: 'again' });
    await call('DELETE', `/${uid}/versions/1`);
    test.nowMs += 120_000;
    await runCron(test, '* * * * *');
    await call('DELETE', `/${uid}`);
    expect((await makeAccessKey(test, admin, { accessKeyName: 'again' })).uid).not.toBe(uid);
    expect((await call('GET', `/requests/${request}`)).status).toBe(200);
  });
});

it('seed-systems 1.37: a rotation without a gap: add a version, change the property over, delete the old one', async () => {
  const { uid, guid } = await makeAccessKey(test, admin);
  const name = property();
  const id = await addUsingProperty(guid, { name });
  await addKeyVersion(test, admin, uid);
  expect(await outcome(await call('DELETE', `/${uid}/versions/1`))).toBe('409 conflict');
  const second = await (await call('GET', `/${uid}/versions/2`)).json<AccessKeyVersion>();
  await env.DB.prepare('update active_properties set access_key_version_guid = ? where property_id = ?')
    .bind(second.versionGuid, id)
    .run();
  expect((await call('DELETE', `/${uid}/versions/1`)).status).toBe(202);
  expect(await outcome(await call('DELETE', `/${uid}/versions/2`))).toBe('409 conflict');
});
