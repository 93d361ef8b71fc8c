import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { freePort, freshState, runScript, type Script } from '../scripts/run-script.ts';
import { type Bucket, startBucket } from './support/bucket.ts';

/** The key of a cloud from its first request to its last day: the command line against a fresh `npm start`. */
const SECRETS = {
  AKIAIOSFODNN7EXAMPLE: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AKIAI44QH8DHBEXAMPLE: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
} as const;
const [FIRST, SECOND] = Object.keys(SECRETS) as [keyof typeof SECRETS, keyof typeof SECRETS];
const HOSTNAME = 'files.localhost';

const state = freshState();
let server: Script;
let port: number;
let bucket: Bucket;
/** What the story has come to know. */
let key: string;
let property: string;
let token: string;

beforeAll(async () => {
  port = await freePort();
  bucket = await startBucket(SECRETS, 'autumn leaves');
  server = runScript('scripts/start.ts', { state, port });
  await server.says('Ctrl-C');
});

afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ends();
  await bucket.close();
});

function jeton(line: string, input = '') {
  const { JETON_TOKEN: _token, ...environment } = process.env;
  const run = spawnSync(process.execPath, [join(REPOSITORY, 'cli/jeton.js'), ...line.split(' ')], {
    cwd: state,
    input,
    encoding: 'utf8',
    env: environment,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The output of a command that must succeed. */
function done(line: string, input?: string): string {
  const { code, out, err } = jeton(line, input);
  expect(code, `${line}: ${err}`).toBe(0);
  return out.trim();
}

function told(line: string) {
  return JSON.parse(done(`${line} --json`));
}

/** A request as it comes to the hostname of the property. */
async function fetchThrough(path: string, bearer = token) {
  const headers = { host: `${HOSTNAME}:${port}`, authorization: `Bearer ${bearer}` };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, resolve).on('error', reject).end();
  });
  return { status: response.statusCode, by: response.headers['signed-by'], body: await text(response) };
}

/** The document of the property, with the version of the key that it signs with. */
function write(versionGuid: string): void {
  const document = {
    hostnames: { staging: [HOSTNAME] },
    origin: { url: `${bucket.url}/photos` },
    signing: { accessKeyVersionGuid: versionGuid },
    rules: [
      {
        paths: ['/{album}/*'],
        access: { by: 'token', requires: [{ resource: 'album', name: '{album}', action: 'read' }] },
      },
    ],
  };
  writeFileSync(join(state, 'photos.json'), JSON.stringify(document));
}

it('seed-systems 1.9, 1.11, 1.14: a key is asked for, asked after until it is done, and its secret is told nowhere', async () => {
  done('project create web');
  const create = `access-key create photos --project web --cloud-key-id ${FIRST}`;
  const accepted = JSON.parse(done(`${create} --json`, SECRETS[FIRST]));
  expect(accepted).toEqual({ requestId: expect.stringMatching(/^akr_/), retryAfter: 5 });
  const ask = `access-key request ${accepted.requestId}`;
  await expect.poll(() => done(`${ask} --quiet`), { timeout: 30_000 }).toBe('DONE');
  const record = told(ask);
  key = record.accessKey.accessKeyUid;
  expect(record).toMatchObject({
    request: { accessKeyName: 'photos', project: 'web', authenticationMethod: 'AWS4_HMAC_SHA256' },
    accessKey: { link: `/v1/access-keys/${key}` },
    accessKeyVersion: { accessKeyUid: key, version: 1, link: `/v1/access-keys/${key}/versions/1` },
  });
  const said = [ask, `access-key get ${key}`, `access-key version ${key} 1`, 'access-key list', 'event list'].map(told);
  expect(JSON.stringify(said)).not.toContain(SECRETS[FIRST]);
  const again = jeton(create, SECRETS[FIRST]);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('(conflict)') });
});

it('seed-systems 1.22, 1.28, 1.31: a property signs with it, once it is activated, for whom a token lets in', async () => {
  write(done(`access-key version ${key} 1 --quiet`));
  property = done('property create photos --project web --file photos.json --quiet');
  token = done('token create reader --project web --environment staging --grant album:autumn:read --quiet');
  expect(await fetchThrough('/autumn/leaf.jpg')).not.toMatchObject({ status: 200 });
  const activation = told(`property activate ${property} --environment staging --notify ops@example.com`);
  expect(activation).toMatchObject({
    activationId: expect.stringMatching(/^atv_/),
    activationLink: expect.stringContaining(`/v1/properties/${property}/activations`),
    notify: ['ops@example.com'],
  });
  expect(await fetchThrough('/autumn/leaf.jpg')).toEqual({ status: 200, by: FIRST, body: 'autumn leaves' });
  expect(await fetchThrough('/winter/snow.jpg')).toMatchObject({ status: 403, by: undefined });
  expect(await fetchThrough('/autumn/leaf.jpg', 'nobody')).toMatchObject({ status: 401, by: undefined });
});

it('seed-systems 1.16, 1.33, 1.34, 1.36, 1.37: version 2 takes over without an outage, and version 1 stays while it is used', async () => {
  expect(done(`access-key add-version ${key} --cloud-key-id ${SECOND} --wait --quiet`, SECRETS[SECOND])).toBe('2');
  expect(told(`access-key get ${key}`)).toMatchObject({ latestVersion: 2 });
  expect(jeton(`access-key add-version ${key} --cloud-key-id THIRD`, 'x').err).toContain('(limit_reached)');
  const early = jeton(`access-key delete-version ${key} 1`);
  expect(early).toMatchObject({ code: 1, err: expect.stringMatching(/property photos \(staging\).*\(conflict\)/) });
  const uses = [{ accessKeyUid: key, version: 1, propertyId: property, stagingVersion: 1, productionVersion: null }];
  expect(told(`access-key properties ${key} 1`)).toMatchObject({ properties: uses });
  const lookup = told(`access-key look-up ${key} 1 --wait`);
  expect(lookup).toMatchObject({
    lookupId: expect.stringMatching(/^akl_/),
    lookupStatus: 'COMPLETE',
    properties: uses,
  });

  write(done(`access-key version ${key} 2 --quiet`));
  expect(done(`property save ${property} --file photos.json --quiet`)).toBe('2');
  expect(await fetchThrough('/autumn/leaf.jpg')).toMatchObject({ status: 200, by: FIRST });
  done(`property activate ${property} --environment staging`);
  expect(await fetchThrough('/autumn/leaf.jpg')).toMatchObject({ status: 200, by: SECOND });
  expect(done(`access-key properties ${key} 1`)).toBe('');
  expect(told(`access-key looked-up ${lookup.lookupId}`)).toEqual(lookup);
});

it('seed-systems 1.23, 1.38: a version that nothing uses is deleted, and gone within five minutes; then the key is', async () => {
  expect(told(`access-key delete-version ${key} 1`)).toMatchObject({
    version: 1,
    deploymentStatus: 'PENDING_DELETION',
  });
  expect(jeton(`property activate ${property} 1 --environment staging`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('PENDING_DELETION'),
  });
  expect(await fetchThrough('/autumn/leaf.jpg')).toMatchObject({ status: 200, by: SECOND });
  expect(jeton(`access-key delete-version ${key} 2`).err).toContain('(conflict)');
  done(`property deactivate ${property} --environment staging`);
  expect(await fetchThrough('/autumn/leaf.jpg')).not.toMatchObject({ status: 200 });
  done(`access-key delete-version ${key} 2`);
  expect(jeton(`access-key delete ${key}`).err).toContain('(conflict)');
  await expect.poll(() => done(`access-key versions ${key} --quiet`), { timeout: 300_000, interval: 5_000 }).toBe('');
  expect(jeton(`access-key version ${key} 1`).err).toContain('(not_found)');
  done(`access-key delete ${key}`);
  expect(jeton(`access-key get ${key}`).err).toContain('(not_found)');
  done(`property delete ${property}`);
}, 320_000);
