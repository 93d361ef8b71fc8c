import { exports } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Token, Told } from '../../../src/contract/tokens.ts';
import { SIGNATURE } from '../../../src/domain/dpop/possession.ts';
import { verifyToken } from '../../../src/domain/tokens/verify.ts';
import { verifyDepsOf } from '../../../src/invocation.ts';
import { attemptOf } from '../../domain/tokens/samples.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { asClient, oauthOutcome, postForm } from '../../support/oauth.ts';
import { addProject } from '../../support/route-contract.ts';
import { codeIn, recordMailOf, redeem, share } from '../../support/shares.ts';

const KEY_ID = /^JTN[A-Z2-7]{32}$/;
const SECRET = /^[A-Za-z0-9_-]{40}$/;
const GRANTS = [{ resource: 'bucket', name: 'assets/public/*', actions: ['read', 'write'] }];
const S3 = { type: 'client', project: 'web', environments: ['production'], grants: GRANTS, s3: true, name: 'backup' };

const PERSONAL = { type: 'personal', name: 'backup', s3: true };

const test = createTestApp();
let admin = '';
let reader: { id: string; secret: string };
let made: Made;
type Made = Told & { token: Token };

beforeAll(async () => {
  // Another Worker asks by the real clock.
  test.nowMs = Date.now();
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  reader = await makeToken(test, admin, { ...S3, s3: undefined, grants: [], type: 'access' });
});

beforeEach(async () => {
  test.nowMs = Date.now();
  made = await create();
});

async function create(fields: Record<string, unknown> = {}): Promise<Made> {
  const response = await test.call('POST', '/v1/tokens', { token: admin, json: { ...S3, ...fields } });
  expect(response.status, await response.clone().text()).toBe(201);
  return response.json();
}

const path = (rest = '') => `/v1/tokens/${made.token.id}${rest}`;
const keyIdOf = ({ s3 }: Told) => s3?.accessKeyId ?? '';
/** A pair as it is told: the secret is that of the token. */
function expectPair(told: Told): void {
  expect(told.s3?.accessKeyId).toMatch(KEY_ID);
  expect(told.s3?.secretAccessKey).toMatch(SECRET);
  expect(told.secret).toBe(told.s3?.secretAccessKey);
}

/** The verdict on a request that was signed with the key of this id. */
async function signedBy(keyId: string): Promise<string> {
  const { services, isolate, nowMs } = test;
  const work: Promise<unknown>[] = [];
  const background = (promise: Promise<unknown>) => void work.push(promise);
  const deps = verifyDepsOf({ services, isolate, nowMs, clientId: null }, background, () => 'req_1');
  const attempt = attemptOf({ nowSeconds: Math.floor(nowMs / 1000), possession: SIGNATURE });
  const verdict = await verifyToken(deps, keyId, attempt, 'strict');
  await Promise.all(work);
  return verdict.ok ? 'in' : verdict.denial.reason;
}

describe('a token with s3', () => {
  it('seed-systems 2.4, 2.14: is an S3 key pair, and its secret is the secret of the pair', () => {
    expectPair(made);
    expect(made.token).toMatchObject({ s3: true, type: 'client', format: 'opaque', grants: GRANTS });
  });

  it('seed-systems 2.17: tells the pair this once, and no answer after it', async () => {
    for (const at of [path(), '/v1/tokens?q=backup', path('/events')]) {
      const text = await (await test.call('GET', at, { token: admin })).text();
      expect(text).toContain(made.token.id);
      for (const half of [keyIdOf(made), made.secret]) expect(text).not.toContain(half);
    }
  });

  it('seed-systems 2.24 [api]: lets in what is signed with its key, and ends when it ends', async () => {
    expect(await signedBy(keyIdOf(made))).toBe('in');
    expect(await outcome(await test.call('POST', path('/disable'), { token: admin, json: {} }))).toBe('200');
    expect(await signedBy(keyIdOf(made))).toBe('disabled');
    expect(await outcome(await test.call('POST', path('/enable'), { token: admin, json: {} }))).toBe('200');
    expect(await signedBy(keyIdOf(made))).toBe('in');
    expect(await outcome(await test.call('DELETE', path(), { token: admin }))).toBe('204');
    expect(await signedBy(keyIdOf(made))).toBe('revoked');
    const brief = await create({ expires: '1h' });
    test.nowMs += 3_601_000;
    expect(await signedBy(keyIdOf(brief))).toBe('expired');
  });

  it('is ended by a bulk revocation like any other', async () => {
    const json = { project: 'web', type: 'client', issuedBefore: new Date(test.nowMs + 1000).toISOString() };
    expect(await outcome(await test.call('POST', '/v1/tokens/revoke', { token: admin, json }))).toBe('200');
    expect(await signedBy(keyIdOf(made))).toBe('revoked');
  });

  it('another token lets in nothing that is signed', async () => {
    expect(await signedBy(reader.secret)).toBe('unknown_token');
  });

  it.each([
    ['a type that is a person', PERSONAL, 's3'],
    ['a type for browsers', { ...S3, type: 'frontend', grants: [] }, 's3'],
    ['the type admin', { ...PERSONAL, type: 'admin' }, 's3'],
    ['the format jwt', { ...S3, format: 'jwt', expires: '1d' }, 'format'],
    ['an audience', { ...S3, audience: ['https://a.example'] }, 'audience'],
    ['a DPoP key', { ...S3, dpopKey: 'k'.repeat(43) }, 'dpopKey'],
    ['origins of browsers', { ...S3, allowedOrigins: ['https://a.example'] }, 'allowedOrigins'],
    ['what no bucket knows', { ...S3, grants: [{ resource: 'bucket', name: 'a', actions: ['list'] }] }, 'grants'],
  ])('cannot have %s', async (_what, json, field) => {
    const response = await test.call('POST', '/v1/tokens', { token: admin, json });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });

  it('is changed like any other, but not into what it cannot be', async () => {
    const patch = (json: object) => test.call('PATCH', path(), { token: admin, json });
    const grants = [{ resource: 'bucket', name: 'assets', actions: ['read', 'delete', 'manage'] }];
    expect(await (await patch({ grants, allowedIps: ['192.0.2.0/24'] })).json()).toMatchObject({ grants, s3: true });
    expect(await outcome(await patch({ dpopKey: 'k'.repeat(43) }))).toBe('400 invalid_request');
    expect(await outcome(await patch({ allowedOrigins: ['*'] }))).toBe('400 invalid_request');
    expect(await outcome(await patch({ dpopKey: null, allowedOrigins: null }))).toBe('200');
    const unknown = [{ resource: 'bucket', name: 'a', actions: ['list'] }];
    expect(await outcome(await patch({ grants: unknown }))).toBe('400 invalid_request');
  });
});

describe('neither half of a pair lets anybody in by itself', () => {
  /** Both halves, and the id under a false tag. */
  const halves = () => [
    keyIdOf(made),
    made.secret,
    `${keyIdOf(made).slice(0, -1)}${keyIdOf(made).endsWith('A') ? 'B' : 'A'}`,
  ];

  it('seed-systems 2.15: not as a bearer token, at any route', async () => {
    for (const token of halves()) {
      for (const [method, at] of [
        ['GET', '/v1/tokens/self'],
        ['DELETE', '/v1/tokens/self'],
        ['POST', '/v1/tokens/self/refresh'],
        ['GET', '/v1/tokens'],
        ['GET', '/v1/projects/web/namespaces'],
      ] as const) {
        expect(await outcome(await test.call(method, at, { token })), `${method} ${at}`).toBe('401 invalid_token');
      }
    }
    expect(await signedBy(keyIdOf(made))).toBe('in');
  });

  it('not to whoever has it verified, by HTTP or over the service binding', async () => {
    const { token: guard } = await create({ s3: undefined, grants: [] });
    expect(guard.s3).toBe(false);
    for (const token of halves()) {
      const json = { token, environment: 'production' };
      const response = await test.call('POST', '/v1/tokens/verify', { token: admin, json });
      expect(await response.json()).toEqual({ active: false, code: 'invalid_token' });
      expect(await exports.Jeton.verify(token)).toMatchObject({ active: false, code: 'invalid_token' });
    }
  });

  it('not at the OAuth endpoints: inactive, no client, nothing to exchange, and nothing that it ends', async () => {
    const type = 'urn:ietf:params:oauth:token-type:access_token';
    const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
    for (const token of halves()) {
      const introspected = await postForm(test, '/oauth/introspect', { token }, asClient(reader));
      expect(await introspected.json()).toEqual({ active: false });
      const asked = { id: made.token.id, secret: token };
      const granted = await postForm(test, '/oauth/token', { grant_type: 'client_credentials' }, asClient(asked));
      expect(await oauthOutcome(granted)).toMatch(/^401 invalid_client/);
      const form = { grant_type: exchange, subject_token: token, subject_token_type: type };
      expect(await oauthOutcome(await postForm(test, '/oauth/token', form, asClient(reader)))).toMatch(/^400 /);
      for (const headers of [{}, asClient(reader), { Authorization: `Bearer ${admin}` }]) {
        const revoked = await postForm(test, '/oauth/revoke', { token }, headers);
        expect([200, 401]).toContain(revoked.status);
      }
    }
    expect(await signedBy(keyIdOf(made))).toBe('in');
  });

  it('and none can be imported', async () => {
    const row = { type: 'client', name: 'n', project: 'web', environments: ['production'] };
    const tokens = [
      { ...row, secret: keyIdOf(made) },
      { ...row, secret: `JTN${'A'.repeat(32)}` },
      { ...row, s3: true, secret: 'an-old-string-of-another-make' },
    ];
    const response = await test.call('POST', '/v1/tokens/import', { token: admin, json: { tokens } });
    const { results } = await response.json<{ results: { status: string; detail: string }[] }>();
    expect(results.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused']);
    expect(results[0]?.detail).toContain('was made by a deployment of Jeton');
  });
});

describe('a new pair', () => {
  const refresh = async (json: object = {}, headers: Record<string, string> = {}) => {
    const response = await test.call('POST', path('/refresh'), { token: admin, json, headers });
    expect(response.status, await response.clone().text()).toBe(200);
    return response.json<Made>();
  };

  it('takes the place of the old one at once', async () => {
    const fresh = await refresh();
    expectPair(fresh);
    expect(keyIdOf(fresh)).not.toBe(keyIdOf(made));
    expect(await signedBy(keyIdOf(made))).toBe('replaced');
    expect(await signedBy(keyIdOf(fresh))).toBe('in');
  });

  it('with an overlap leaves the old one to work until it is first used itself', async () => {
    const fresh = await refresh({ overlap: '24h' });
    expect(await signedBy(keyIdOf(made))).toBe('in');
    expect(await signedBy(keyIdOf(fresh))).toBe('in');
    expect(await signedBy(keyIdOf(made))).toBe('replaced');
  });

  it('is told again to who asks again with the same Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': 'lost' };
    const fresh = await refresh({}, headers);
    expect(await refresh({}, headers)).toEqual(fresh);
    expect(await signedBy(keyIdOf(fresh))).toBe('in');
  });
});

describe('a pair is handed over', () => {
  it('by a reveal, where it is retrievable, and by none where it is not', async () => {
    expect(await outcome(await test.call('GET', path('/secret'), { token: admin }))).toBe('409 conflict');
    const { token, ...told } = await create({ retrievable: true });
    const response = await test.call('GET', `/v1/tokens/${token.id}/secret`, { token: admin });
    expect(await response.json()).toEqual(told);
  });

  it.each([
    ['a new one, which ends the one before', false, 'replaced'],
    ['the one that there is, where it is retrievable', true, 'in'],
  ])('by a link: %s', async (_which, retrievable, before) => {
    made = await create({ retrievable });
    const mail = recordMailOf({ test, admin, kvWrites: () => 0 });
    expect((await share(test, admin, made.token.id)).status).toBe(201);
    for (const half of [keyIdOf(made), made.secret]) expect(JSON.stringify(mail.sent)).not.toContain(half);
    const redeemed = await (await redeem(test, codeIn(mail))).json<Told & { token: { s3: boolean } }>();
    expectPair(redeemed);
    expect(redeemed.token.s3).toBe(true);
    expect(await signedBy(keyIdOf(redeemed))).toBe('in');
    expect(await signedBy(keyIdOf(made))).toBe(before);
  });
});
