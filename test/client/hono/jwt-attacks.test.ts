import fc from 'fast-check';
import { CompactSign, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { importSigningKey, makeSigningPair, type SigningKeyHeld } from '../../../src/crypto/signing.ts';
import { createTestIssuer, KEYS_PATH, signAs, type TestIssuer } from '../../support/issuer.ts';
import { type ProtectedApp, protectedApp } from '../../support/protected-app.ts';

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');

describe('jeton/hono lets a signed token in', () => {
  it.each(['EdDSA', 'ES256'] as const)('that the issuer signed with %s', async (algorithm) => {
    const issuer = await createTestIssuer(algorithm);
    const answer = await protectedApp(issuer).get({ Authorization: `Bearer ${await issuer.sign()}` });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: 'tok_00000000001', format: 'jwt', environments: ['production'] });
  });

  it('whose type is written in full: application/at+jwt', async () => {
    const issuer = await createTestIssuer();
    expect(await protectedApp(issuer).try(await issuer.sign({}, { typ: 'application/at+jwt' }))).toBe('200');
  });
});

describe('jeton/hono refuses a signed token', () => {
  let issuer: TestIssuer;
  let api: ProtectedApp;
  let foreign: SigningKeyHeld;

  beforeAll(async () => {
    issuer = await createTestIssuer();
    api = protectedApp(issuer);
    const pair = await makeSigningPair('EdDSA');
    foreign = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    expect(await api.try(await issuer.sign())).toBe('200');
  });

  it('of algorithm none', async () => {
    const header = encode({ alg: 'none', typ: 'at+jwt', kid: issuer.key.kid });
    const payload = encode(issuer.claims());
    const signature = (await issuer.sign()).split('.')[2];
    expect(await api.try(`${header}.${payload}.`)).toBe('401 invalid_token');
    expect(await api.try(`${header}.${payload}.${signature}`)).toBe('401 invalid_token');
  });

  it('of HS256 with the public key as the secret', async () => {
    const { kid, publicJwk } = issuer.pair;
    for (const secret of [publicJwk.x, JSON.stringify(publicJwk), JSON.stringify(issuer.published[0])]) {
      const jwt = await new SignJWT(issuer.claims())
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
        .sign(new TextEncoder().encode(secret));
      expect(await api.try(jwt)).toBe('401 invalid_token');
    }
  });

  it('that says another algorithm than that of its key', async () => {
    const [, payload, signature] = (await issuer.sign()).split('.');
    const header = encode({ alg: 'ES256', typ: 'at+jwt', kid: issuer.key.kid });
    expect(await api.try(`${header}.${payload}.${signature}`)).toBe('401 invalid_token');
  });

  it('of an unknown kid, and of none', async () => {
    expect(await api.try(await signAs(foreign, { typ: 'at+jwt' }, issuer.claims()))).toBe('401 invalid_token');
    expect(await api.try(await issuer.sign({}, { kid: undefined }))).toBe('401 invalid_token');
  });

  it('of another key under the kid of a true one', async () => {
    const impostor = { ...foreign, kid: issuer.key.kid };
    expect(await api.try(await signAs(impostor, { typ: 'at+jwt' }, issuer.claims()))).toBe('401 invalid_token');
  });

  it('that brings its key along (jwk) or points to it (jku, x5u), and fetches nothing for it', async () => {
    const pair = await makeSigningPair('EdDSA');
    const own = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    const asked = issuer.asked.length;
    for (const header of [
      { jwk: pair.publicJwk },
      { jku: 'https://attacker.example/jwks.json' },
      { x5u: 'https://attacker.example/certificate' },
    ]) {
      for (const kid of [pair.kid, issuer.key.kid]) {
        const jwt = await signAs(own, { typ: 'at+jwt', ...header, kid }, issuer.claims());
        expect(await api.try(jwt)).toBe('401 invalid_token');
      }
    }
    expect(issuer.asked.slice(asked).filter((path) => path !== KEYS_PATH)).toEqual([]);
  });

  it.each(['JWT', 'id_token+jwt', 'statuslist+jwt', 'token-introspection+jwt', 'dpop+jwt', 'at+jwt ', undefined])(
    'of type %s',
    async (typ) => {
      expect(await api.try(await issuer.sign({}, { typ }))).toBe('401 invalid_token');
    },
  );

  it('that is the status list itself', async () => {
    const list = await issuer.signList();
    expect(list.length).toBeLessThan(4096);
    expect(await api.try(list)).toBe('401 invalid_token');
  });

  it('with extensions that it calls critical', async () => {
    const sign = new CompactSign(new TextEncoder().encode(JSON.stringify(issuer.claims())));
    const header = { alg: 'EdDSA', typ: 'at+jwt', kid: issuer.key.kid, crit: ['exp'], exp: 1 };
    const jwt = await sign.setProtectedHeader(header).sign(issuer.key.key, { crit: { exp: true } });
    expect(await api.try(jwt)).toBe('401 invalid_token');
  });

  it.each([
    ['for another audience', { aud: ['https://other.example'] }],
    ['for nobody', { aud: [] }],
    ['without an audience', { aud: undefined }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['of the same issuer with a slash at its end', { iss: 'https://issuer.test/' }],
    ['without an issuer', { iss: undefined }],
    ['without an end', { exp: undefined }],
    ['with an end that is no number', { exp: '4102444800' }],
    ['without an id', { jti: undefined }],
    ['without a time of issue', { iat: undefined }],
    ['without a place in a status list', { status: undefined }],
    [
      'with a place before the first',
      { status: { status_list: { idx: -1, uri: 'https://issuer.test/.well-known/status-lists/1' } } },
    ],
    ['bound in a way that is not known', { cnf: { 'x5t#S256': 'abc' } }],
    ['whose scope is none', { scope: 'orders' }],
  ])('%s', async (_, claims) => {
    expect(await api.try(await issuer.sign(claims))).toBe('401 invalid_token');
  });

  it('that has expired, to the second', async () => {
    const jwt = await issuer.sign({ exp: issuer.nowMs / 1000 });
    expect(await api.try(jwt)).toBe('401 token_expired');
  });

  it('that expires while it is remembered', async () => {
    const jwt = await issuer.sign({ exp: issuer.nowMs / 1000 + 5 });
    expect(await api.try(jwt)).toBe('200');
    issuer.nowMs += 4_999;
    expect(await api.try(jwt)).toBe('200');
    issuer.nowMs += 1;
    expect(await api.try(jwt)).toBe('401 token_expired');
    expect(await api.try(jwt)).toBe('401 token_expired');
  });

  it('that is not valid yet', async () => {
    const nbf = issuer.nowMs / 1000 + 6;
    expect(await api.try(await issuer.sign({ nbf }))).toBe('401 token_not_yet_valid');
  });

  it('of an issuer whose clock is ahead by a minute; five seconds are let pass', async () => {
    const nowSeconds = issuer.nowMs / 1000;
    expect(await api.try(await issuer.sign({ iat: nowSeconds + 60 }))).toBe('401 token_not_yet_valid');
    expect(await api.try(await issuer.sign({ iat: nowSeconds + 5 }))).toBe('200');
  });

  it('that ended by a clock that is ahead by a minute', async () => {
    const jwt = await issuer.sign({ exp: issuer.nowMs / 1000 + 59 });
    const ahead = protectedApp(issuer, { now: () => issuer.nowMs + 60_000 });
    expect(await ahead.try(jwt)).toBe('401 token_expired');
  });

  it('that is longer than 4,096 characters', async () => {
    const scope = Array.from({ length: 300 }, (_, n) => `orders:r${n}:read`).join(' ');
    const jwt = await issuer.sign({ scope });
    expect(jwt.length).toBeGreaterThan(4096);
    expect(await api.try(jwt)).toBe('401 invalid_token');
  });

  it('that is a JWE, has four parts, or two', async () => {
    const jwt = await issuer.sign();
    for (const other of [`${jwt}.`, `${jwt}.AAAA`, `${jwt}.AAAA.AAAA`, jwt.split('.').slice(0, 2).join('.')]) {
      expect(await api.try(other)).toBe('401 invalid_token');
    }
  });

  it('of which one character was changed, whichever', async () => {
    const jwt = await issuer.sign();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';
    const change = fc.record({ at: fc.nat(jwt.length - 1), to: fc.constantFrom(...letters) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to }) => {
        fc.pre(jwt[at] !== to);
        expect(await api.try(jwt.slice(0, at) + to + jwt.slice(at + 1))).toBe('401 invalid_token');
      }),
      { numRuns: 300 },
    );
    for (const to of letters.replace(jwt.at(-1) ?? '', '')) {
      expect(await api.try(jwt.slice(0, -1) + to), to).toBe('401 invalid_token');
    }
  });
});
