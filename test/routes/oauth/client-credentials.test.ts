import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { basic } from '../../support/basic.ts';
import { asClient, type Form, oauthOutcome, postForm } from '../../support/oauth.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const GRANTS = [
  { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
  { resource: 'orders', name: '*', actions: ['read'] },
];
const CLIENT = { type: 'client', projects: ['web'], environments: ['production'], grants: GRANTS, expires: '30d' };
const GRANT = { grant_type: 'client_credentials' };
type Made = { id: string; secret: string };
let client: Made;

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  client = await makeToken(test, admin, CLIENT);
});

const make = (fields: Record<string, unknown> = {}) => makeToken(test, admin, { ...CLIENT, ...fields });
const ask = (form: Form = {}, by: Made = client, headers: Record<string, string> = {}) =>
  postForm(test, '/oauth/token', { ...GRANT, ...form }, { ...asClient(by), ...headers });
type Answer = { access_token: string; expires_in: number; scope?: string; token_type: string };
const given = async (response: Response) => {
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json<Answer>();
};

describe('client credentials give a signed token', () => {
  it('with all that the client may do, for an hour, and nothing that a cache may keep', async () => {
    const response = await ask();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Pragma')).toBe('no-cache');
    const answer = await given(response);
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'namespace:marketing:read namespace:marketing:write orders:*:read',
    });
    const claims = decodeJwt(answer.access_token);
    expect(claims).toMatchObject({ iss: ORIGIN, aud: [ORIGIN], sub: client.id, client_id: client.id });
    expect(claims).toMatchObject({ projects: ['web'], environments: ['production'], scope: answer.scope });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    const self = await test.call('GET', '/v1/tokens/self', { token: answer.access_token });
    expect(await self.json()).toMatchObject({ type: 'client', derivedFrom: client.id, format: 'jwt' });
  });

  it('that is listed like any other, named after its client and audited as its doing', async () => {
    const own = await make({ name: 'shop' });
    const { access_token } = await given(await ask({}, own));
    const { jti } = decodeJwt(access_token);
    const list = await test.call('GET', '/v1/tokens?q=exchanged%20from%20shop', { token: admin });
    expect(await list.json()).toMatchObject({
      total: 1,
      items: [{ id: jti, retrievable: false, derivedFrom: own.id }],
    });
    const event = await env.DB.prepare('select actor, action from events where target = ?').bind(jti).first();
    expect(event).toEqual({ actor: own.id, action: 'token.exchanged' });
  });

  it('to who sends id and secret in the form, as they are in Basic, or encoded there', async () => {
    const { id, secret } = client;
    const posted = await postForm(test, '/oauth/token', { ...GRANT, client_id: id, client_secret: secret });
    expect(await oauthOutcome(posted)).toBe('200');
    const raw = await postForm(test, '/oauth/token', GRANT, { Authorization: basic(id, secret) });
    expect(await oauthOutcome(raw)).toBe('200');
    const named = await ask({ client_id: id });
    expect(await oauthOutcome(named)).toBe('200');
  });

  it('to a client whose secret came from another system and holds what encoding would change', async () => {
    const old = 'key+with/signs+0123456789~';
    const row = { ...CLIENT, name: 'imported', secret: old };
    const made = await test.call('POST', '/v1/tokens/import', { token: admin, json: { tokens: [row] } });
    const { results } = await made.json<{ results: { id: string }[] }>();
    const id = results[0]?.id ?? '';
    const raw = await postForm(test, '/oauth/token', GRANT, { Authorization: basic(id, old) });
    expect(await oauthOutcome(raw)).toBe('200');
    expect(await oauthOutcome(await ask({}, { id, secret: old }))).toBe('200');
  });

  it('narrowed to the scope, the audience, the resource, the place and the life that are asked for', async () => {
    const wide = await make({ type: 'access', environments: ['staging', 'production'] });
    const form = {
      scope: 'orders:read namespace:marketing:read',
      audience: ['orders', 'stock'],
      resource: 'https://orders.example/v1',
      environment: ['staging'],
      project: 'web',
      requested_expiry: '60',
    };
    const { access_token, scope, expires_in } = await given(await ask(form, wide));
    expect({ scope, expires_in }).toEqual({ scope: 'orders:*:read namespace:marketing:read', expires_in: 60 });
    expect(decodeJwt(access_token)).toMatchObject({
      aud: ['orders', 'stock', 'https://orders.example/v1'],
      scope,
      environments: ['staging'],
    });
  });

  it('that lives no longer than is allowed, whatever is asked for, and never longer than its client', async () => {
    expect((await given(await ask({ requested_expiry: '86400' }))).expires_in).toBe(3600);
    const short = await make({ expires: '10m' });
    expect((await given(await ask({}, short))).expires_in).toBe(600);
  });

  it('that a secret in overlap gives until its own end at most', async () => {
    const rotated = await make();
    const json = { overlap: '5m' };
    await test.call('POST', `/v1/tokens/${rotated.id}/refresh`, { token: admin, json });
    expect((await given(await ask({}, rotated))).expires_in).toBe(300);
  });

  it('that ends with its client: revoked, disabled or with a new secret', async () => {
    const ends = {
      revoked: (id: string) => test.call('DELETE', `/v1/tokens/${id}`, { token: admin }),
      disabled: (id: string) => test.call('POST', `/v1/tokens/${id}/disable`, { token: admin }),
      replaced: (id: string) => test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin }),
    };
    for (const end of Object.values(ends)) {
      const own = await make();
      const { access_token } = await given(await ask({}, own));
      await end(own.id);
      const self = await test.call('GET', '/v1/tokens/self', { token: access_token });
      expect(await outcome(self)).toBe('401 token_revoked');
    }
  });

  it('without a scope where the client has no grants', async () => {
    expect(await given(await ask({}, await make({ grants: [] })))).not.toHaveProperty('scope');
  });
});

describe('a client is refused', () => {
  const refused = async (response: Response) => {
    expect(response.headers.get('WWW-Authenticate')).toBe('Basic realm="jeton"');
    return oauthOutcome(response);
  };

  it('with the genuine secret of another', async () => {
    const other = await make();
    expect(await refused(await ask({}, { id: client.id, secret: other.secret }))).toBe('401 invalid_client');
  });

  it('with an id that is none, or without one, or without any secret', async () => {
    expect(await refused(await ask({}, { ...client, id: 'shop' }))).toBe('401 invalid_client');
    const anonymous = await postForm(test, '/oauth/token', { ...GRANT, client_secret: client.secret });
    expect(await refused(anonymous)).toBe('401 invalid_client');
    expect(await refused(await postForm(test, '/oauth/token', GRANT))).toBe('401 invalid_client');
    const named = await postForm(test, '/oauth/token', { ...GRANT, client_id: client.id });
    expect(await refused(named)).toBe('401 invalid_client');
  });

  it.each([
    ['no base64', 'Basic %%%'],
    ['no colon', `Basic ${btoa('tok_1')}`],
    ['nothing', 'Basic'],
    ['too much', `Basic ${btoa(`a:${'x'.repeat(20_000)}`)}`],
  ])('with a Basic header of %s', async (_what, header) => {
    const response = await postForm(test, '/oauth/token', GRANT, { Authorization: header });
    expect(await refused(response)).toBe('401 invalid_client');
  });

  it('with a forged, an expired, a revoked, a replaced, a disabled and an early secret', async () => {
    const forged = { ...client, secret: client.secret.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) };
    expect(await refused(await ask({}, forged))).toBe('401 invalid_client invalid_token');
    const expired = await make({ expires: '1h' });
    test.nowMs += 3_600_000;
    expect(await refused(await ask({}, expired))).toBe('401 invalid_client token_expired');
    test.nowMs -= 3_600_000;
    const revoked = await make();
    await test.call('DELETE', `/v1/tokens/${revoked.id}`, { token: admin });
    expect(await refused(await ask({}, revoked))).toBe('401 invalid_client token_revoked');
    const replaced = await make();
    await test.call('POST', `/v1/tokens/${replaced.id}/refresh`, { token: admin });
    expect(await refused(await ask({}, replaced))).toBe('401 invalid_client token_replaced');
    const disabled = await make();
    await test.call('POST', `/v1/tokens/${disabled.id}/disable`, { token: admin });
    expect(await refused(await ask({}, disabled))).toBe('401 invalid_client token_disabled');
    const early = await make({ notBefore: '2099-01-01T00:00:00Z', expires: 'never' });
    expect(await refused(await ask({}, early))).toBe('401 invalid_client token_not_yet_valid');
  });

  it('from an address that it is not bound to; from one that it is, a key takes its place', async () => {
    const bound = await make({ allowedIps: ['192.0.2.0/24'] });
    const from = (address: string) => ask({}, bound, { 'CF-Connecting-IP': address });
    expect(await refused(await from('198.51.100.1'))).toBe('401 invalid_client address_not_allowed');
    expect(await oauthOutcome(await from('192.0.2.1'))).toBe('400 unauthorized_client');
  });

  it('with a token that is no client: an admin, a personal, a frontend one, and one that was exchanged', async () => {
    const exchanged = (await given(await ask())).access_token;
    const derived = { id: decodeJwt(exchanged).jti ?? '', secret: exchanged };
    const { projects, environments } = CLIENT;
    const frontend = { type: 'frontend', projects, environments, allowedOrigins: ['*'] };
    const page = { Origin: 'https://shop.example' };
    const cases: [Made, Record<string, string>][] = [
      [await makeToken(test, admin, { type: 'admin' }), {}],
      [await makeToken(test, admin, frontend), page],
      [derived, {}],
    ];
    for (const [made, headers] of cases) {
      expect(await oauthOutcome(await ask({}, made, headers))).toBe('400 unauthorized_client');
    }
  });

  it('whose projects are gone: others would take its grants for good', async () => {
    const orphan = await make();
    await env.DB.prepare("update tokens set projects = '[]' where id = ?").bind(parseId('tok', orphan.id)).run();
    expect(await oauthOutcome(await ask({}, orphan))).toBe('400 unauthorized_client');
  });

  it('who fails too often: 429, as everywhere', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.99' };
    const statuses = new Set<number>();
    const forged = { id: client.id, secret: `web:production.jtn_${'0'.repeat(64)}` };
    for (let n = 0; n < 70; n += 1) statuses.add((await ask({}, forged, headers)).status);
    expect([...statuses]).toEqual([401, 429]);
  });
});

describe('what is asked for is refused', () => {
  it.each([
    ['a scope that the client lacks', { scope: 'namespace:marketing:delete' }, 'invalid_scope'],
    ['a scope that is wider', { scope: 'namespace:*:read' }, 'invalid_scope'],
    ['a scope of words that are none', { scope: 'read' }, 'invalid_scope'],
    [
      'a scope of too many words',
      { scope: Array.from({ length: 65 }, (_, n) => `orders:${n}:read`).join(' ') },
      'invalid_scope',
    ],
    ['another project', { project: 'app' }, 'invalid_scope'],
    ['another environment', { environment: 'staging' }, 'invalid_scope'],
    ['an audience that is none', { audience: 'é' }, 'invalid_target'],
    ['a resource that is no URI', { resource: 'orders' }, 'invalid_target'],
    ['a resource with a fragment', { resource: 'https://orders.example/#a' }, 'invalid_target'],
    ['too many audiences', { audience: Array.from({ length: 11 }, (_, n) => `a${n}`) }, 'invalid_target'],
    ['a life of no seconds', { requested_expiry: '0' }, 'invalid_request'],
    ['a life that is no number', { requested_expiry: '1e3' }, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no grant', { grant_type: '' }, 'invalid_request'],
    ['a scope twice', { scope: ['orders:read', 'orders:read'] }, 'invalid_request'],
    ['a grant twice', { grant_type: ['client_credentials', 'client_credentials'] }, 'invalid_request'],
    ['an unknown parameter twice', { foo: ['1', '2'] }, 'invalid_request'],
    ['another client_id than in Basic', { client_id: 'tok_00000000001' }, 'invalid_request'],
    ['Basic and a secret in the form', { client_secret: 'x' }, 'invalid_request'],
  ])('%s', async (_what, form, error) => {
    expect(await oauthOutcome(await ask(form as Form))).toBe(`400 ${error}`);
  });

  it('an unknown parameter and an empty one are ignored, RFC 6749 section 3.1', async () => {
    expect(await oauthOutcome(await ask({ foo: 'bar', scope: '', __proto__: 'x', constructor: 'y' }))).toBe('200');
  });

  it('an audience beyond that of a signed client', async () => {
    const signed = await make({ format: 'jwt', audience: [ORIGIN, 'orders'] });
    const { access_token } = await given(await ask({ audience: 'orders' }, signed));
    expect(decodeJwt(access_token).aud).toEqual(['orders']);
    expect(await oauthOutcome(await ask({ audience: 'stock' }, signed))).toBe('400 invalid_target');
    expect(decodeJwt((await given(await ask({}, signed))).access_token).aud).toEqual([ORIGIN, 'orders']);
  });

  it('a body that is no form, or more than one can be', async () => {
    const json = await test.call('POST', '/oauth/token', { json: GRANT, headers: asClient(client) });
    expect(await oauthOutcome(json)).toBe('400 invalid_request');
    expect(await oauthOutcome(await ask({ padding: 'x'.repeat(70_000) }))).toBe('413 payload_too_large');
  });

  it('in words that OAuth allows, with no secret and nothing of what was sent', async () => {
    const response = await ask({ scope: '"é\\ é"' });
    const body = await response.json<Record<string, string>>();
    expect(Object.keys(body)).toEqual(['error', 'error_description', 'code', 'fix', 'requestId']);
    expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(JSON.stringify(body)).not.toContain(client.secret);
  });
});
