import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessKey, AccessKeyRequest } from '../../../src/contract/access-keys.ts';
import { parseId } from '../../../src/contract/ids.ts';
import {
  actionsOn,
  CREDENTIALS,
  keyBody,
  makeAccessKey,
  OTHER_CREDENTIALS,
  statesOf,
  submit,
} from '../../support/access-keys.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue, handOver } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

const test = createTestApp();
let admin = '';

const call = (method: string, path: string, json?: unknown) =>
  test.call(method, `/v1/access-keys${path}`, { token: admin, json });
const requestOf = async (id: string) => (await call('GET', `/requests/${id}`)).json<AccessKeyRequest>();
const message = (request: string) => ({ activateKey: { request: parseId('akr', request) ?? 0 } });

/** A key that waits for its activation; no message about it is left. */
async function makeWaiting(changes: Record<string, unknown> = {}): Promise<{ uid: string; request: string }> {
  test.nowMs += 1;
  const request = await submit(test, admin, '/v1/access-keys', keyBody(changes));
  const { items } = await (await call('GET', '?limit=1')).json<{ items: AccessKey[] }>();
  test.queued.splice(0);
  return { request, uid: items[0]?.accessKeyUid ?? '' };
}

async function makeWaitingVersion(): Promise<{ uid: string; request: string }> {
  const { uid } = await makeAccessKey(test, admin);
  const request = await submit(test, admin, `/v1/access-keys/${uid}/versions`, OTHER_CREDENTIALS);
  test.queued.splice(0);
  return { uid, request };
}

async function spoil(uid: string, version: number): Promise<void> {
  const sql = `update access_key_versions set sealed = unhex('00' || substr(hex(sealed), 3))
    where access_key_id = ? and version = ?`;
  await env.DB.prepare(sql).bind(parseId('key', uid), version).run();
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
});

describe('an activation', () => {
  it('whose message comes twice, or late, happens once', async () => {
    const { uid, request } = await makeWaiting();
    expect(await handOver(test, [message(request), message(request), message(request)])).toEqual([]);
    expect(await handOver(test, [message(request)])).toEqual([]);
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
    expect(await actionsOn(uid)).toEqual(['access_key.created', 'access_key.activated']);
  });

  it('of a request that is not there is no work', async () => {
    expect(await handOver(test, [{ activateKey: { request: 1 } }, { lookUpKey: { lookup: 1 } }])).toEqual([]);
  });

  it('whose message was lost is taken up by the next minute’s job', async () => {
    const { uid, request } = await makeWaiting();
    expect((await requestOf(request)).processingStatus).toBe('IN_PROGRESS');
    test.nowMs += 60_000;
    expect(await runCron(test, '* * * * *')).toMatchObject({ keyVersionsActivated: 1, keyRequestsFailed: 0 });
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
    expect((await requestOf(request)).processingStatus).toBe('DONE');
  });

  it('that the queue has given up on is taken up by the next minute’s job', async () => {
    const { uid, request } = await makeWaiting();
    expect(await handOver(test, [message(request)], true)).toEqual([]);
    await runCron(test, '* * * * *');
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
  });

  it('of more than a run takes up goes on through the queue', async () => {
    for (let n = 0; n < 12; n += 1) await makeWaiting();
    expect(await runCron(test, '* * * * *')).toMatchObject({ keyVersionsActivated: 10 });
    expect(test.queued).toContainEqual({ job: 'publish' });
    await drainQueue(test);
    const open = env.DB.prepare("select count(*) as n from access_key_requests where status = 'IN_PROGRESS'");
    expect(await open.first('n')).toBe(0);
  });
});

describe('an activation that fails', () => {
  it('as the sealed credential does not open: FAILED with the reason, and the key is gone with its name', async () => {
    const { uid, request } = await makeWaiting({ accessKeyName: 'spoilt' });
    await spoil(uid, 1);
    expect(await handOver(test, [message(request)])).toEqual([]);
    expect(await requestOf(request)).toMatchObject({
      processingStatus: 'FAILED',
      reason: expect.stringContaining('does not open'),
      accessKey: null,
      accessKeyVersion: null,
      request: { accessKeyName: 'spoilt' },
    });
    expect(await outcome(await call('GET', `/${uid}`))).toBe('404 not_found');
    expect(await statesOf(uid)).toEqual([]);
    expect(await actionsOn(uid)).toEqual(['access_key.created', 'access_key.failed']);
    await makeAccessKey(test, admin, { accessKeyName: 'spoilt' });
  });

  it('as the root key that it was sealed under is gone', async () => {
    const { uid, request } = await makeWaiting();
    const rotated = createTestApp({ ROOT_KEY: 'ab'.repeat(32) });
    rotated.nowMs = test.nowMs;
    expect(await handOver(rotated, [message(request)])).toEqual([]);
    expect((await requestOf(request)).reason).toContain('root key');
    expect(await statesOf(uid)).toEqual([]);
  });

  it('of a second version leaves the key and the first; its place is free, its number is not given again', async () => {
    const { uid, request } = await makeWaitingVersion();
    await spoil(uid, 2);
    await handOver(test, [message(request)]);
    expect((await requestOf(request)).processingStatus).toBe('FAILED');
    expect(await statesOf(uid)).toEqual(['1 ACTIVE']);
    expect((await call('POST', `/${uid}/versions`, OTHER_CREDENTIALS)).status).toBe(202);
    expect(await statesOf(uid)).toEqual(['1 ACTIVE', '3 PENDING_ACTIVATION']);
    await drainQueue(test);
  });

  it('seed-systems 1.10: as it did not come about within ten minutes', async () => {
    const { uid, request } = await makeWaiting();
    test.nowMs += 600_000;
    const other = await makeWaiting();
    test.nowMs += 1_000;
    expect(await runCron(test, '* * * * *')).toMatchObject({ keyVersionsActivated: 1, keyRequestsFailed: 1 });
    expect(await requestOf(request)).toMatchObject({
      processingStatus: 'FAILED',
      reason: 'it was not activated within 10 minutes',
    });
    expect(await statesOf(uid)).toEqual([]);
    expect(await statesOf(other.uid)).toEqual(['1 ACTIVE']);
  });

  it('tells no secret in its reason or its audit row', async () => {
    const { uid, request } = await makeWaiting();
    await spoil(uid, 1);
    await handOver(test, [message(request)]);
    const rows = env.DB.prepare('select after from events where target = ?');
    const told = JSON.stringify([(await rows.bind(uid).all()).results, await requestOf(request)]);
    expect(told).toContain('does not open');
    expect(told).not.toContain(CREDENTIALS.cloudSecretAccessKey);
  });
});

const CALLS = 3;
const FAULTS = [false, true].flatMap((late) => Array.from({ length: CALLS }, (_, n) => ({ n: n + 1, late })));

describe.each([
  ['that succeeds', false],
  ['that fails', true],
])('an activation %s, when storage fails', (_what, spoilt) => {
  it.each(FAULTS)(
    'at call $n (after it took effect: $late): the request is open or has ended, never between; later it has',
    async ({ n, late }) => {
      const { uid, request } = await makeWaitingVersion();
      if (spoilt) await spoil(uid, 2);
      const [open, ended] = spoilt
        ? [['1 ACTIVE', '2 PENDING_ACTIVATION'], ['1 ACTIVE']]
        : [
            ['1 ACTIVE', '2 PENDING_ACTIVATION'],
            ['1 ACTIVE', '2 ACTIVE'],
          ];
      const { bindings, state } = failingStorage(n, { late });
      const failing = createTestApp(bindings);
      failing.nowMs = test.nowMs;
      const back = await handOver(failing, [message(request)]);
      expect(back).toHaveLength(state.calls >= n ? 1 : 0);
      const inProgress = (await requestOf(request)).processingStatus === 'IN_PROGRESS';
      expect(await statesOf(uid)).toEqual(inProgress ? open : ended);
      state.armed = false;
      if (back.length > 0 && n % 2 === 0) await handOver(failing, back);
      else await runCron(failing, '* * * * *');
      expect((await requestOf(request)).processingStatus).toBe(spoilt ? 'FAILED' : 'DONE');
      expect(await statesOf(uid)).toEqual(ended);
      const last = spoilt ? 'access_key.failed' : 'access_key.activated';
      expect((await actionsOn(uid)).slice(2)).toEqual(['access_key.version_created', last]);
    },
  );
});

describe('a request for a key, when storage fails', () => {
  it.each([false, true].flatMap((late) => Array.from({ length: 8 }, (_, n) => ({ n: n + 1, late }))))(
    'at call $n (after it took effect: $late): key, version, request and audit row are all there or none',
    async ({ n, late }) => {
      const { bindings, state } = failingStorage(n, { late });
      const failing = createTestApp(bindings);
      failing.nowMs = test.nowMs;
      const json = keyBody();
      const answer = await failing.call('POST', '/v1/access-keys', { token: admin, json });
      const count = async (sql: string) => env.DB.prepare(sql).bind(json.accessKeyName).first<number>('n');
      const keys = await count('select count(*) as n from access_keys where name = ?');
      const versions = await count(
        'select count(*) as n from access_key_versions v join access_keys k on k.id = v.access_key_id where k.name = ?',
      );
      const requests = await count(
        "select count(*) as n from access_key_requests where request ->> 'accessKeyName' = ?",
      );
      const told = await count(
        "select count(*) as n from events where action = 'access_key.created' and after ->> 'accessKeyName' = ?",
      );
      expect([versions, requests, told]).toEqual([keys, keys, keys]);
      if (answer.status === 202) expect(keys).toBe(1);
      else expect(answer.status).toBe(503);
      state.armed = false;
      await runCron(failing, '* * * * *');
      const open = await count(
        "select count(*) as n from access_key_requests where request ->> 'accessKeyName' = ? and status <> 'DONE'",
      );
      expect(open).toBe(0);
    },
  );
});
