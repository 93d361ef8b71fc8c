import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Namespace, Project } from '../../src/contract/places.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder } from './support/run-jeton.ts';

const fixture = useFixture();
const CREATED_AT = '2026-01-01T00:00:00Z';
const PLACE: Project = { id: 'web', name: 'Web shop', createdAt: CREATED_AT };
const SPACE: Namespace = { project: 'web', name: 'm', group: null, retentionDays: 0, createdAt: CREATED_AT };
const AT = ['--project', 'web', '--namespace', 'm'];

test.each([
  [['project', 'create', 'web'], 'POST /v1/projects', { id: 'web', name: 'web' }],
  [['project', 'create', 'web', '--name', 'Web shop'], 'POST /v1/projects', { id: 'web', name: 'Web shop' }],
  [['project', 'rename', 'web', 'New'], 'PATCH /v1/projects/web', { name: 'New' }],
  [['project', 'get', 'web'], 'GET /v1/projects/web', null],
  [['environment', 'create', 'preview'], 'POST /v1/environments', { id: 'preview', name: 'preview' }],
  [['environment', 'get', 'preview'], 'GET /v1/environments/preview', null],
])('jeton %j sends %s', async (args, request, body) => {
  fixture.server.replies.push({ status: 200, body: PLACE });
  const ran = await fixture.jeton([...args, '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: 'web\n', stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(request);
  if (body !== null) expect(jsonOf(seen)).toEqual(body);
});

test.each([
  [
    ['namespace', 'create', 'm', '--project', 'web', '--retention-days', '30', '--group', 'g'],
    'POST /v1/projects/web/namespaces',
    { name: 'm', retentionDays: 30, group: 'g' },
  ],
  [
    ['namespace', 'update', 'm', '--project', 'web', '--no-group'],
    'PATCH /v1/projects/web/namespaces/m',
    { group: null },
  ],
  [
    ['namespace', 'update', 'm', '--project', 'web', '--retention-days', '0'],
    'PATCH /v1/projects/web/namespaces/m',
    { retentionDays: 0 },
  ],
  [['namespace', 'get', 'm', '--project', 'web'], 'GET /v1/projects/web/namespaces/m', null],
])('jeton %j sends %s', async (args, request, body) => {
  fixture.server.replies.push({ status: 200, body: SPACE });
  expect((await fixture.jeton(args)).code).toBe(0);
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(request);
  if (body !== null) expect(jsonOf(seen)).toEqual(body);
});

test.each([
  [['project', 'delete', 'web'], 'DELETE /v1/projects/web'],
  [['environment', 'delete', 'preview'], 'DELETE /v1/environments/preview'],
  [['namespace', 'delete', 'm', '--project', 'web'], 'DELETE /v1/projects/web/namespaces/m'],
  [['item', 'delete', 'a/b', ...AT], 'DELETE /v1/projects/web/namespaces/m/items/a%2Fb'],
])('jeton %j sends %s', async (args, request) => {
  fixture.server.replies.push({ status: 204 });
  expect(await fixture.jeton(args)).toMatchObject({ code: 0, stdout: '' });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});

test.each([
  [['project', 'list'], '/v1/projects', PLACE, 'web\n'],
  [['environment', 'list', '--limit', '2'], '/v1/environments?limit=2', PLACE, 'web\n'],
  [['namespace', 'list', '--project', 'web'], '/v1/projects/web/namespaces', SPACE, 'm\n'],
])('jeton %j --quiet gives the names alone', async (args, url, item, stdout) => {
  fixture.server.replies.push({ status: 200, body: { items: [item], total: 1, nextCursor: null } });
  expect(await fixture.jeton([...args, '--quiet'])).toEqual({ code: 0, stdout, stderr: '' });
  expect(fixture.server.seen[0]?.url).toBe(url);
});

test('the keys of a namespace are listed without a total', async () => {
  const items = [{ key: 'en/a', contentType: 'text/plain', expires: null }];
  fixture.server.replies.push({ status: 200, body: { items, nextCursor: null } });
  const ran = await fixture.jeton(['item', 'list', ...AT, '--environment', 'e', '--prefix', 'en/', '--all']);
  expect(ran.stdout).toBe('KEY   CONTENT TYPE  EXPIRES\nen/a  text/plain    never\n');
  expect(ran.stderr).toBe('1 item\n');
  expect(fixture.server.seen[0]?.url).toBe('/v1/projects/web/namespaces/m/items?environment=e&prefix=en%2F&limit=1000');
});

test('an item goes to a file byte for byte', async () => {
  const cwd = makeFolder();
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
  fixture.server.replies.push({ status: 200, body: bytes, headers: { 'content-type': 'image/png' } });
  const ran = await fixture.jeton(['item', 'get', 'ü key', ...AT, '--environment', 'e', '--output', 'out'], { cwd });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(cwd, 'out')).equals(bytes)).toBe(true);
  expect(fixture.server.seen[0]?.url).toBe('/v1/projects/web/namespaces/m/items/%C3%BC%20key?environment=e');
});

test('an item goes to stdout as it is, without a line break added', async () => {
  fixture.server.replies.push({ status: 200, body: 'hello' });
  expect((await fixture.jeton(['item', 'get', 'k', ...AT])).stdout).toBe('hello');
});

test('an item is stored from standard input or from a file, with its content type', async () => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'in'), 'from file');
  fixture.server.replies.push({ status: 204 });
  await fixture.jeton(['item', 'put', 'k', ...AT], { stdin: 'from stdin\n' });
  await fixture.jeton(['item', 'put', 'k', ...AT, '--file', 'in', '--content-type', 'text/plain'], { cwd });
  const [first, second] = fixture.server.seen;
  expect(`${first?.method} ${first?.url}`).toBe('PUT /v1/projects/web/namespaces/m/items/k');
  expect([first?.body.toString(), second?.body.toString()]).toEqual(['from stdin\n', 'from file']);
  expect([first?.headers['content-type'], second?.headers['content-type']]).toEqual([undefined, 'text/plain']);
});

test('a file that is not there is a mistake of usage', async () => {
  const ran = await fixture.jeton(['item', 'put', 'k', ...AT, '--file', 'nowhere']);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toBe('jeton: nowhere cannot be read (ENOENT)\n');
});

test('health sends no token', async () => {
  fixture.server.replies.push({ status: 200, body: { status: 'ok', setUp: true } });
  const ran = await fixture.jeton(['health']);
  expect(ran.stdout).toMatch(/status {2}ok\n/);
  expect(fixture.server.seen[0]?.headers.authorization).toBeUndefined();
});
