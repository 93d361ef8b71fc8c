import fc from 'fast-check';
import { CompactSign, decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { importSigningKey, makeSigningPair, type SigningKeyHeld } from '../../../src/crypto/signing.ts';
import { findSigner } from '../../../src/domain/signing/keys.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { signAs } from '../../support/issuer.ts';

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');

/**
 * The attacks on signed tokens, on Jeton's own routes. Most of these JWTs carry a true signature by the deployment's own
 * key: what is refused is refused for what it says, not for who made it.
 */
describe('a route of Jeton refuses a signed token', () => {
  const test = createTestApp();
  let admin = '';
  let jwt = '';
  let claims: Record<string, unknown>;
  let signer: SigningKeyHeld;
  let foreign: SigningKeyHeld;

  beforeAll(async () => {
    admin = await setUpAdmin(test);
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    const wanted = { type: 'access', project: 'web', environments: ['production'], format: 'jwt', expires: '1h' };
    jwt = (await makeToken(test, admin, wanted)).secret;
    claims = decodeJwt(jwt);
    signer = await findSigner({ ...test.services, ...test.isolate, nowMs: test.nowMs }, 0);
    const pair = await makeSigningPair('EdDSA');
    foreign = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    expect(await present(jwt)).toBe('200');
    expect(signer.kid).toBe(decodeProtectedHeader(jwt).kid);
  });

  const present = async (token: string) => {
    // Each from an address of its own: after many failures the answer would be 429.
    const headers = { 'cf-connecting-ip': `2001:db8::${crypto.getRandomValues(new Uint16Array(1))[0]?.toString(16)}` };
    return outcome(await test.call('GET', '/v1/tokens/self', { token, headers }));
  };
  const signed = (more: object, header: object = {}) =>
    signAs(signer, { typ: 'at+jwt', ...header }, { ...claims, ...more });

  it('of algorithm none', async () => {
    const header = encode({ alg: 'none', typ: 'at+jwt', kid: signer.kid });
    const [, payload, signature] = jwt.split('.');
    expect(await present(`${header}.${payload}.`)).toBe('401 invalid_token');
    expect(await present(`${header}.${payload}.${signature}`)).toBe('401 invalid_token');
  });

  it('of HS256 with the public key as the secret', async () => {
    const { keys } = await (await test.call('GET', '/.well-known/jwks.json')).json<{ keys: { x: string }[] }>();
    for (const secret of [keys[0]?.x, JSON.stringify(keys[0])]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: signer.kid })
        .sign(new TextEncoder().encode(secret));
      expect(await present(forged)).toBe('401 invalid_token');
    }
  });

  it('of an unknown kid, of none, and of another key under a true kid', async () => {
    expect(await present(await signAs(foreign, { typ: 'at+jwt' }, claims))).toBe('401 invalid_token');
    expect(await present(await signed({}, { kid: undefined }))).toBe('401 invalid_token');
    const impostor = { ...foreign, kid: signer.kid };
    expect(await present(await signAs(impostor, { typ: 'at+jwt' }, claims))).toBe('401 invalid_token');
  });

  it('that brings its key along (jwk) or points to it (jku, x5u)', async () => {
    const pair = await makeSigningPair('EdDSA');
    const own = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    for (const more of [
      { jwk: pair.publicJwk },
      { jku: 'https://attacker.example/jwks.json' },
      { x5u: 'https://attacker.example/certificate' },
    ]) {
      for (const kid of [pair.kid, signer.kid]) {
        expect(await present(await signAs(own, { typ: 'at+jwt', ...more, kid }, claims))).toBe('401 invalid_token');
      }
    }
  });

  it.each(['JWT', 'statuslist+jwt', 'token-introspection+jwt', 'dpop+jwt', undefined])('of type %s', async (typ) => {
    expect(await present(await signed({}, { typ }))).toBe('401 invalid_token');
  });

  it('that is a status list of its own', async () => {
    const list = await test.call('GET', '/.well-known/status-lists/1');
    expect(list.status).toBe(200);
    expect(await present(await list.text())).toBe('401 invalid_token');
  });

  it('with extensions that it calls critical', async () => {
    const header = { alg: signer.algorithm, typ: 'at+jwt', kid: signer.kid, crit: ['exp'], exp: 1 };
    const critical = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader(header)
      .sign(signer.key, { crit: { exp: true } });
    expect(await present(critical)).toBe('401 invalid_token');
  });

  it.each([
    ['for another audience', { aud: ['https://other.example'] }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['that says to live longer', { exp: 4_102_444_800 }],
    ['that says to be of a time to come', { iat: 4_102_444_800 }],
    ['that says to do more', { scope: 'namespace:*:write' }],
    [
      'with another place in the status list',
      { status: { status_list: { idx: 1, uri: `${ORIGIN}/.well-known/status-lists/1` } } },
    ],
    ['with the status list of another issuer', { status: { status_list: { idx: 1, uri: 'https://other.example/1' } } }],
    ['with another id', { jti: 'tok_00000000001' }],
    ['bound to another key', { cnf: { jkt: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' } }],
  ])('%s, though its own key signed that', async (_, more) => {
    expect(await present(await signed(more))).toBe('401 invalid_token');
  });

  it('that was signed anew with the same claims: it was never issued', async () => {
    const again = await signAs(signer, { zip: 'none', typ: 'at+jwt' }, claims);
    expect(await present(again)).toBe('401 invalid_token');
  });

  it('that is longer than 4,096 characters', async () => {
    expect(await present(await signed({ more: 'x'.repeat(4000) }))).toBe('401 invalid_token');
  });

  it('of which one character was changed, whichever', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';
    const change = fc.record({ at: fc.nat(jwt.length - 1), to: fc.constantFrom(...letters) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to }) => {
        fc.pre(jwt[at] !== to);
        expect(await present(jwt.slice(0, at) + to + jwt.slice(at + 1))).toBe('401 invalid_token');
      }),
      { numRuns: 150 },
    );
    // The last one has four bits to spare: sixteen strings, one signature.
    for (const to of letters.replace(jwt.at(-1) ?? '', '')) {
      expect(await present(jwt.slice(0, -1) + to), to).toBe('401 invalid_token');
    }
  });

  it('that is not valid yet, and one that has expired, and says which', async () => {
    const wanted = { type: 'access', project: 'web', environments: ['production'], format: 'jwt', expires: '1h' };
    const soon = new Date(test.nowMs + 60_000).toISOString();
    const { secret } = await makeToken(test, admin, { ...wanted, notBefore: soon });
    expect(await present(secret)).toBe('401 token_not_yet_valid');
    test.nowMs += 59_000;
    expect(await present(secret)).toBe('401 token_not_yet_valid');
    test.nowMs += 3_600_000;
    expect(await present(secret)).toBe('401 token_expired');
    test.nowMs -= 3_659_000;
  });
});
