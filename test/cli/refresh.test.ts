import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonOf, useFixture } from './support/fixture.ts';
import { makeFolder, runJeton } from './support/run-jeton.ts';
import { NEW_SECRET, PROBLEM, SECRET, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const DONE = { status: 200, body: { token: TOKEN, secret: NEW_SECRET } };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function withProfile(): string {
  const cwd = makeFolder();
  mkdirSync(join(cwd, '.jeton'));
  const config = { profiles: { default: { url: fixture.server.url, token: SECRET } } };
  writeFileSync(join(cwd, '.jeton/config.json'), JSON.stringify(config), { mode: 0o600 });
  return cwd;
}

test('a refresh carries its overlap and a random key', async () => {
  fixture.server.replies.push(DONE);
  const ran = await fixture.jeton(['token', 'refresh', 'tok_1', '--overlap', '24h', '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${NEW_SECRET}\n`, stderr: '' });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe('POST /v1/tokens/tok_1/refresh');
  expect(jsonOf(seen)).toEqual({ overlap: '24h' });
  expect(seen?.headers['idempotency-key']).toMatch(UUID);
});

test('--overlap 0 is the number 0', async () => {
  fixture.server.replies.push(DONE);
  await fixture.jeton(['token', 'refresh', 'tok_1', '--overlap', '0']);
  expect(jsonOf(fixture.server.seen[0])).toEqual({ overlap: 0 });
});

test('a broken connection and a 503 are met with the same request, key included', async () => {
  fixture.server.replies.push('destroy', { status: 503, body: { ...PROBLEM, code: 'unavailable' } }, DONE);
  const ran = await fixture.jeton(['token', 'refresh', 'tok_1', '--quiet']);
  expect(ran).toEqual({ code: 0, stdout: `${NEW_SECRET}\n`, stderr: '' });
  const keys = fixture.server.seen.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
});

test('after three broken connections the key to ask again with is told', async () => {
  fixture.server.replies.push('destroy');
  const ran = await fixture.jeton(['token', 'refresh', 'tok_1', '--idempotency-key', 'mine']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('--idempotency-key mine');
  expect(fixture.server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['mine', 'mine', 'mine']);
});

test('a refusal is not repeated', async () => {
  fixture.server.replies.push({ status: 403, body: PROBLEM });
  expect((await fixture.jeton(['token', 'refresh', 'tok_1'])).code).toBe(1);
  expect(fixture.server.seen).toHaveLength(1);
});

test('other writes are not repeated: they carry no key', async () => {
  fixture.server.replies.push('destroy');
  const ran = await fixture.jeton(['token', 'disable', 'tok_1']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('broke');
  expect(fixture.server.seen).toHaveLength(1);
});

test('self-refresh puts the new secret into the profile and shows it nowhere', async () => {
  const cwd = withProfile();
  fixture.server.replies.push(DONE);
  const ran = await runJeton(['token', 'self-refresh'], { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stdout + ran.stderr).not.toContain(NEW_SECRET);
  const config = JSON.parse(readFileSync(join(cwd, '.jeton/config.json'), 'utf8'));
  expect(config.profiles.default).toEqual({ url: fixture.server.url, token: NEW_SECRET });
});

test('self-refresh of a token from the environment prints the new secret and leaves the profile alone', async () => {
  const cwd = withProfile();
  fixture.server.replies.push(DONE);
  const ran = await runJeton(['token', 'self-refresh', '--quiet'], { cwd, env: { JETON_TOKEN: SECRET } });
  expect(ran.stdout).toBe(`${NEW_SECRET}\n`);
  expect(readFileSync(join(cwd, '.jeton/config.json'), 'utf8')).not.toContain(NEW_SECRET);
});

test.skipIf(process.getuid?.() === 0)('self-refresh asks for no new secret that it could not keep', async () => {
  const cwd = withProfile();
  chmodSync(join(cwd, '.jeton'), 0o500);
  const ran = await runJeton(['token', 'self-refresh'], { cwd });
  chmodSync(join(cwd, '.jeton'), 0o700);
  expect(ran.code).toBe(2);
  expect(fixture.server.seen).toEqual([]);
});
