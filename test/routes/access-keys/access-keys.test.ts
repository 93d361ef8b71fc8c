import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessKey, AccessKeyRequest, AccessKeyVersion } from '../../../src/contract/access-keys.ts';
import {
  actionsOn,
  activate,
  CREDENTIALS,
  keyBody,
  makeAccessKey,
  OTHER_CREDENTIALS,
  submit,
} from '../../support/access-keys.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { person } from '../../support/people.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject, type World } from '../../support/route-contract.ts';

const test = createTestApp();
let world: World;
let admin = '';

const call = (method: string, path: string, json?: unknown, token = admin) =>
  test.call(method, `/v1/access-keys${path}`, { token, json });
const read = async <Body>(path: string, token = admin) => (await call('GET', path, undefined, token)).json<Body>();
const fieldsOf = async (answer: Response) => {
  const { errors = [] } = await answer.json<{ errors?: { field: string }[] }>();
  return [answer.status, ...errors.map(({ field }) => field)];
};

beforeAll(async () => {
  admin = await setUpAdmin(test);
  world = { test, admin, kvWrites: () => 0 };
  await addProject('web');
  await addProject('app');
});

describe('making a key', () => {
  it('seed-systems 1.9: answers 202 with the request, where to ask after it, and when', async () => {
    const answer = await call('POST', '', keyBody());
    expect(answer.status).toBe(202);
    const body = await answer.json<{ requestId: string; retryAfter: number }>();
    expect(body).toEqual({ requestId: expect.stringMatching(/^akr_[0-9a-z]{11}$/), retryAfter: 5 });
    expect(answer.headers.get('Retry-After')).toBe('5');
    expect(answer.headers.get('Location')).toBe(`/v1/access-keys/requests/${body.requestId}`);
    expect((await test.call('GET', answer.headers.get('Location') ?? '', { token: admin })).status).toBe(200);
  });

  it('seed-systems 1.4, 1.11, 1.12, 1.13: the request tells what was asked for, and links what came of it once it is DONE', async () => {
    const json = keyBody({
      authenticationMethod: 'GOOG4_HMAC_SHA256',
      networkConfiguration: { securityNetwork: 'ENHANCED_TLS', additionalCdn: 'CHINA_CDN' },
    });
    const requestId = await submit(test, admin, '/v1/access-keys', json);
    const { credentials: _, ...request } = json;
    const open = await read<AccessKeyRequest>(`/requests/${requestId}`);
    expect(open).toEqual({
      requestId,
      request,
      processingStatus: 'IN_PROGRESS',
      reason: null,
      requestedBy: expect.stringMatching(/^tok_/),
      requestDate: '2036-01-01T12:00:00Z',
      accessKey: null,
      accessKeyVersion: null,
    });
    await drainQueue(test);
    const done = await read<AccessKeyRequest>(`/requests/${requestId}`);
    const accessKeyUid = done.accessKey?.accessKeyUid ?? '';
    expect(done).toEqual({
      ...open,
      processingStatus: 'DONE',
      accessKey: { accessKeyUid, link: `/v1/access-keys/${accessKeyUid}` },
      accessKeyVersion: { accessKeyUid, version: 1, link: `/v1/access-keys/${accessKeyUid}/versions/1` },
    });
    for (const { link } of [done.accessKey ?? { link: '' }, done.accessKeyVersion ?? { link: '' }]) {
      expect((await test.call('GET', link, { token: admin })).status).toBe(200);
    }
  });

  it('seed-systems 1.14, 1.21, 1.22: makes its first version, number 1, and neither tells the secret', async () => {
    const note = 'of the photo shop';
    const { uid } = await makeAccessKey(test, admin, { accessKeyName: 'photos', note });
    expect(await read<AccessKey>(`/${uid}`)).toEqual({
      accessKeyUid: uid,
      project: 'web',
      authenticationMethod: 'AWS4_HMAC_SHA256',
      accessKeyName: 'photos',
      note,
      createdTime: '2036-01-01T12:00:00Z',
      createdBy: expect.stringMatching(/^tok_/),
      networkConfiguration: { additionalCdn: null, securityNetwork: 'STANDARD_TLS' },
      latestVersion: 1,
    });
    const version = {
      accessKeyUid: uid,
      versionGuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      version: 1,
      cloudAccessKeyId: CREDENTIALS.cloudAccessKeyId,
      deploymentStatus: 'ACTIVE',
      createdBy: expect.stringMatching(/^tok_/),
      createdTime: '2036-01-01T12:00:00Z',
    };
    expect(await read(`/${uid}/versions`)).toEqual({ items: [version] });
    expect(await read(`/${uid}/versions/1`)).toEqual(version);
  });

  it('seed-systems 1.23: a version is PENDING_ACTIVATION until its request is done, then ACTIVE', async () => {
    const request = await submit(test, admin, '/v1/access-keys', keyBody({ accessKeyName: 'waits' }));
    const { items } = await read<{ items: AccessKey[] }>('?project=web');
    const uid = items.find(({ accessKeyName }) => accessKeyName === 'waits')?.accessKeyUid;
    const status = async () => (await read<AccessKeyVersion>(`/${uid}/versions/1`)).deploymentStatus;
    expect(await status()).toBe('PENDING_ACTIVATION');
    await activate(test, request);
    expect(await status()).toBe('ACTIVE');
  });

  it.each(['AWS4_HMAC_SHA256', 'GOOG4_HMAC_SHA256'])(
    'seed-systems 1.1, 1.5: takes %s',
    async (authenticationMethod) => {
      const { uid } = await makeAccessKey(test, admin, { authenticationMethod });
      expect(await read(`/${uid}`)).toMatchObject({ authenticationMethod });
    },
  );

  it.each([
    { securityNetwork: 'STANDARD_TLS' },
    { securityNetwork: 'ENHANCED_TLS', additionalCdn: 'RUSSIA_CDN' },
    { securityNetwork: 'STANDARD_TLS', additionalCdn: 'CHINA_CDN' },
    { securityNetwork: 'ENHANCED_TLS', additionalCdn: null },
  ])('seed-systems 1.7: keeps the network configuration %j', async (networkConfiguration) => {
    const { uid } = await makeAccessKey(test, admin, { networkConfiguration });
    expect(await read(`/${uid}`)).toMatchObject({ networkConfiguration });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a name', { accessKeyName: undefined }, 'accessKeyName'],
    ['with an empty name', { accessKeyName: '' }, 'accessKeyName'],
    ['with a name of 51 characters', { accessKeyName: 'x'.repeat(51) }, 'accessKeyName'],
    ['without a method', { authenticationMethod: undefined }, 'authenticationMethod'],
    ['with another method', { authenticationMethod: 'AOS4_HMAC_SHA256' }, 'authenticationMethod'],
    ['without credentials', { credentials: undefined }, 'credentials'],
    ['without an id', { credentials: { cloudSecretAccessKey: 'x' } }, 'credentials.cloudAccessKeyId'],
    ['without a secret', { credentials: { cloudAccessKeyId: 'x' } }, 'credentials.cloudSecretAccessKey'],
    [
      'with a secret of 129 characters',
      { credentials: { ...CREDENTIALS, cloudSecretAccessKey: 'x'.repeat(129) } },
      'credentials.cloudSecretAccessKey',
    ],
    [
      'with an id that a signature cannot name',
      { credentials: { ...CREDENTIALS, cloudAccessKeyId: 'a/b' } },
      'credentials.cloudAccessKeyId',
    ],
    ['without a network', { networkConfiguration: {} }, 'networkConfiguration.securityNetwork'],
    [
      'with another network',
      { networkConfiguration: { securityNetwork: 'NO_TLS' } },
      'networkConfiguration.securityNetwork',
    ],
    [
      'with another CDN',
      { networkConfiguration: { securityNetwork: 'STANDARD_TLS', additionalCdn: 'MARS_CDN' } },
      'networkConfiguration.additionalCdn',
    ],
    ['with a field that there is not', { contractId: 'C-0N7RAC7' }, 'contractId'],
    ['in a project that is not there', { project: 'nosuch' }, 'project'],
  ])(
    'seed-systems 1.4, 1.5, 1.6, 1.7: %s: 400, naming the field, and nothing is kept',
    async (_line, changes, field) => {
      const body = keyBody(changes);
      const before = await env.DB.prepare('select count(*) as n from access_keys').first('n');
      expect(await fieldsOf(await call('POST', '', body))).toEqual([400, field]);
      expect(await env.DB.prepare('select count(*) as n from access_keys').first('n')).toBe(before);
    },
  );

  it('seed-systems 1.41: nobody makes one in a project where they may not', async () => {
    const owner = await person(world, { members: { app: 'owner' } });
    const member = await person(world, { members: { app: 'member' } });
    expect(await outcome(await call('POST', '', keyBody({ project: 'app' }), owner.token))).toBe('202');
    expect(await outcome(await call('POST', '', keyBody({ project: 'web' }), owner.token))).toBe(
      '403 insufficient_scope',
    );
    expect(await outcome(await call('POST', '', keyBody({ project: 'app' }), member.token))).toBe(
      '403 insufficient_scope',
    );
  });

  it('seed-systems 1.8 [api]: of a name that the project has: 409; another project may have it', async () => {
    await makeAccessKey(test, admin, { accessKeyName: 'unique' });
    const answer = await call('POST', '', keyBody({ accessKeyName: 'unique' }));
    expect(await outcome(answer)).toBe('409 conflict');
    expect((await call('POST', '', keyBody({ accessKeyName: 'unique', project: 'app' }))).status).toBe(202);
  });

  it('is in the audit trail from beginning to end', async () => {
    const { uid } = await makeAccessKey(test, admin);
    expect(await actionsOn(uid)).toEqual(['access_key.created', 'access_key.activated']);
    const rows = env.DB.prepare('select actor, project, before, after from events where target = ? order by id');
    const [made, active] = (await rows.bind(uid).all<Record<string, string>>()).results;
    expect(made).toMatchObject({ actor: expect.stringMatching(/^tok_/), project: 'web', before: null });
    expect(JSON.parse(made?.after ?? '')).toMatchObject({ accessKeyUid: uid, version: 1, latestVersion: 1 });
    expect(active).toMatchObject({ actor: 'sweep', project: 'web' });
    expect(JSON.parse(active?.after ?? '')).toMatchObject({
      accessKeyUid: uid,
      version: 1,
      deploymentStatus: 'ACTIVE',
      accessKeyName: expect.any(String),
    });
  });
});

describe('making a version', () => {
  it('seed-systems 1.16, 1.17: takes the credentials alone; its request tells nothing of the key but the version', async () => {
    const { uid } = await makeAccessKey(test, admin);
    const answer = await call('POST', `/${uid}/versions`, OTHER_CREDENTIALS);
    expect(answer.status).toBe(202);
    const body = await answer.json<{ requestId: string; retryAfter: number }>();
    expect(body).toEqual({ requestId: expect.stringMatching(/^akr_/), retryAfter: 5 });
    expect(answer.headers.get('Location')).toBe(`/v1/access-keys/requests/${body.requestId}`);
    await drainQueue(test);
    expect(await read(`/requests/${body.requestId}`)).toEqual({
      requestId: body.requestId,
      request: null,
      processingStatus: 'DONE',
      reason: null,
      requestedBy: expect.stringMatching(/^tok_/),
      requestDate: '2036-01-01T12:00:00Z',
      accessKey: null,
      accessKeyVersion: { accessKeyUid: uid, version: 2, link: `/v1/access-keys/${uid}/versions/2` },
    });
    expect(await read(`/${uid}/versions/2`)).toMatchObject({
      cloudAccessKeyId: OTHER_CREDENTIALS.cloudAccessKeyId,
      deploymentStatus: 'ACTIVE',
    });
    expect(await read(`/${uid}`)).toMatchObject({ latestVersion: 2 });
    expect(await actionsOn(uid)).toEqual([
      'access_key.created',
      'access_key.activated',
      'access_key.version_created',
      'access_key.activated',
    ]);
  });

  it('seed-systems 1.10: is not allowed while one waits for its activation', async () => {
    const request = await submit(test, admin, '/v1/access-keys', keyBody({ accessKeyName: 'early' }));
    const { items } = await read<{ items: AccessKey[] }>('?project=web');
    const uid = items.find(({ accessKeyName }) => accessKeyName === 'early')?.accessKeyUid;
    const answer = await call('POST', `/${uid}/versions`, OTHER_CREDENTIALS);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: 'conflict',
      detail: 'action not allowed at this time: version 1 waits for its activation.',
    });
    await activate(test, request);
    expect((await call('POST', `/${uid}/versions`, OTHER_CREDENTIALS)).status).toBe(202);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ cloudSecretAccessKey: 'x' }, 'cloudAccessKeyId'],
    [{ cloudAccessKeyId: 'x' }, 'cloudSecretAccessKey'],
    [{ ...OTHER_CREDENTIALS, version: 7 }, 'version'],
  ])('seed-systems 1.16: of %j: 400 %s', async (json, field) => {
    const { uid } = await makeAccessKey(test, admin);
    expect(await fieldsOf(await call('POST', `/${uid}/versions`, json))).toEqual([400, field]);
  });
});

describe('what is there', () => {
  it('seed-systems 1.20: is listed page by page for who may see it, or given one by one', async () => {
    await addProject('list');
    const seer = await person(world, { members: { list: 'member' } });
    const uids: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      test.nowMs += 1;
      uids.unshift((await makeAccessKey(test, admin, { project: 'list' })).uid);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const page: { items: AccessKey[]; total: number; nextCursor: string | null } = await read(query, seer.token);
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ accessKeyUid }) => accessKeyUid));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(uids);
    expect(await read('?project=web', seer.token)).toMatchObject({ items: [], total: 0 });
    expect((await call('GET', `/${uids[0]}`, undefined, seer.token)).status).toBe(200);
    for (const query of ['?cursor=x', '?limit=0', '?limit=201', '?project=*', '?x=1', '?versionGuid=x']) {
      expect(await outcome(await call('GET', query))).toBe('400 invalid_request');
    }
  });

  it('seed-systems 1.20: is found by the guid of a version', async () => {
    const { uid, guid } = await makeAccessKey(test, admin);
    expect(await read(`?versionGuid=${guid}`)).toMatchObject({ items: [{ accessKeyUid: uid }], total: 1 });
    const nobody = await person(world, { members: { app: 'owner' } });
    expect(await read(`?versionGuid=${guid}`, nobody.token)).toMatchObject({ items: [], total: 0 });
    expect(await read(`?versionGuid=${crypto.randomUUID()}`)).toMatchObject({ items: [], total: 0 });
  });

  it.each([
    '/key_00000000001',
    '/tok_00000000001',
    '/x',
    '/key_00000000001/versions',
    '/key_00000000001/versions/1',
    '/key_00000000001/versions/1/properties',
    '/requests/akr_00000000001',
    '/requests/x',
    '/lookups/akl_00000000001',
  ])('%s is not there: 404', async (path) => {
    expect(await outcome(await call('GET', path))).toBe('404 not_found');
  });

  it('a version that a key has not is not there', async () => {
    const { uid } = await makeAccessKey(test, admin);
    expect(await outcome(await call('GET', `/${uid}/versions/2`))).toBe('404 not_found');
    for (const number of ['0', '-1', '1.5', 'x', '1000001']) {
      expect(await outcome(await call('GET', `/${uid}/versions/${number}`))).toBe('400 invalid_request');
    }
  });

  it('seed-systems 1.26, 1.27: is not changed: a key has no route for it, nor has a version', async () => {
    const { uid } = await makeAccessKey(test, admin);
    for (const method of ['PATCH', 'PUT']) {
      for (const path of [`/${uid}`, `/${uid}/versions/1`]) {
        const json = { accessKeyName: 'other', ...OTHER_CREDENTIALS };
        expect(await outcome(await call(method, path, json))).toBe('404 not_found');
      }
    }
    expect(await read(`/${uid}/versions/1`)).toMatchObject({ cloudAccessKeyId: CREDENTIALS.cloudAccessKeyId });
  });
});

describe('a project', () => {
  it('that has access keys is not deleted, and says so', async () => {
    await addProject('kept');
    const { uid } = await makeAccessKey(test, admin, { project: 'kept' });
    const remove = () => test.call('DELETE', '/v1/projects/kept', { token: admin });
    const answer = await remove();
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ detail: 'project kept is still used: 1 access key.' });
    await call('DELETE', `/${uid}/versions/1`);
    test.nowMs += 120_000;
    await runCron(test, '* * * * *');
    expect((await call('DELETE', `/${uid}`)).status).toBe(204);
    expect((await remove()).status).toBe(204);
    const left = env.DB.prepare("select count(*) as n from access_key_requests where project = 'kept'");
    expect(await left.first('n')).toBe(0);
  });

  it('that has properties is not deleted either', async () => {
    await addProject('front');
    await env.DB.exec("insert into properties values (77, 'front', 'site', 1, 1, 'usr_1', 0)");
    const answer = await test.call('DELETE', '/v1/projects/front', { token: admin });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ detail: 'project front is still used: 1 property.' });
  });

  it('an environment that a property is active in is not deleted', async () => {
    await env.DB.exec("insert into environments values ('preview', 'preview', 0)");
    await env.DB.exec("insert into properties values (78, 'web', 'site', 1, 1, 'usr_1', 0)");
    await env.DB.exec("insert into active_properties values (78, 'preview', 1, null, 1, 0)");
    const answer = await test.call('DELETE', '/v1/environments/preview', { token: admin });
    expect(await answer.json()).toMatchObject({ detail: 'environment preview is still used: 1 active property.' });
  });
});
