import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin, type TestApp } from '../support/app.ts';
import { type Holder, learnNonce, makeHolder, present } from '../support/dpop.ts';
import { addProject, forge } from '../support/route-contract.ts';
import { failingStorage, recordStorage } from '../support/watched-storage.ts';

/** Tokens that are bound to a key, RFC 9449, on Jeton's own routes. */
let test: TestApp;
let admin = '';
let holder: Holder;
let thief: Holder;
let bound = { id: '', secret: '' };
let nonce = '';
const WEB = { type: 'client', project: 'web', environments: ['production'] };

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  [holder, thief] = await Promise.all([makeHolder(), makeHolder()]);
  bound = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint });
});

beforeEach(async () => {
  nonce = await learnNonce(test, holder, bound.secret);
});

type Changes = Partial<Parameters<Holder['prove']>[0]>;
/** A good proof for `GET /v1/tokens/self` with the bound token, but for what a test changes of it. */
const prove = (changes: Changes = {}, by = holder) =>
  by.prove({ token: bound.secret, nonce, nowMs: test.nowMs, ...changes });
const answer = async (proof: string | null, app = test) => outcome(await present(app, bound.secret, proof));

describe('a token that is bound to a key', () => {
  it('is let in with a proof by that key, whatever the spelling of the scheme', async () => {
    expect(await answer(await prove())).toBe('200');
    for (const scheme of ['dpop', 'DPOP', 'DPoP  ']) {
      const headers = { Authorization: `${scheme} ${bound.secret}`, DPoP: await prove() };
      expect(await outcome(await test.call('GET', '/v1/tokens/self', { headers }))).toBe('200');
    }
  });

  it.each(['ES256', 'EdDSA', 'ES384', 'PS256', 'RS256'])('may be bound to a key for %s', async (algorithm) => {
    const other = await makeHolder(algorithm);
    const { secret } = await makeToken(test, admin, { ...WEB, dpopKey: other.thumbprint });
    const proof = await other.prove({ token: secret, nonce, nowMs: test.nowMs });
    expect(await outcome(await present(test, secret, proof))).toBe('200');
  });

  it('may be signed as well: then the key stands in it', async () => {
    const { secret } = await makeToken(test, admin, {
      ...WEB,
      format: 'jwt',
      expires: '1h',
      dpopKey: holder.thumbprint,
    });
    expect(await outcome(await present(test, secret, await prove({ token: secret })))).toBe('200');
    expect(await outcome(await present(test, secret, await prove({ token: secret }, thief)))).toBe(
      '401 invalid_dpop_proof',
    );
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: secret }))).toBe('401 invalid_dpop_proof');
  });

  it('is refused as a bearer token, with or without a proof beside it', async () => {
    for (const headers of [{}, { DPoP: await prove() }]) {
      const response = await test.call('GET', '/v1/tokens/self', { token: bound.secret, headers });
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^DPoP error="invalid_dpop_proof", .*algs="ES256 /);
      expect(response.headers.has('Token-Expires')).toBe(false);
      expect(await outcome(response)).toBe('401 invalid_dpop_proof');
    }
  });

  it('is refused without a proof', async () => {
    expect(await answer(null)).toBe('401 invalid_dpop_proof');
  });

  it('writes with a proof for the write, and the proof for a read is none', async () => {
    const maker = await makeToken(test, admin, { type: 'admin', dpopKey: holder.thumbprint });
    const json = { ...WEB, name: 'made', dpopKey: holder.thumbprint };
    const at = { method: 'POST', path: '/v1/tokens' };
    const proofOf = (of: Changes) => prove({ token: maker.secret, ...of });
    const post = async (proof: string) => outcome(await present(test, maker.secret, proof, { ...at, json }));
    expect(await post(await proofOf({ ...at, method: 'GET' }))).toBe('401 invalid_dpop_proof');
    expect(await post(await proofOf(at))).toBe('201');
  });

  it('learns nothing of grants, and not when it ends, without its key', async () => {
    const { secret } = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint, expires: '1h' });
    const path = '/v1/projects/web/namespaces/marketing/items/x?environment=production';
    const proof = await thief.prove({ token: secret, nonce, nowMs: test.nowMs, path });
    const stolen = await present(test, secret, proof, { path });
    expect(stolen.headers.has('Token-Expires')).toBe(false);
    expect(await outcome(stolen)).toBe('401 invalid_dpop_proof');
    const own = await present(test, secret, await prove({ token: secret, path }), { path });
    expect(own.headers.get('WWW-Authenticate')).toMatch(/^DPoP error="insufficient_scope", scope="namespace:/);
    expect(own.headers.has('Token-Expires')).toBe(true);
    expect(await outcome(own)).toBe('403 insufficient_scope');
  });

  it('that has ended says so before a proof is asked, in the scheme that was tried', async () => {
    const { id, secret } = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint });
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    const response = await present(test, secret, null);
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^DPoP error="invalid_token", /);
    expect(await outcome(response)).toBe('401 token_revoked');
    expect(await outcome(await present(test, forge(secret), await prove()))).toBe('401 invalid_token');
  });
});

describe('a token that is bound to no key', () => {
  it('is refused with the scheme DPoP, RFC 9449 section 7.1', async () => {
    const { secret } = await makeToken(test, admin, WEB);
    const proof = await holder.prove({ token: secret, nonce, nowMs: test.nowMs });
    expect(await outcome(await present(test, secret, proof))).toBe('401 invalid_dpop_proof');
    expect(await outcome(await present(test, secret, null))).toBe('401 invalid_dpop_proof');
  });

  it('is let in as a bearer token whatever the header DPoP says, and no proof is looked at', async () => {
    const { secret } = await makeToken(test, admin, WEB);
    for (const proof of ['', 'x', await prove()]) {
      const response = await test.call('GET', '/v1/tokens/self', { token: secret, headers: { DPoP: proof } });
      expect(response.headers.has('DPoP-Nonce')).toBe(false);
      expect(await outcome(response)).toBe('200');
    }
  });

  it('costs no question to storage once it is known', async () => {
    const { secret } = await makeToken(test, admin, WEB);
    const { bindings, calls } = recordStorage();
    const app = createTestApp(bindings);
    await app.call('GET', '/v1/tokens/self', { token: secret });
    calls.splice(0);
    expect((await app.call('GET', '/v1/tokens/self', { token: secret })).status).toBe(200);
    expect(calls).toEqual([]);
  });
});

describe('what a proof must say', () => {
  const wrong: [what: string, changes: Changes][] = [
    ['another method', { claims: { htm: 'POST' } }],
    ['the method in lower case', { claims: { htm: 'get' } }],
    ['another path', { path: '/v1/tokens' }],
    ['the path with a slash more', { path: '/v1/tokens/self/' }],
    ['another host', { claims: { htu: 'https://jeton.example/v1/tokens/self' } }],
    ['another port', { claims: { htu: `${ORIGIN}:8443/v1/tokens/self` } }],
    ['plain HTTP', { claims: { htu: `${ORIGIN.replace('https', 'http')}/v1/tokens/self` } }],
    ['an address that is none', { claims: { htu: 'self' } }],
    ['another token', { token: 'another' }],
    ['no token at all', { claims: { ath: undefined } }],
    ['a time that is no number', { claims: { iat: 'now' } }],
    ['no time', { claims: { iat: undefined } }],
    ['no id', { claims: { jti: undefined } }],
    ['an empty id', { claims: { jti: '' } }],
    ['an id of 257 characters', { claims: { jti: 'x'.repeat(257) } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
  ];

  it.each(wrong)('%s: refused', async (_what, changes) => {
    expect(await answer(await prove(changes))).toBe('401 invalid_dpop_proof');
  });

  it('the address is compared without query and fragment, and in its normal form', async () => {
    for (const htu of [`${ORIGIN}/v1/tokens/self?x=1#y`, 'HTTPS://JETON.test:443/v1/tokens/../tokens/self']) {
      expect(await answer(await prove({ claims: { htu } }))).toBe('200');
    }
  });

  it.each([
    [-61, '401 invalid_dpop_proof'],
    [-60, '200'],
    [60, '200'],
    [61, '401 invalid_dpop_proof'],
  ])('a clock that is %i seconds off: %s', async (seconds, expected) => {
    expect(await answer(await prove({ nowMs: test.nowMs + seconds * 1000 }))).toBe(expected);
  });

  it('it is made with the key of the token and no other', async () => {
    expect(await answer(await prove({}, thief))).toBe('401 invalid_dpop_proof');
  });

  it('the key in it is the one that signed it', async () => {
    const [, payload, signature] = (await prove()).split('.');
    const [header] = (await prove({}, thief)).split('.');
    expect(await answer(`${header}.${payload}.${signature}`)).toBe('401 invalid_dpop_proof');
  });

  it('no other algorithm will do: none, and a secret for a key', async () => {
    const [, payload] = (await prove()).split('.');
    const jwk = { kty: 'oct', k: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64url') };
    for (const header of [{ alg: 'none' }, { alg: 'HS256', jwk }]) {
      const start = Buffer.from(JSON.stringify({ typ: 'dpop+jwt', jwk, ...header })).toString('base64url');
      for (const signature of ['', 'AAAA']) {
        expect(await answer(`${start}.${payload}.${signature}`)).toBe('401 invalid_dpop_proof');
      }
    }
  });

  it('two proofs are none', async () => {
    expect(await answer(`${await prove()}, ${await prove()}`)).toBe('401 invalid_dpop_proof');
  });

  it('whatever stands in the header, the answer is 401 and never 5xx', async () => {
    const app = createTestApp();
    app.services = { ...app.services, failuresPerMinute: 1_000_000, countFailure: async () => true };
    const good = await prove();
    const [header = '', payload = '', signature = ''] = good.split('.');
    const part = (of: string) => fc.oneof(fc.constant(of), fc.base64String(), fc.json().map(encode));
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('', '.', '..', 'x'.repeat(5_000), good.slice(0, -2)),
      fc.tuple(part(header), part(payload), part(signature)).map((parts) => parts.join('.')),
      fc.constant(good.split('.').reverse().join('.')),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (proof) => {
        if (!/^[\x20-\x7e]*$/.test(proof) || proof === good) return;
        expect(await answer(proof, app)).toBe('401 invalid_dpop_proof');
      }),
      { numRuns: 300 },
    );
  });
  const encode = (text: string) => Buffer.from(text).toString('base64url');
});

describe('the nonce', () => {
  it('is asked of a proof without one, with a nonce to use, and then it does', async () => {
    const response = await present(test, bound.secret, await prove({ nonce: undefined }));
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^DPoP error="use_dpop_nonce", .*algs="/);
    const given = response.headers.get('DPoP-Nonce') ?? '';
    expect(await outcome(response)).toBe('401 use_dpop_nonce');
    expect(await answer(await prove({ nonce: given }))).toBe('200');
  });

  it.each([
    ['made up', () => 'bm9uY2Utbm9uY2U'],
    ['of another deployment', () => foreign],
    ['empty', () => ''],
    ['with a character more', () => `${nonce}A`],
  ])('%s: another is asked', async (_what, given) => {
    expect(await answer(await prove({ nonce: given() }))).toBe('401 use_dpop_nonce');
  });
  let foreign = '';
  beforeAll(async () => {
    const other = createTestApp({ ROOT_KEY: '00'.repeat(32), ROOT_KEY_PREVIOUS: env.ROOT_KEY });
    foreign = await learnNonce(other, holder, bound.secret);
    expect(foreign).not.toBe('');
  });

  it('works for two minutes at least, and four at most', async () => {
    const start = test.nowMs;
    test.nowMs = Math.ceil(start / 240_000) * 240_000 + 119_999;
    const late = await learnNonce(test, holder, bound.secret);
    test.nowMs += 120_000;
    expect(await answer(await prove({ nonce: late }))).toBe('200');
    test.nowMs += 1;
    expect(await answer(await prove({ nonce: late }))).toBe('401 use_dpop_nonce');
  });

  it('comes anew with every answer to a good proof, so that no proof need be made twice', async () => {
    let given = nonce;
    for (let minutes = 0; minutes < 10; minutes += 1) {
      const response = await present(test, bound.secret, await prove({ nonce: given }));
      given = response.headers.get('DPoP-Nonce') ?? '';
      expect(await outcome(response)).toBe('200');
      test.nowMs += 60_000;
    }
  });
});

describe('a proof is good once', () => {
  it('a second time it is refused, from any isolate and at any later time', async () => {
    const proof = await prove();
    expect(await answer(proof)).toBe('200');
    expect(await answer(proof)).toBe('401 invalid_dpop_proof');
    const elsewhere = createTestApp();
    elsewhere.nowMs = test.nowMs + 59_000;
    expect(await answer(proof, elsewhere)).toBe('401 invalid_dpop_proof');
  });

  it('of ten at the same time, in two isolates, one passes', async () => {
    const [proof, elsewhere] = [await prove(), createTestApp()];
    elsewhere.nowMs = test.nowMs;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => answer(proof, index % 2 === 0 ? test : elsewhere)),
    );
    expect(answers.filter((each) => each === '200')).toHaveLength(1);
    expect(answers.filter((each) => each === '401 invalid_dpop_proof')).toHaveLength(9);
  });

  it('it stays refused for as long as its time would let it in, while the sweep removes the old', async () => {
    const proof = await prove({ nowMs: test.nowMs + 60_000 });
    expect(await answer(proof)).toBe('200');
    test.nowMs += 119_000;
    await test.services.dpopProofs.prune(Math.floor(test.nowMs / 1000), 1000);
    expect(await answer(proof)).toBe('401 invalid_dpop_proof');
  });

  it('the id of another key means nothing: two holders may draw the same', async () => {
    const other = await makeToken(test, admin, { ...WEB, dpopKey: thief.thumbprint });
    const claims = { jti: 'the-same' };
    expect(await answer(await prove({ claims }))).toBe('200');
    const proof = await thief.prove({ token: other.secret, nonce, nowMs: test.nowMs, claims });
    expect(await outcome(await present(test, other.secret, proof))).toBe('200');
  });

  it('where D1 cannot say whether it was used, the answer is 503', async () => {
    const { bindings, state } = failingStorage(1, { forEver: true });
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    state.armed = false;
    expect(await answer(await prove(), app)).toBe('200');
    state.armed = true;
    expect(await answer(await prove(), app)).toBe('503 unavailable');
  });
});

describe('the limit of failed attempts', () => {
  it('counts proofs that are not good, and never a nonce that is missing', async () => {
    const app = createTestApp();
    app.nowMs = test.nowMs;
    app.services = { ...app.services, failuresPerMinute: 3 };
    const from = async (proof: string) =>
      outcome(await present(app, bound.secret, proof, { headers: { 'CF-Connecting-IP': '203.0.113.50' } }));
    for (let i = 0; i < 5; i += 1) expect(await from(await prove({ nonce: undefined }))).toBe('401 use_dpop_nonce');
    for (let i = 0; i < 3; i += 1) expect(await from(await prove({}, thief))).toBe('401 invalid_dpop_proof');
    expect(await from(await prove({}, thief))).toBe('429 rate_limited');
    expect(await from(await prove())).toBe('200');
  });
});

describe('the key of a token', () => {
  it('given, changed or taken away by PATCH holds from the next strict request on, and elsewhere within the bound', async () => {
    const { id, secret } = await makeToken(test, admin, WEB);
    const elsewhere = createTestApp();
    elsewhere.nowMs = test.nowMs;
    const patch = (dpopKey: string | null) =>
      test.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { dpopKey } });
    const asBearer = async (app: TestApp) => outcome(await app.call('GET', '/v1/tokens/self', { token: secret }));
    const proved = async (by: Holder) =>
      outcome(await present(test, secret, await by.prove({ token: secret, nonce, nowMs: test.nowMs })));
    expect(await asBearer(elsewhere)).toBe('200');
    expect((await patch(holder.thumbprint)).status).toBe(200);
    expect(await asBearer(test)).toBe('401 invalid_dpop_proof');
    expect(await proved(holder)).toBe('200');
    elsewhere.nowMs += 10_001;
    expect(await asBearer(elsewhere)).toBe('401 invalid_dpop_proof');
    await patch(thief.thumbprint);
    expect(await proved(holder)).toBe('401 invalid_dpop_proof');
    expect(await proved(thief)).toBe('200');
    await patch(null);
    expect(await asBearer(test)).toBe('200');
  });

  it('is kept by what the token makes, changes and refreshes', async () => {
    const maker = await makeToken(test, admin, { type: 'admin', dpopKey: holder.thumbprint });
    const act = async (method: string, path: string, json?: unknown) => {
      const proof = await prove({ token: maker.secret, method, path });
      return outcome(await present(test, maker.secret, proof, { method, path, json }));
    };
    const make = (dpopKey?: string) => act('POST', '/v1/tokens', { ...WEB, name: 'made', dpopKey });
    expect(await make()).toBe('403 insufficient_scope');
    expect(await make(thief.thumbprint)).toBe('403 insufficient_scope');
    expect(await make(holder.thumbprint)).toBe('201');
    const loose = await makeToken(test, admin, WEB);
    const own = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint });
    expect(await act('POST', `/v1/tokens/${loose.id}/refresh`, {})).toBe('403 insufficient_scope');
    expect(await act('PATCH', `/v1/tokens/${own.id}`, { dpopKey: null })).toBe('403 insufficient_scope');
    expect(await act('PATCH', `/v1/tokens/${maker.id}`, { dpopKey: null })).toBe('403 insufficient_scope');
    expect(await act('POST', `/v1/tokens/${own.id}/refresh`, {})).toBe('200');
  });

  it('holds for the secret after a refresh, and for a lost answer that is asked again', async () => {
    const { secret } = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint });
    const at = { method: 'POST', path: '/v1/tokens/self/refresh' };
    const headers = { 'Idempotency-Key': 'lost' };
    const ask = async (by: Holder, given: string | undefined = nonce) => {
      const proof = await by.prove({ ...at, token: secret, nonce: given, nowMs: test.nowMs });
      return present(test, secret, proof, { ...at, headers });
    };
    const first = await ask(holder);
    expect(first.status).toBe(200);
    const made = (await first.json<{ secret: string }>()).secret;
    const again = await ask(holder);
    expect(again.status).toBe(200);
    expect((await again.json<{ secret: string }>()).secret).toBe(made);
    expect(await outcome(await ask(thief))).toBe('401 token_replaced');
    expect(await outcome(await test.call(at.method, at.path, { token: secret, headers }))).toBe('401 token_replaced');
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: made }))).toBe('401 invalid_dpop_proof');
  });

  it('two holders who draw the same idempotency key get answers of their own', async () => {
    const at = { method: 'POST', path: '/v1/tokens/self/refresh' };
    const refreshed = [];
    for (let i = 0; i < 2; i += 1) {
      const { secret } = await makeToken(test, admin, { ...WEB, dpopKey: holder.thumbprint });
      const proof = await prove({ ...at, token: secret });
      const response = await present(test, secret, proof, { ...at, headers: { 'Idempotency-Key': 'same' } });
      refreshed.push((await response.json<{ secret: string }>()).secret);
    }
    expect(new Set(refreshed).size).toBe(2);
  });
});

describe('POST /v1/tokens/verify', () => {
  const request = { method: 'POST', url: 'https://orders.example/orders?page=2' };
  const ask = async (token: string, dpop?: object) => {
    const json = { token, ...(dpop && { dpop }) };
    const response = await test.call('POST', '/v1/tokens/verify', { token: admin, json });
    expect(response.status).toBe(200);
    return response.json<{ active: boolean; code: string | null; nonce?: string }>();
  };
  const proveThere = (given: string | undefined, claims = {}) =>
    prove({ nonce: given, method: 'POST', claims: { htu: 'https://orders.example/orders', ...claims } });

  it('spends the proof of the request that the token came with, and tells the nonce that it needs', async () => {
    const first = await ask(bound.secret, { proof: await proveThere(undefined), ...request });
    expect(first).toEqual({ active: false, code: 'use_dpop_nonce', nonce: expect.any(String) });
    const proof = await proveThere(first.nonce);
    expect(await ask(bound.secret, { proof, ...request })).toMatchObject({ active: true, code: null });
    expect(await ask(bound.secret, { proof, ...request })).toEqual({ active: false, code: 'invalid_dpop_proof' });
  });

  it('refuses a bound token of which nothing is told, that came as a bearer token, or with a proof for here', async () => {
    const here = await prove({ method: 'POST', path: '/v1/tokens/verify' });
    const told = [undefined, { proof: null, ...request }, { proof: here, ...request }];
    for (const dpop of told) expect((await ask(bound.secret, dpop)).code).toBe('invalid_dpop_proof');
  });

  it('refuses a proof with a token that is bound to no key, and takes such a token without one', async () => {
    const { secret } = await makeToken(test, admin, WEB);
    expect((await ask(secret, { proof: await proveThere(nonce), ...request })).code).toBe('invalid_dpop_proof');
    expect((await ask(secret, { proof: null, ...request })).code).toBeNull();
  });

  it.each([
    ['an address that is none', { url: 'orders' }],
    ['an address of another scheme', { url: 'javascript:alert(1)' }],
    ['a method that is none', { method: 'P O S T' }],
    ['a proof that is too long', { proof: 'x'.repeat(4097) }],
    ['an unknown member', { nonce: 'x' }],
  ])('takes no %s', async (_what, changes) => {
    const json = { token: bound.secret, dpop: { proof: 'x', ...request, ...changes } };
    expect(await outcome(await test.call('POST', '/v1/tokens/verify', { token: admin, json }))).toBe(
      '400 invalid_request',
    );
  });
});

describe('a page', () => {
  it('reads the nonce and the refusal of its proof, from an allowed origin', async () => {
    const body = { ...WEB, type: 'frontend', allowedOrigins: ['https://shop.example'], dpopKey: holder.thumbprint };
    const { secret } = await makeToken(test, admin, body);
    const ask = async (origin: string, given?: string) => {
      const proof = await holder.prove({ token: secret, nonce: given, nowMs: test.nowMs });
      return present(test, secret, proof, { headers: { Origin: origin } });
    };
    for (const [given, expected] of [[undefined, '401 use_dpop_nonce'] as const, [nonce, '200'] as const]) {
      const response = await ask('https://shop.example', given);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
      expect(response.headers.get('Access-Control-Expose-Headers')).toContain('DPoP-Nonce');
      expect(response.headers.get('DPoP-Nonce')).not.toBeNull();
      expect(await outcome(response)).toBe(expected);
    }
    const elsewhere = await ask('https://evil.example');
    expect(elsewhere.headers.has('Access-Control-Allow-Origin')).toBe(false);
    expect(await outcome(elsewhere)).toBe('403 origin_not_allowed');
  });
});
