import { Buffer } from 'node:buffer';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ORIGIN, setUpAdmin } from '../../support/app.ts';
import { createOidcIssuer, type OidcIssuer } from '../../support/oidc-issuer.ts';
import { addProject } from '../../support/route-contract.ts';
import { makeTrust, SHOP, verdict } from '../../support/trusted-issuers.ts';

const test = createTestApp();
const NO_JWT = 'foreign_token_refused: it is no JWT that names its issuer and a key of it';
const UNSIGNED = 'foreign_token_refused: its issuer did not sign it';
let admin = '';
let ci: OidcIssuer;
let genuine = '';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parts = () => genuine.split('.') as [string, string, string];
const headerOf = () => JSON.parse(Buffer.from(parts()[0], 'base64url').toString()) as Record<string, unknown>;
const claimsOf = () => JSON.parse(Buffer.from(parts()[1], 'base64url').toString()) as Record<string, unknown>;
/** The genuine token with another header, its signature as it was. */
const under = (changes: Record<string, unknown>) =>
  `${encode({ ...headerOf(), ...changes })}.${parts()[1]}.${parts()[2]}`;

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  ci = await createOidcIssuer(() => test.nowMs);
  await makeTrust(test, admin, ci.url);
  genuine = await ci.sign({ ...SHOP, aud: ORIGIN });
});

it('the genuine token is accepted', async () => {
  expect(await verdict(test, genuine)).toBe('accepted');
});

describe('a token that its issuer did not sign is refused', () => {
  it.each(['none', 'None', 'NONE', 'HS256', 'HS512', '', 'RS1', 'RSA-OAEP', 'dir'])('alg %j', async (alg) => {
    const [, claims] = parts();
    expect(await verdict(test, `${encode({ ...headerOf(), alg })}.${claims}.`)).toBe(NO_JWT);
    expect(await verdict(test, under({ alg }))).toBe(NO_JWT);
  });

  it('HS256 with the public key as the secret', async () => {
    const [pair] = ci.keys();
    for (const secret of [JSON.stringify(pair?.jwk), encode(pair?.jwk)]) {
      const forged = await new SignJWT(claimsOf())
        .setProtectedHeader({ alg: 'HS256', kid: pair?.kid ?? '' })
        .sign(new TextEncoder().encode(secret));
      expect(await verdict(test, forged)).toBe(NO_JWT);
    }
  });

  it('another algorithm of the same key', async () => {
    expect(await verdict(test, under({ alg: 'PS256' }))).toBe(UNSIGNED);
    expect(await verdict(test, under({ alg: 'RS512' }))).toBe(UNSIGNED);
  });

  it('the name of a key that the issuer has not, or none', async () => {
    expect(await verdict(test, under({ kid: 'other' }))).toBe(UNSIGNED);
    for (const kid of [undefined, null, 1, ['x'], {}]) expect(await verdict(test, under({ kid }))).toBe(NO_JWT);
  });

  it('a key of one’s own under the name of theirs, also where the header brings it or says where it is', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const [pair] = ci.keys();
    const mine = await createOidcIssuer(() => test.nowMs);
    for (const header of [{}, { jwk }, { jku: `${mine.url}/jwks` }, { x5u: `${mine.url}/cert`, x5c: ['MIIB'] }]) {
      const forged = await new SignJWT(claimsOf())
        .setProtectedHeader({ alg: 'RS256', kid: pair?.kid ?? '', ...header })
        .sign(privateKey);
      expect(await verdict(test, forged)).toBe(UNSIGNED);
    }
    expect(await mine.asked()).toBe(0);
  });

  it('a genuine token whose header says where other keys are is checked by the issuer’s all the same', async () => {
    const mine = await createOidcIssuer(() => test.nowMs);
    expect(await verdict(test, await ci.sign({ ...SHOP, aud: ORIGIN }, { jku: `${mine.url}/jwks` }))).toBe('accepted');
    expect(await mine.asked()).toBe(0);
  });

  it('the key of another issuer that is trusted too', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    expect(await verdict(test, await other.sign({ ...SHOP, aud: ORIGIN, iss: ci.url }))).toBe(UNSIGNED);
  });

  it('claims that were changed, a signature that was cut', async () => {
    const [header, , signature] = parts();
    const changed = `${header}.${encode({ ...claimsOf(), ref: 'refs/heads/main', repository: 'acme/shop', x: 1 })}.${signature}`;
    expect(await verdict(test, changed)).toBe(UNSIGNED);
    expect(await verdict(test, genuine.slice(0, -4))).toBe(UNSIGNED);
  });

  it('critical headers that nobody here knows', async () => {
    for (const header of [{ crit: ['x'], x: 1 }, { crit: ['b64'], b64: false }, { b64: false }]) {
      expect(await verdict(test, under(header))).toBe(NO_JWT);
    }
  });
});

it('who says to be somebody else is not asked', async () => {
  for (const iss of [`${ci.url}/`, ci.url.toUpperCase(), 'https://token.actions.githubusercontent.com', '']) {
    expect(await verdict(test, await ci.sign({ ...SHOP, aud: ORIGIN, iss }))).toBe(
      'foreign_token_refused: its issuer is not trusted',
    );
  }
  for (const iss of [undefined, null, 1, [ci.url], { 0: ci.url }]) {
    const [header, , signature] = parts();
    expect(await verdict(test, `${header}.${encode({ ...claimsOf(), iss })}.${signature}`)).toBe(NO_JWT);
  }
});

describe('what is no JWT is refused, and nothing is thrown', () => {
  it.each([
    '',
    '.',
    '..',
    '...',
    'a.b.c',
    'eyJ.eyJ.eyJ',
    'eyJhbGciOiJub25lIn0.e30.',
    `${'x'.repeat(9000)}`,
    '💥.💥.💥',
    'null.null.null',
    `${encode(null)}.${encode(null)}.x`,
    `${encode([])}.${encode('x')}.x`,
  ])('%j', async (jwt) => {
    expect(await verdict(test, jwt)).toBe(NO_JWT);
  });

  it('one that is longer than any job’s', async () => {
    expect(await verdict(test, await ci.sign({ ...SHOP, aud: ORIGIN, padding: 'x'.repeat(8000) }))).toBe(NO_JWT);
  });
});

describe('keys that must not verify are passed over', () => {
  it.each([
    ['a secret one', { kty: 'oct', k: 'c2VjcmV0', alg: 'HS256' }],
    ['one for encryption', { use: 'enc' }],
    ['one that signs only', { key_ops: ['sign'] }],
    ['one of another algorithm', { alg: 'RS512' }],
    ['one of an unknown algorithm', { alg: 'HS256' }],
    ['one without a name', { kid: undefined }],
    ['half of one', { n: undefined }],
    ['no key', null],
  ])('%s', async (_what, changes) => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    const [pair] = other.keys();
    const key = changes === null ? null : { ...pair?.jwk, ...changes };
    await other.publish('keys', { keys: [key, 'x', 1, [], {}] });
    expect(await verdict(test, await other.sign({ ...SHOP, aud: ORIGIN }))).toBe(UNSIGNED);
  });

  it('one of 1,024 bits', async () => {
    const weak = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    if (!('privateKey' in weak)) throw new Error('no pair');
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    const jwk = await exportJWK(weak.publicKey);
    await other.publish('keys', { keys: [{ ...jwk, kid: 'weak', alg: 'RS256' }] });
    const header = encode({ alg: 'RS256', kid: 'weak' });
    const now = Math.floor(test.nowMs / 1000);
    const claims = encode({ ...SHOP, iss: other.url, aud: ORIGIN, iat: now, exp: now + 60 });
    const bytes = new TextEncoder().encode(`${header}.${claims}`);
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', weak.privateKey, bytes);
    expect(await verdict(test, `${header}.${claims}.${Buffer.from(signature).toString('base64url')}`)).toBe(UNSIGNED);
  });
});
