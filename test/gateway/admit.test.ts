import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestApp, makeToken, outcome } from '../support/app.ts';
import { makeHolder } from '../support/dpop.ts';
import { anotherIsolate, createTestGateway, type GatewayCall, HOST, type TestGateway } from '../support/gateway.ts';
import type { Told } from '../support/origin.ts';
import { person } from '../support/people.ts';
import { addProject, addUser, createWorld, forge, issue, type World } from '../support/route-contract.ts';
import { recordStorage } from '../support/watched-storage.ts';

/** Who is let through to an origin: rules that ask for tokens. */
const origin = inject('origin');
const ALBUM = [{ resource: 'album', name: '{album}', action: '{method}' }];
const methods = ['GET', 'HEAD', 'PUT', 'DELETE'];
const DOCUMENT = {
  origin: { url: origin },
  rules: [
    { paths: ['/open/*'], access: { by: 'open' } },
    { paths: ['/any/*'], methods, access: { by: 'token', types: ['access', 'client', 'frontend'] } },
    { paths: ['/people/*'], access: { by: 'token', types: ['personal', 'master', 'admin'], requires: [] } },
    { paths: ['/{album}/*'], methods, access: { by: 'token', requires: ALBUM } },
  ],
};
const HOLDS = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'album', name: 'summer', actions: ['read', 'write'] }],
};
let world: World;
let gateway: TestGateway;
let token = '';

beforeAll(async () => {
  world = await createWorld();
  gateway = createTestGateway(world.test);
  await addProject('web');
  await addProject('blog');
  await gateway.put({ document: DOCUMENT, project: 'web' });
  token = (await issue(world, HOLDS)).secret;
});

const answer = async (method: string, path: string, options: GatewayCall = {}) =>
  outcome(await gateway.call(method, path, options));
const headersAt = async (response: Response) =>
  new Headers((await response.json<Told>()).headers.filter(([name]) => name.toLowerCase() !== 'host'));
const asked = async (key: string): Promise<string[]> => (await fetch(`${origin}/told?key=${key}`)).json();

describe('a request without a token that is good here', () => {
  it('is asked for one, and the origin hears nothing', async () => {
    for (const authorization of [undefined, 'Basic eDp5', 'Bearer', token]) {
      const headers = authorization === undefined ? {} : { Authorization: authorization };
      const response = await gateway.call('GET', '/summer/a?key=without', { headers });
      expect(response.headers.get('www-authenticate')).toContain('Bearer realm="jeton"');
      expect(await outcome(response)).toBe('401 unauthenticated');
    }
    expect(await asked('without')).toEqual([]);
  });

  it('is not let in by a query, a cookie, or a header of another name', async () => {
    const headers = { Cookie: `token=${token}`, 'X-Api-Key': token };
    expect(await answer('GET', `/summer/a?access_token=${token}`, { headers })).toBe('401 unauthenticated');
  });

  it('is refused with a forged one, and storage is not asked', async () => {
    const { bindings, calls } = recordStorage();
    const test = createTestApp(bindings);
    const counted = createTestGateway(test);
    await counted.put({ document: DOCUMENT, project: 'web' });
    expect(await outcome(await counted.call('GET', '/summer/a', { token }))).toBe('200');
    const before = calls.length;
    expect(await outcome(await counted.call('GET', '/summer/a', { token: forge(token) }))).toBe('401 invalid_token');
    expect(calls.length).toBe(before);
  });

  it('that tries strings out is told to wait', async () => {
    const headers = { 'CF-Connecting-IP': '192.0.2.99' };
    const answers: string[] = [];
    for (let times = 0; times < 62; times += 1) {
      answers.push(await answer('GET', '/summer/a', { token: forge(token), headers }));
    }
    expect(answers[0]).toBe('401 invalid_token');
    expect(answers.at(-1)).toBe('429 rate_limited');
    expect(await answer('GET', '/summer/a', { token, headers })).toBe('200');
  });
});

describe('a token', () => {
  it('lets in, is told when it ends, and stays here', async () => {
    const response = await gateway.call('GET', '/summer/a', { token });
    expect(response.headers.get('token-expires')).toMatch(/^2036-/);
    const text = await response.text();
    expect(text).not.toContain(token);
    expect(JSON.parse(text).path).toBe('/summer/a');
  });

  it('goes on to an origin that the property lets know it', async () => {
    const document = { ...DOCUMENT, origin: { url: origin, passAuthorization: true } };
    await gateway.put({ hostname: 'knows.example.com', project: 'web', document });
    const response = await gateway.call('GET', '/summer/a', { token, host: 'knows.example.com' });
    expect((await headersAt(response)).get('authorization')).toBe(`Bearer ${token}`);
  });

  it('tells the origin who asks, and what for it may', async () => {
    const owner = await addUser('none');
    const { secret, id } = await issue(world, { ...HOLDS, owner });
    const headers = await headersAt(
      await gateway.call('GET', '/summer/a', { token: secret, headers: { 'Jeton-Owner': 'usr_forged' } }),
    );
    expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith('jeton-')))).toEqual({
      'jeton-token-id': id,
      'jeton-token-type': 'access',
      'jeton-owner': owner,
      'jeton-scope': 'album:summer:read album:summer:write',
      'jeton-project': 'web',
      'jeton-environment': 'production',
      'jeton-property': expect.stringMatching(/^prp_/),
    });
  });

  it('with more grants than headers hold tells whole words of them only', async () => {
    const grants = Array.from({ length: 60 }, (_, at) => ({
      resource: 'album',
      name: `a${'x'.repeat(60)}${at}`,
      actions: ['read'],
    }));
    const { secret } = await issue(world, { ...HOLDS, grants });
    const scope = (await headersAt(await gateway.call('GET', '/any/a', { token: secret }))).get('jeton-scope') ?? '';
    expect(scope.length).toBeLessThanOrEqual(2048);
    for (const word of scope.split(' ')) expect(word).toMatch(/^album:ax{60}\d+:read$/);
  });

  it.each([
    ['GET', '/summer/a', '200'],
    ['HEAD', '/summer/a', '200'],
    ['PUT', '/summer/a', '200'],
    ['DELETE', '/summer/a', '403 insufficient_scope'],
    ['GET', '/winter/a', '403 insufficient_scope'],
    ['GET', '/Summer/a', '403 insufficient_scope'],
    ['GET', '/%73ummer/a', '200'],
    ['GET', '/*/a', '404 not_found'],
    ['GET', '/sum%20mer/a', '404 not_found'],
    ['POST', '/summer/a', '404 not_found'],
    ['GET', '/summer', '404 not_found'],
  ])('with a grant on one album may %s %s: %s', async (method, path, expected) => {
    const response = await gateway.call(method, path, { token });
    if (method === 'HEAD') expect(String(response.status)).toBe(expected);
    else expect(await outcome(response)).toBe(expected);
  });

  it('is told the scope that it lacks', async () => {
    const response = await gateway.call('GET', '/winter/a', { token });
    expect(response.headers.get('www-authenticate')).toContain('scope="album:winter:read"');
    expect((await response.json<{ scope: string }>()).scope).toBe('album:winter:read');
    expect(response.headers.get('token-expires')).not.toBeNull();
  });

  it.each([
    ['of another project', { ...HOLDS, project: 'blog' }, '404 not_found'],
    ['for another environment', { ...HOLDS, environments: ['staging'] }, '403 wrong_environment'],
    ['for other addresses', { ...HOLDS, allowedIps: ['192.0.2.0/24'] }, '403 address_not_allowed'],
    ['for other origins', { ...HOLDS, allowedOrigins: ['https://a.example'] }, '403 origin_not_allowed'],
    ['that is not valid yet', { ...HOLDS, notBefore: '2036-06-01T00:00:00Z' }, '401 token_not_yet_valid'],
    ['without grants', { ...HOLDS, grants: [] }, '403 insufficient_scope'],
    [
      'for everything of its project',
      { ...HOLDS, grants: [{ resource: 'album', name: '*', actions: ['read'] }] },
      '200',
    ],
    ['of type client', { ...HOLDS, type: 'client' }, '200'],
    ['of type admin', { type: 'admin' }, '403 wrong_token_type'],
  ])('%s: %s', async (_what, body, expected) => {
    const { secret } = await issue(world, body);
    expect(await answer('GET', '/summer/a', { token: secret })).toBe(expected);
  });

  it('of a person is taken where a rule takes it, and follows its project', async () => {
    const { token: member } = await person(world, { members: { web: 'reader' } });
    expect(await answer('GET', '/people/a', { token: member })).toBe('200');
    expect(await answer('GET', '/summer/a', { token: member })).toBe('403 wrong_token_type');
    const { token: stranger } = await person(world, { members: { blog: 'reader' } });
    expect(await answer('GET', '/people/a', { token: stranger })).toBe('404 not_found');
    expect(await answer('GET', '/people/a', { token })).toBe('403 wrong_token_type');
  });

  it('of type client from a browser is refused: a secret does not belong there', async () => {
    const { secret } = await issue(world, { ...HOLDS, type: 'client' });
    const headers = { Origin: 'https://shop.example' };
    expect(await answer('GET', '/summer/a', { token: secret, headers })).toBe('403 wrong_token_type');
  });

  it('from an allowed address is let in, from no other', async () => {
    const { secret } = await issue(world, { ...HOLDS, allowedIps: ['192.0.2.0/24'] });
    const from = (address: string) =>
      answer('GET', '/summer/a', { token: secret, headers: { 'CF-Connecting-IP': address } });
    expect(await from('192.0.2.1')).toBe('200');
    expect(await from('198.51.100.1')).toBe('403 address_not_allowed');
  });

  it('that was revoked, disabled, replaced or has expired is refused as everywhere', async () => {
    const { test, admin } = world;
    const ended = async (end: (id: string) => Promise<Response>) => {
      const { id, secret } = await issue(world, HOLDS);
      expect(await answer('GET', '/summer/a', { token: secret })).toBe('200');
      expect((await end(id)).ok).toBe(true);
      const response = await gateway.call('GET', '/summer/a', { token: secret });
      expect(response.headers.get('token-expires')).toBeNull();
      return outcome(response);
    };
    const post = (path: string) => test.call('POST', path, { token: admin, json: {} });
    expect(await ended((id) => test.call('DELETE', `/v1/tokens/${id}`, { token: admin }))).toBe('401 token_revoked');
    expect(await ended((id) => post(`/v1/tokens/${id}/disable`))).toBe('401 token_disabled');
    expect(await ended((id) => post(`/v1/tokens/${id}/refresh`))).toBe('401 token_replaced');
    const short = await issue(world, { ...HOLDS, expires: '1h' });
    test.nowMs += 3_600_000;
    expect(await answer('GET', '/summer/a', { token: short.secret })).toBe('401 token_expired');
  });

  it('signed for this hostname, or for the deployment, is taken; for another audience it is not', async () => {
    const signed = (audience?: string) =>
      issue(world, { ...HOLDS, format: 'jwt', expires: '1h', ...(audience && { audience: [audience] }) });
    expect(await answer('GET', '/summer/a', { token: (await signed()).secret })).toBe('200');
    expect(await answer('GET', '/summer/a', { token: (await signed(`https://${HOST}`)).secret })).toBe('200');
    const other = await signed('https://other.example.com');
    expect(await answer('GET', '/summer/a', { token: other.secret })).toBe('401 invalid_token');
  });
});

describe('a token that is bound to a key', () => {
  it('is let in with a proof for this address, once, and with no other', async () => {
    const holder = await makeHolder();
    const { secret } = await issue(world, { ...HOLDS, dpopKey: holder.thumbprint });
    const url = `https://${HOST}/summer/a`;
    const prove = (nonce?: string, claims = {}) =>
      holder.prove({ token: secret, nonce, nowMs: world.test.nowMs, claims: { htu: url, ...claims } });
    const present = (proof: string) =>
      gateway.call('GET', '/summer/a?x=1', { headers: { Authorization: `DPoP ${secret}`, DPoP: proof } });
    expect(await answer('GET', '/summer/a', { token: secret })).toBe('401 invalid_dpop_proof');
    const first = await present(await prove());
    const nonce = first.headers.get('dpop-nonce') ?? '';
    expect(await outcome(first)).toBe('401 use_dpop_nonce');
    const elsewhere = { htu: `https://${HOST}/summer/b` };
    expect(await outcome(await present(await prove(nonce, elsewhere)))).toBe('401 invalid_dpop_proof');
    const proof = await prove(nonce);
    const response = await present(proof);
    expect(response.headers.get('dpop-nonce')).not.toBeNull();
    const headers = await headersAt(response);
    expect([headers.get('dpop'), headers.get('authorization')]).toEqual([null, null]);
    expect(await outcome(await present(proof))).toBe('401 invalid_dpop_proof');
  });
});

describe('how late the gateway knows that a token was revoked', () => {
  let elsewhere: World;
  beforeEach(async () => {
    // Another isolate, in another place, that revoked nothing itself.
    elsewhere = { ...world, test: createTestApp() };
    elsewhere.test.nowMs = world.test.nowMs;
  });
  const revoke = (id: string) => elsewhere.test.call('DELETE', `/v1/tokens/${id}`, { token: elsewhere.admin });

  it('ten seconds at most', async () => {
    anotherIsolate(world.test);
    const { id, secret } = await makeToken(elsewhere.test, elsewhere.admin, HOLDS);
    expect(await answer('GET', '/summer/a', { token: secret })).toBe('200');
    await revoke(id);
    world.test.nowMs += 10_001;
    expect(await answer('GET', '/summer/a', { token: secret })).toBe('401 token_revoked');
  });

  it('not at all where the property is strict: the first request is refused', async () => {
    await gateway.put({
      hostname: 'strict.example.com',
      project: 'web',
      document: { ...DOCUMENT, consistency: 'strict' },
    });
    const { id, secret } = await makeToken(elsewhere.test, elsewhere.admin, HOLDS);
    const host = 'strict.example.com';
    expect(await answer('GET', '/summer/a', { token: secret, host })).toBe('200');
    await revoke(id);
    expect(await answer('GET', '/summer/a', { token: secret, host })).toBe('401 token_revoked');
  });
});

describe('an open rule', () => {
  it('asks nothing, and withholds a credential all the same', async () => {
    const response = await gateway.call('GET', '/open/a', { token });
    expect(response.headers.get('token-expires')).toBeNull();
    const headers = await headersAt(response);
    expect([headers.get('authorization'), headers.get('jeton-token-id')]).toEqual([null, null]);
    expect(headers.get('jeton-project')).toBe('web');
  });
});
