import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSignedWith } from '../../../src/crypto/signing.ts';
import { findPublicKey } from '../../../src/domain/signing/keys.ts';
import { makeToken, ORIGIN, type TestApp } from '../../support/app.ts';
import { asClient, createProver, type Form, oauthOutcome, postForm } from '../../support/oauth.ts';
import { addProject, createWorld, runRouteContract, type World } from '../../support/route-contract.ts';

let world: World;
let test: TestApp;
const TOKEN = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'orders', name: '*', actions: ['read'] }],
  expires: '30d',
};
type Made = { id: string; secret: string };
let guard: Made;

beforeAll(async () => {
  world = await createWorld();
  test = world.test;
  await addProject('web');
  await addProject('app');
  guard = await make();
});

const make = (fields: Record<string, unknown> = {}) => makeToken(test, world.admin, { ...TOKEN, ...fields });
const ask = (token: string, form: Form = {}, headers: Record<string, string> = asClient(guard)) =>
  postForm(test, '/oauth/introspect', { token, ...form }, headers);
const said = async (token: string, form: Form = {}, headers?: Record<string, string>) => {
  const response = await ask(token, form, headers);
  expect(response.status).toBe(200);
  return response.json<Record<string, unknown>>();
};

runRouteContract(() => world, {
  name: 'POST /oauth/introspect',
  method: 'POST',
  path: '/oauth/introspect',
  body: () => new URLSearchParams({ token: 'any' }),
  admits: { type: 'client', project: 'web', environments: ['staging'] },
  wrongType: { type: 'frontend', project: 'web', environments: ['staging'] },
  boundedBody: true,
});

describe('a good token', () => {
  it('is told with all that a resource server needs, opaque or signed', async () => {
    const opaque = await make();
    const nowSeconds = Math.floor(test.nowMs / 1000);
    const expected = {
      active: true,
      scope: 'orders:*:read',
      client_id: opaque.id,
      token_type: 'Bearer',
      exp: nowSeconds + 30 * 86_400,
      iat: nowSeconds,
      sub: opaque.id,
      iss: ORIGIN,
      jti: opaque.id,
      projects: ['web'],
      environments: ['production'],
    };
    expect(await said(opaque.secret)).toEqual(expected);
    const key = await calculateJwkThumbprint((await createProver()).jwk);
    const signed = await make({ format: 'jwt', audience: ['orders'], dpopKey: key, expires: '1h' });
    const { id } = signed;
    expect(await said(signed.secret)).toEqual({
      ...expected,
      exp: nowSeconds + 3600,
      aud: ['orders'],
      client_id: id,
      sub: id,
      jti: id,
      token_type: 'DPoP',
      cnf: { jkt: key },
    });
  });

  it('that was exchanged names what it came from', async () => {
    const subject = await make();
    const exchanged = await postForm(test, '/oauth/token', { grant_type: 'client_credentials' }, asClient(subject));
    const { access_token } = await exchanged.json<{ access_token: string }>();
    expect(await said(access_token)).toMatchObject({ client_id: subject.id, sub: subject.id });
  });

  it('that is bound to an address is active where the caller passes that on', async () => {
    const { secret } = await make({ allowedIps: ['192.0.2.0/24'] });
    expect(await said(secret)).toEqual({ active: false });
    expect(await said(secret, { address: '192.0.2.1' })).toMatchObject({ active: true });
    expect(await said(secret, { address: '192.0.2.1', environment: 'staging' })).toEqual({ active: false });
  });

  it('is told to a client that posts its id and secret, and to who bears a token', async () => {
    const { secret } = await make();
    const posted = { client_id: guard.id, client_secret: guard.secret };
    expect(await said(secret, posted, {})).toMatchObject({ active: true });
    expect(await said(secret, {}, { Authorization: `Bearer ${world.admin}` })).toMatchObject({ active: true });
  });
});

describe('any other token is inactive, and nothing more is told', () => {
  it.each([['no token'], ['x'.repeat(8_000)], ['eyJhbGciOiJub25lIn0.e30.x'], [`web:production.jtn_${'0'.repeat(64)}`]])(
    '%.40s',
    async (token) => {
      expect(await said(token)).toEqual({ active: false });
    },
  );

  it('expired, revoked, disabled, replaced, not yet', async () => {
    const expired = await make({ expires: '1h' });
    test.nowMs += 3_600_000;
    expect(await said(expired.secret)).toEqual({ active: false });
    test.nowMs -= 3_600_000;
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/disable'],
      ['POST', '/refresh'],
    ] as const) {
      const made = await make();
      await test.call(method, `/v1/tokens/${made.id}${path}`, { token: world.admin });
      expect(await said(made.secret)).toEqual({ active: false });
    }
    const early = await make({ notBefore: '2099-01-01T00:00:00Z', expires: 'never' });
    expect(await said(early.secret)).toEqual({ active: false });
  });

  it('of a project that the caller has no part in', async () => {
    const { secret } = await make({ project: 'app' });
    expect(await said(secret)).toEqual({ active: false });
  });
});

describe('a caller is refused', () => {
  it('as a client with the secret of another, or of a type that verifies nothing', async () => {
    const { secret } = await make();
    const other = await make();
    const wrong = await ask(secret, {}, asClient({ id: guard.id, secret: other.secret }));
    expect(await oauthOutcome(wrong)).toBe('401 invalid_client');
    const page = await make({ type: 'frontend', environments: ['production'], grants: [] });
    expect(await oauthOutcome(await ask(secret, {}, asClient(page)))).toBe('401 invalid_client wrong_token_type');
  });

  it('with a form that is none, or names its token twice', async () => {
    expect(await oauthOutcome(await ask(''))).toBe('400 invalid_request');
    expect(await oauthOutcome(await ask('a', { token: ['a', 'b'] }))).toBe('400 invalid_request');
    const json = await test.call('POST', '/oauth/introspect', { token: guard.secret, json: { token: 'a' } });
    expect(await oauthOutcome(json)).toBe('400 invalid_request');
  });
});

describe('who accepts a JWT', () => {
  const headers = () => ({ ...asClient(guard), Accept: 'application/token-introspection+jwt' });

  it('gets one that is signed, for it alone, and is no access token', async () => {
    const { secret, id } = await make();
    const response = await ask(secret, {}, headers());
    expect(response.headers.get('Content-Type')).toBe('application/token-introspection+jwt');
    const jwt = await response.text();
    const { kid = '', typ } = decodeProtectedHeader(jwt);
    expect(typ).toBe('token-introspection+jwt');
    expect(decodeJwt(jwt)).toEqual({
      iss: ORIGIN,
      aud: guard.id,
      iat: Math.floor(test.nowMs / 1000),
      token_introspection: expect.objectContaining({ active: true, jti: id }),
    });
    const { services, isolate, nowMs } = test;
    const key = await findPublicKey({ ...services, ...isolate, nowMs }, kid);
    expect(key && (await isSignedWith(key, jwt))).toBe(true);
    expect((await test.call('GET', '/v1/tokens/self', { token: jwt })).status).toBe(401);
  });

  it('learns of a bad token nothing more either', async () => {
    const jwt = await (await ask('no token', {}, headers())).text();
    expect(decodeJwt(jwt).token_introspection).toEqual({ active: false });
  });
});
