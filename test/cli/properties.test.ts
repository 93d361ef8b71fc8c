import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Activation,
  type Property,
  PropertyDocument,
  type PropertyVersion,
} from '../../src/contract/properties.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder } from './support/run-jeton.ts';

const fixture = useFixture();
const WRITTEN = {
  hostnames: { staging: ['photos.example.com'] },
  origin: { url: 'https://photos.s3.eu-central-1.amazonaws.com' },
  rules: [{ paths: ['/*'], access: { by: 'token' } }],
};
const PROPERTY: Property = {
  id: 'prp_0000000001d',
  project: 'web',
  name: 'photos',
  latestVersion: 3,
  active: { production: 2, staging: 3 },
  createdBy: 'usr_0a1b2c3d4e5',
  createdAt: '2026-01-01T00:00:00Z',
};
const VERSION: PropertyVersion = {
  propertyId: PROPERTY.id,
  version: 3,
  document: PropertyDocument.parse(WRITTEN),
  note: null,
  errors: [],
  warnings: [],
  editable: true,
  active: [],
  createdBy: 'usr_0a1b2c3d4e5',
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
};
const WARNINGS = [{ path: 'rules[0]', message: 'is hidden' }];
const ERRORS = [{ path: 'signing.accessKeyVersionGuid', message: 'is no version that is active' }];
const ACTIVATION: Activation = {
  activationId: 'atv_0000000001e',
  activationLink: '/v1/properties/prp_0000000001d/activations?id=atv_0000000001e',
  propertyId: PROPERTY.id,
  propertyName: 'photos',
  type: 'ACTIVATE',
  version: 3,
  environment: 'staging',
  current: true,
  notify: ['ops@example.com'],
  note: null,
  createdBy: 'usr_0a1b2c3d4e5',
  createdAt: '2026-01-01T00:00:00Z',
};

/** Runs where photos.json holds the document. */
async function run(line: string) {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'photos.json'), JSON.stringify(WRITTEN));
  return fixture.jeton(['property', ...line.split(' ')], { cwd });
}

function requests(): string[] {
  return fixture.server.seen.map(({ method, url }) => `${method} ${url}`);
}

test('a property is made of the document in a file, as it stands there', async () => {
  fixture.server.replies.push({ status: 201, body: { property: PROPERTY, version: { ...VERSION, version: 1 } } });
  const ran = await run('create photos --project web --file photos.json --note first --quiet');
  expect(ran).toEqual({ code: 0, stdout: 'prp_0000000001d\n', stderr: '' });
  expect(requests()).toEqual(['POST /v1/properties']);
  expect(jsonOf(fixture.server.seen[0])).toEqual({ project: 'web', name: 'photos', document: WRITTEN, note: 'first' });
});

test.each([
  ['save prp_1 --file photos.json', 'POST /v1/properties/prp_1/versions'],
  ['save prp_1 3 --file photos.json', 'PUT /v1/properties/prp_1/versions/3'],
])('jeton property %s sends %s', async (line, request) => {
  fixture.server.replies.push({ status: 200, body: VERSION });
  expect(await run(`${line} --quiet`)).toEqual({ code: 0, stdout: '3\n', stderr: '' });
  expect(requests()).toEqual([request]);
  expect(jsonOf(fixture.server.seen[0])).toEqual({ document: WRITTEN });
});

test('warnings are told on stderr; errors too, and make a failure though the version is saved', async () => {
  fixture.server.replies.push({ status: 201, body: { ...VERSION, warnings: WARNINGS } });
  const warned = await run('save prp_1 --file photos.json');
  expect(warned).toMatchObject({ code: 0, stderr: 'warning: rules[0]: is hidden\n' });
  fixture.server.replies.splice(0, 1, { status: 201, body: { ...VERSION, errors: ERRORS } });
  const refused = await run('save prp_1 --file photos.json --quiet');
  expect(refused).toMatchObject({ code: 1, stdout: '3\n' });
  expect(refused.stderr).toContain('version 3 is saved, but an error in its document');
  expect(refused.stderr).toContain('\n  signing.accessKeyVersionGuid: is no version that is active\n');
  fixture.server.replies.splice(0, 1, {
    status: 201,
    body: { property: PROPERTY, version: { ...VERSION, errors: ERRORS } },
  });
  expect(await run('create photos --project web --file photos.json --quiet')).toMatchObject({
    code: 1,
    stdout: 'prp_0000000001d\n',
  });
});

test('a file that is no JSON, or not there, is told of, and nothing is sent', async () => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'photos.json'), '{"hostnames": }');
  const save = ['property', 'save', 'prp_1', '--file'];
  const broken = await fixture.jeton([...save, 'photos.json'], { cwd });
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('photos.json is no JSON') });
  expect(await fixture.jeton([...save, 'nowhere.json'], { cwd })).toMatchObject({ code: 2 });
  expect(requests()).toEqual([]);
});

test('a version is shown with its document, which --quiet prints alone, as the server told it', async () => {
  fixture.server.replies.push({ status: 200, body: { ...VERSION, errors: ERRORS } });
  const quiet = await run('version prp_1 3 --quiet');
  expect(requests()).toEqual(['GET /v1/properties/prp_1/versions/3']);
  expect(JSON.parse(quiet.stdout)).toEqual(VERSION.document);
  expect(quiet).toMatchObject({ code: 0, stderr: '' });
  const shown = await run('version prp_1 3');
  expect(shown.stdout).toContain('editable  yes\n');
  expect(shown.stdout).toContain('"photos.example.com"');
  expect(shown.stderr).toContain('error: signing.accessKeyVersionGuid: is no version that is active\n');
});

test.each([
  ['activate prp_1 --environment staging', { type: 'ACTIVATE', environment: 'staging', notify: [] }],
  [
    'activate prp_1 2 --environment staging --notify a@x.example,b@x.example --notify c@x.example --note back',
    {
      type: 'ACTIVATE',
      version: 2,
      environment: 'staging',
      notify: ['a@x.example', 'b@x.example', 'c@x.example'],
      note: 'back',
    },
  ],
  ['deactivate prp_1 --environment staging', { type: 'DEACTIVATE', environment: 'staging', notify: [] }],
])('jeton property %s asks for just that', async (line, body) => {
  fixture.server.replies.push({ status: 201, body: ACTIVATION });
  expect(await run(`${line} --quiet`)).toEqual({ code: 0, stdout: 'atv_0000000001e\n', stderr: '' });
  expect(requests()).toEqual(['POST /v1/properties/prp_1/activations']);
  expect(jsonOf(fixture.server.seen[0])).toEqual(body);
});

const { document: _document, errors: _errors, warnings: _warnings, ...LISTED } = VERSION;

test.each([
  ['get prp_1', 'GET /v1/properties/prp_1', { status: 200, body: PROPERTY }],
  [
    'list --project web --limit 2',
    'GET /v1/properties?project=web&limit=2',
    { status: 200, body: { items: [PROPERTY], total: 1, nextCursor: null } },
  ],
  ['versions prp_1', 'GET /v1/properties/prp_1/versions', { status: 200, body: { items: [LISTED], nextCursor: null } }],
  [
    'activations prp_1 --environment staging',
    'GET /v1/properties/prp_1/activations?environment=staging',
    { status: 200, body: { items: [ACTIVATION], nextCursor: null } },
  ],
  ['delete prp_1', 'DELETE /v1/properties/prp_1', { status: 204 }],
])('jeton property %s sends %s', async (line, request, reply) => {
  fixture.server.replies.push(reply);
  expect(await run(line)).toMatchObject({ code: 0 });
  expect(requests()).toEqual([request]);
});

test('a list says which version is active where, and counts in words', async () => {
  const items = [PROPERTY, { ...PROPERTY, id: 'prp_0000000002d', active: {} }];
  fixture.server.replies.push({ status: 200, body: { items, total: 2, nextCursor: null } });
  const ran = await run('list');
  expect(ran.stdout).toContain('production 2, staging 3');
  expect(ran.stderr).toBe('2 properties\n');
});

test('the schema is read without a token', async () => {
  fixture.server.replies.push({ status: 200, body: { $id: 'property' } });
  expect(await run('schema')).toEqual({ code: 0, stdout: '{"$id":"property"}\n', stderr: '' });
  expect(fixture.server.seen[0]?.url).toBe('/schemas/property.json');
  expect(fixture.server.seen[0]?.headers.authorization).toBeUndefined();
});
