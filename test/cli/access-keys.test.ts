import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AccessKey, AccessKeyRequest, AccessKeyVersion, UsingProperty } from '../../src/contract/access-keys.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder } from './support/run-jeton.ts';

const fixture = useFixture();
const CLOUD_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const NETWORK = { securityNetwork: 'STANDARD_TLS', additionalCdn: null } as const;
const KEY: AccessKey = {
  accessKeyUid: 'key_0000000001a',
  project: 'web',
  authenticationMethod: 'AWS4_HMAC_SHA256',
  accessKeyName: 'photos',
  note: null,
  createdTime: '2026-01-01T00:00:00Z',
  createdBy: 'usr_0a1b2c3d4e5',
  networkConfiguration: NETWORK,
  latestVersion: 2,
};
const VERSION: AccessKeyVersion = {
  accessKeyUid: KEY.accessKeyUid,
  versionGuid: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
  version: 2,
  cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  deploymentStatus: 'ACTIVE',
  createdBy: 'usr_0a1b2c3d4e5',
  createdTime: '2026-01-01T00:00:00Z',
};
const OPEN: AccessKeyRequest = {
  requestId: 'akr_0000000001b',
  request: {
    accessKeyName: 'photos',
    project: 'web',
    authenticationMethod: 'AWS4_HMAC_SHA256',
    networkConfiguration: NETWORK,
  },
  processingStatus: 'IN_PROGRESS',
  reason: null,
  requestedBy: 'usr_0a1b2c3d4e5',
  requestDate: '2026-01-01T00:00:00Z',
  accessKey: null,
  accessKeyVersion: null,
};
const DONE: AccessKeyRequest = {
  ...OPEN,
  processingStatus: 'DONE',
  accessKey: { accessKeyUid: KEY.accessKeyUid, link: `/v1/access-keys/${KEY.accessKeyUid}` },
  accessKeyVersion: {
    accessKeyUid: KEY.accessKeyUid,
    version: 1,
    link: `/v1/access-keys/${KEY.accessKeyUid}/versions/1`,
  },
};
const FAILED: AccessKeyRequest = { ...OPEN, processingStatus: 'FAILED', reason: 'it took longer than ten minutes' };
const USING: UsingProperty = {
  accessKeyUid: KEY.accessKeyUid,
  version: 1,
  propertyId: 'prp_0000000001d',
  propertyName: 'photos',
  productionVersion: null,
  stagingVersion: 4,
  environments: { staging: 4, test: 2 },
};
const ACCEPTED = { status: 202, body: { requestId: OPEN.requestId, retryAfter: 0 } };
const LOOKING = { status: 202, body: { lookupId: 'akl_0000000001c', retryAfter: 0 } };
const CREATE = ['access-key', 'create', 'photos', '--project', 'web', '--cloud-key-id', 'AKIAIOSFODNN7EXAMPLE'];

function requests(): string[] {
  return fixture.server.seen.map(({ method, url }) => `${method} ${url}`);
}

test('a key is asked for with the secret from standard input, and what was accepted is shown', async () => {
  fixture.server.replies.push(ACCEPTED);
  const flags = '--method GOOG4_HMAC_SHA256 --network ENHANCED_TLS --cdn CHINA_CDN'.split(' ');
  const ran = await fixture.jeton([...CREATE, ...flags, '--note', 'of the shop'], { stdin: `${CLOUD_SECRET}\n` });
  expect(ran).toMatchObject({ code: 0, stdout: 'request  akr_0000000001b\n' });
  expect(ran.stderr).toContain('jeton access-key request akr_0000000001b');
  expect(requests()).toEqual(['POST /v1/access-keys']);
  expect(jsonOf(fixture.server.seen[0])).toEqual({
    accessKeyName: 'photos',
    authenticationMethod: 'GOOG4_HMAC_SHA256',
    project: 'web',
    credentials: { cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE', cloudSecretAccessKey: CLOUD_SECRET },
    networkConfiguration: { securityNetwork: 'ENHANCED_TLS', additionalCdn: 'CHINA_CDN' },
    note: 'of the shop',
  });
});

test('the secret may come from a file, and what it ends with is no part of it; without any nothing is sent', async () => {
  fixture.server.replies.push(ACCEPTED);
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'secret.txt'), `${CLOUD_SECRET}\r\n`);
  await fixture.jeton([...CREATE, '--cloud-secret-file', 'secret.txt'], { cwd });
  expect(jsonOf(fixture.server.seen[0])).toMatchObject({ credentials: { cloudSecretAccessKey: CLOUD_SECRET } });
  expect(await fixture.jeton(CREATE)).toMatchObject({ code: 2, stderr: expect.stringContaining('is empty') });
  expect(requests()).toEqual(['POST /v1/access-keys']);
});

test('with --wait it is asked after until it is done, and --quiet prints the uid of the key', async () => {
  fixture.server.replies.push(ACCEPTED, { status: 200, body: OPEN }, { status: 200, body: DONE });
  const ran = await fixture.jeton([...CREATE, '--wait', '--quiet'], { stdin: CLOUD_SECRET });
  expect(ran).toEqual({ code: 0, stdout: 'key_0000000001a\n', stderr: '' });
  expect(requests().slice(1)).toEqual(Array(2).fill('GET /v1/access-keys/requests/akr_0000000001b'));
});

test('a broken connection and a 503 do not end the waiting', async () => {
  fixture.server.replies.push(ACCEPTED, 'destroy', { status: 503 }, { status: 200, body: DONE });
  const ran = await fixture.jeton([...CREATE, '--wait', '--quiet'], { stdin: CLOUD_SECRET });
  expect(ran).toMatchObject({ code: 0, stdout: 'key_0000000001a\n' });
});

test('a request that failed is told with its reason, and is a failure of the command', async () => {
  fixture.server.replies.push(ACCEPTED, { status: 200, body: FAILED });
  const ran = await fixture.jeton([...CREATE, '--wait'], { stdin: CLOUD_SECRET });
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('FAILED') });
  expect(ran.stderr).toContain('jeton: the request failed: it took longer than ten minutes');
  expect(`${ran.stdout}${ran.stderr}`).not.toContain(CLOUD_SECRET);
  expect(await fixture.jeton(['access-key', 'request', 'akr_1', '--quiet'])).toMatchObject({
    code: 1,
    stdout: 'FAILED\n',
  });
});

test('a version is added like a key, and --quiet prints its number', async () => {
  const accessKeyVersion = {
    accessKeyUid: KEY.accessKeyUid,
    version: 2,
    link: '/v1/access-keys/key_0000000001a/versions/2',
  };
  const done = { ...DONE, request: null, accessKey: null, accessKeyVersion };
  fixture.server.replies.push(ACCEPTED, { status: 200, body: done });
  const line = 'access-key add-version key_0000000001a --cloud-key-id AKIA2 --wait --quiet';
  expect(await fixture.jeton(line.split(' '), { stdin: CLOUD_SECRET })).toEqual({ code: 0, stdout: '2\n', stderr: '' });
  expect(requests()[0]).toBe('POST /v1/access-keys/key_0000000001a/versions');
  expect(jsonOf(fixture.server.seen[0])).toEqual({ cloudAccessKeyId: 'AKIA2', cloudSecretAccessKey: CLOUD_SECRET });
});

test.each([
  ['get key_1', 'GET /v1/access-keys/key_1', { status: 200, body: KEY }, 'key_0000000001a\n'],
  [
    'version key_1 2',
    'GET /v1/access-keys/key_1/versions/2',
    { status: 200, body: VERSION },
    `${VERSION.versionGuid}\n`,
  ],
  [
    'versions key_1',
    'GET /v1/access-keys/key_1/versions',
    { status: 200, body: { items: [VERSION] } },
    `${VERSION.versionGuid}\n`,
  ],
  [
    'delete-version key_1 2',
    'DELETE /v1/access-keys/key_1/versions/2',
    { status: 202, body: { ...VERSION, deploymentStatus: 'PENDING_DELETION' } },
    `${VERSION.versionGuid}\n`,
  ],
  ['delete key_1', 'DELETE /v1/access-keys/key_1', { status: 204 }, ''],
  [
    'list --project web --guid 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed --limit 2',
    'GET /v1/access-keys?project=web&versionGuid=1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed&limit=2',
    { status: 200, body: { items: [KEY], total: 1, nextCursor: null } },
    'key_0000000001a\n',
  ],
  [
    'properties key_1 1',
    'GET /v1/access-keys/key_1/versions/1/properties',
    { status: 200, body: { properties: [USING] } },
    'prp_0000000001d\n',
  ],
])('jeton access-key %s sends %s', async (line, request, reply, stdout) => {
  fixture.server.replies.push(reply);
  const ran = await fixture.jeton(['access-key', ...line.split(' '), '--quiet']);
  expect(ran).toEqual({ code: 0, stdout, stderr: '' });
  expect(requests()).toEqual([request]);
});

test('which properties use a version is shown by environment; that none does is said, and nothing shown', async () => {
  fixture.server.replies.push(
    { status: 200, body: { properties: [USING] } },
    { status: 200, body: { properties: [] } },
  );
  const used = await fixture.jeton('access-key properties key_1 1'.split(' '));
  expect(used.stdout).toBe('PROPERTY         NAME    ACTIVE\nprp_0000000001d  photos  staging 4, test 2\n');
  expect(await fixture.jeton('access-key properties key_1 1'.split(' '))).toEqual({
    code: 0,
    stdout: '',
    stderr: 'no active property signs with it\n',
  });
});

test('a lookup is started, waited for and shown; one that fails is a failure', async () => {
  const submitted = { lookupId: 'akl_0000000001c', lookupStatus: 'SUBMITTED', properties: null };
  const complete = { ...submitted, lookupStatus: 'COMPLETE', properties: [USING] };
  fixture.server.replies.push(LOOKING, { status: 200, body: submitted }, { status: 200, body: complete });
  const line = 'access-key look-up key_0000000001a 1'.split(' ');
  expect((await fixture.jeton([...line, '--wait', '--quiet'])).stdout).toBe('prp_0000000001d\n');
  expect(jsonOf(fixture.server.seen[0])).toEqual({ accessKeyUid: 'key_0000000001a', version: 1 });
  expect(requests()[2]).toBe('GET /v1/access-keys/lookups/akl_0000000001c');
  fixture.server.replies.splice(0, 1, LOOKING, { status: 200, body: submitted });
  expect((await fixture.jeton([...line, '--quiet'])).stdout).toBe('akl_0000000001c\n');
  const looked = ['access-key', 'looked-up', 'akl_0000000001c'];
  expect(await fixture.jeton(looked)).toMatchObject({ code: 1, stderr: expect.stringContaining('not there yet') });
  fixture.server.replies.splice(0, 1, { status: 200, body: { ...submitted, lookupStatus: 'ERROR' } });
  expect(await fixture.jeton(looked)).toMatchObject({ code: 1, stderr: expect.stringContaining('the lookup failed') });
});

test('a version that is still used is refused with what the server says of it', async () => {
  const body = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    detail: 'Version 1 is used by prp_1.',
    code: 'conflict',
  };
  fixture.server.replies.push({ status: 409, body: { ...body, fix: 'Activate another version.', requestId: 'req_1' } });
  const ran = await fixture.jeton('access-key delete-version key_1 1'.split(' '));
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('Version 1 is used by prp_1. (conflict)');
});
