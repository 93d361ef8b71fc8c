import { env } from 'cloudflare:workers';
import { calculateJwkThumbprint } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { asClient, createProver, type Form, oauthOutcome, postForm } from '../../support/oauth.ts';
import { person } from '../../support/people.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const TOKEN = { type: 'client', project: 'web', environments: ['production'], expires: '30d' };

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
});

const make = (fields: Record<string, unknown> = {}) => makeToken(test, admin, { ...TOKEN, ...fields });
const revoke = async (token: string, headers: Record<string, string> = {}, form: Form = {}) =>
  oauthOutcome(await postForm(test, '/oauth/revoke', { token, ...form }, headers));
const statusOf = async (id: string) => {
  const shown = await test.call('GET', `/v1/tokens/${id}`, { token: admin });
  return (await shown.json<{ status: string }>()).status;
};
const actorOf = (id: string) =>
  env.DB.prepare("select actor from events where target = ? and action = 'token.revoked'").bind(id).first('actor');

describe('whoever holds a secret may end it', () => {
  it('without any other credential; it is refused from the next request on', async () => {
    const { id, secret } = await make();
    expect(await revoke(secret, {}, { token_type_hint: 'access_token' })).toBe('200');
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: secret }))).toBe('401 token_revoked');
    expect(await actorOf(id)).toBe(id);
  });

  it('wherever it was found: bound to addresses or a key, disabled, not valid yet, for another audience', async () => {
    const dpopKey = await calculateJwkThumbprint((await createProver()).jwk);
    const bound = [
      await make({ allowedIps: ['192.0.2.0/24'] }),
      await make({ dpopKey }),
      await make({ notBefore: '2099-01-01T00:00:00Z', expires: 'never' }),
      await make({ format: 'jwt', audience: ['orders'] }),
      await make(),
    ];
    await test.call('POST', `/v1/tokens/${bound.at(-1)?.id}/disable`, { token: admin });
    for (const { id, secret } of bound) {
      expect(await revoke(secret)).toBe('200');
      expect(await statusOf(id)).toBe('revoked');
    }
  });

  it('as a client, for itself and for what it was exchanged for', async () => {
    const client = await make();
    const exchanged = await postForm(test, '/oauth/token', { grant_type: 'client_credentials' }, asClient(client));
    const { access_token } = await exchanged.json<{ access_token: string }>();
    expect(await revoke(access_token, asClient(client))).toBe('200');
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: access_token }))).toBe('401 token_revoked');
    expect(await statusOf(client.id)).toBe('active');
    expect(await revoke(client.secret, {}, { client_id: client.id, client_secret: client.secret })).toBe('200');
    expect(await statusOf(client.id)).toBe('revoked');
  });

  it('under the name of who may delete it', async () => {
    const owner = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'owner' } });
    const { id, secret } = await make();
    expect(await revoke(secret, { Authorization: `Bearer ${owner.token}` })).toBe('200');
    expect(await actorOf(id)).toBe(owner.id);
  });
});

describe('nothing is revoked', () => {
  it('where there is nothing to revoke: 200, twice too', async () => {
    const { secret } = await make();
    for (const token of ['no token', 'x'.repeat(8_000), secret, secret]) expect(await revoke(token)).toBe('200');
  });

  it('by a secret that was replaced: it lets nobody in, and ends nothing', async () => {
    const { id, secret } = await make();
    await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin });
    expect(await revoke(secret)).toBe('200');
    expect(await statusOf(id)).toBe('active');
  });

  it('for a client whose credentials are wrong', async () => {
    const { id, secret } = await make();
    const other = await make();
    expect(await revoke(secret, asClient({ id, secret: other.secret }))).toBe('401 invalid_client');
    expect(await revoke(secret, { Authorization: 'Bearer no-token-of-ours' })).toBe('401 invalid_token');
    expect(await statusOf(id)).toBe('active');
  });

  it('of what is public by nature, but by who may delete it', async () => {
    const { id, secret } = await make({ type: 'frontend', allowedOrigins: ['*'] });
    expect(await revoke(secret)).toBe('400 unsupported_token_type');
    expect(await revoke(secret, asClient(await make()))).toBe('400 unsupported_token_type');
    expect(await statusOf(id)).toBe('active');
    expect(await revoke(secret, { Authorization: `Bearer ${admin}` })).toBe('200');
    expect(await statusOf(id)).toBe('revoked');
  });

  it('without a token, or with two', async () => {
    expect(await revoke('')).toBe('400 invalid_request');
    expect(await revoke('', {}, { token: ['a', 'b'] })).toBe('400 invalid_request');
  });
});

it('who tries strings out is counted: 429 in the end', async () => {
  const outcomes = new Set<string>();
  for (let n = 0; n < 70; n += 1) {
    outcomes.add(await revoke(`guess-${n}-0123456789`, { 'CF-Connecting-IP': '203.0.113.98' }));
  }
  expect([...outcomes]).toEqual(['200', '429 rate_limited']);
});
