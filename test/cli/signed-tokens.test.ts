import { expect, test } from 'vitest';
import type { SigningKey } from '../../src/contract/signing-keys.ts';
import { jsonOf, useFixture } from './support/fixture.ts';
import { SECRET, SELF, TOKEN } from './support/samples.ts';

const fixture = useFixture();
const KEY: SigningKey = {
  kid: 'kid_0',
  algorithm: 'EdDSA',
  state: 'retired',
  createdAt: '2026-01-01T00:00:00Z',
  signsFrom: '2026-01-02T00:00:00Z',
  publishedUntil: '2026-04-01T01:00:00Z',
};
const THUMBPRINT = 'A'.repeat(43);
const SIGNED = {
  ...TOKEN,
  format: 'jwt',
  audience: ['https://orders.example', 'https://bills.example'],
  dpopKey: THUMBPRINT,
  derivedFrom: 'tok_0000000000a',
};
const JWT = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln';

test('the flags of a signed token have their places in the body, and what is special about it is shown', async () => {
  fixture.server.replies.push({ status: 201, body: { token: SIGNED, secret: JWT } });
  const line =
    'token create n --project a --environment e --namespace m+r --expires 1h --format jwt ' +
    `--audience https://orders.example --audience https://bills.example --dpop-key ${THUMBPRINT}`;
  const ran = await fixture.jeton(line.split(' '));
  expect(ran.code).toBe(0);
  expect(jsonOf(fixture.server.seen[0])).toMatchObject({
    format: 'jwt',
    audience: ['https://orders.example', 'https://bills.example'],
    dpopKey: THUMBPRINT,
  });
  expect(ran.stdout).toMatch(/^format +jwt$/m);
  expect(ran.stdout).toMatch(/^audience +https:\/\/orders\.example,https:\/\/bills\.example$/m);
  expect(ran.stdout).toMatch(new RegExp(`^proves key +${THUMBPRINT}$`, 'm'));
  expect(ran.stdout).toMatch(/^derived from +tok_0000000000a$/m);
  expect(ran.stdout).toContain(JWT);
});

test('of an opaque token nothing is said of formats, audiences, keys or parents', async () => {
  fixture.server.replies.push({ status: 200, body: TOKEN });
  expect((await fixture.jeton(['token', 'get', 'tok_1'])).stdout).not.toMatch(/format|audience|proves|derived/);
});

test.each([
  [`token update tok_1 --dpop-key ${THUMBPRINT}`, { dpopKey: THUMBPRINT }],
  ['token update tok_1 --no-dpop-key', { dpopKey: null }],
])('%s', async (line, body) => {
  fixture.server.replies.push({ status: 200, body: TOKEN });
  expect((await fixture.jeton(line.split(' '))).code).toBe(0);
  expect(jsonOf(fixture.server.seen[0])).toEqual(body);
});

test('a verifier says who it is, and a JWT is repeated in no error', async () => {
  fixture.server.replies.push({ status: 200, body: { active: true, code: null, token: SELF } });
  const asks = ['token', 'verify', '--audience', 'https://orders.example'];
  expect((await fixture.jeton(asks, { stdin: `${JWT}\n` })).code).toBe(0);
  expect(jsonOf(fixture.server.seen[0])).toEqual({ token: JWT, audience: 'https://orders.example' });
  const wrong = await fixture.jeton(['token', JWT]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).not.toContain(JWT);
});

test.each<[string, string, unknown]>([
  ['signing-key rotate', 'POST /v1/signing-keys', {}],
  ['signing-key rotate --signs-from now', 'POST /v1/signing-keys', { signsFrom: 'now' }],
])('%s', async (line, request, body) => {
  fixture.server.replies.push({ status: 201, body: KEY });
  const ran = await fixture.jeton([...line.split(' '), '--quiet']);
  expect(ran).toMatchObject({ code: 0, stdout: `${KEY.kid}\n` });
  const [seen] = fixture.server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(request);
  expect(seen?.headers.authorization).toBe(`Bearer ${SECRET}`);
  expect(jsonOf(seen)).toEqual(body);
});

test('the keys are listed with their states', async () => {
  fixture.server.replies.push({ status: 200, body: { items: [KEY] } });
  const { stdout, stderr } = await fixture.jeton(['signing-key', 'list']);
  expect(stdout).toMatch(/^KID +ALGORITHM +STATE +SIGNS FROM +PUBLISHED UNTIL\nkid_0 +EdDSA +retired /);
  expect(stderr).toBe('1 signing key\n');
});

test('a key is taken away only by those who say that they mean it', async () => {
  fixture.server.replies.push({ status: 204 });
  expect((await fixture.jeton(['signing-key', 'delete', 'kid_0'])).code).toBe(2);
  expect(fixture.server.seen).toEqual([]);
  expect(await fixture.jeton(['signing-key', 'delete', 'kid_0', '--yes'])).toMatchObject({ code: 0, stdout: '' });
  expect(fixture.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['DELETE /v1/signing-keys/kid_0']);
});
