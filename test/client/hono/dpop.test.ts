import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../client/verify/digest.ts';
import { createProofs, isNew, MAX_PROOFS } from '../../../client/verify/proofs.ts';
import { outcome } from '../../support/app.ts';
import { createTestIssuer, type TestIssuer } from '../../support/issuer.ts';
import { API, type ProtectedApp, protectedApp } from '../../support/protected-app.ts';

type Holder = {
  jwk: JWK;
  thumbprint: string;
  prove: (token: string, claims?: object, header?: object) => Promise<string>;
};

const REFUSED = '401 invalid_dpop_proof';
let issuer: TestIssuer;
let api: ProtectedApp;
let holder: Holder;
let token: string;

beforeAll(async () => {
  issuer = await createTestIssuer();
  api = protectedApp(issuer);
  holder = await createHolder();
  token = await issuer.sign({ cnf: { jkt: holder.thumbprint } });
});

async function createHolder(): Promise<Holder> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: async (presented, claims = {}, header = {}) => {
      const said = {
        jti: crypto.randomUUID(),
        htm: 'GET',
        htu: `${API}/orders/eu`,
        iat: Math.floor(issuer.nowMs / 1000),
        ath: await digestOf(presented),
        ...claims,
      };
      return new SignJWT(said).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header }).sign(privateKey);
    },
  };
}

const present = async (proof: string | null, to: ProtectedApp = api, path?: string) =>
  outcome(await to.get({ Authorization: `DPoP ${token}`, ...(proof !== null && { DPoP: proof }) }, path));

describe('a token that is bound to a key (RFC 9449)', () => {
  it('is let in with a proof of that key', async () => {
    expect(await present(await holder.prove(token))).toBe('200');
  });

  it('is let in at an address that is written otherwise, with a query', async () => {
    const proof = await holder.prove(token, { htu: 'HTTPS://ORDERS.example:443/orders/eu' });
    expect(await present(proof, api, '/orders/eu?page=2')).toBe('200');
  });

  it('is refused without a proof, and with what is none', async () => {
    expect(await present(null)).toBe(REFUSED);
    expect(await present('proof')).toBe(REFUSED);
    expect(await present(`${await holder.prove(token)}, ${await holder.prove(token)}`)).toBe(REFUSED);
  });

  it('is refused as a bearer token, even when it is remembered and comes with a proof', async () => {
    expect(await present(await holder.prove(token))).toBe('200');
    expect(await api.try(token)).toBe(REFUSED);
    expect(await api.try(token, { DPoP: await holder.prove(token) })).toBe(REFUSED);
  });

  it('is refused when the proof is replayed, at once or together', async () => {
    const proof = await holder.prove(token);
    expect(await present(proof)).toBe('200');
    expect(await present(proof)).toBe(REFUSED);
    const other = await holder.prove(token);
    const both = await Promise.all([present(other), present(other)]);
    expect(both.sort()).toEqual(['200', REFUSED]);
  });

  it('is refused when the proof was replayed elsewhere, where a memory is shared', async () => {
    const seen = new Set<string>();
    const proofSeen = (digest: string) => seen.size === seen.add(digest).size;
    const [one, two] = [protectedApp(issuer, { proofSeen }), protectedApp(issuer, { proofSeen })];
    const proof = await holder.prove(token);
    expect(await present(proof, one)).toBe('200');
    expect(await present(proof, two)).toBe(REFUSED);
  });

  it('is answered 503 where that memory fails', async () => {
    const failing = protectedApp(issuer, { proofSeen: () => Promise.reject(new Error('no memory')) });
    expect(await present(await holder.prove(token), failing)).toBe('503 unavailable');
  });

  it.each([
    ['for another method', { htm: 'POST' }],
    ['for no method', { htm: undefined }],
    ['for another path', { htu: `${API}/orders/us` }],
    ['for another host', { htu: 'https://attacker.example/orders/eu' }],
    ['for plain HTTP', { htu: 'http://orders.example/orders/eu' }],
    ['for no address', { htu: 'orders' }],
    ['for another token', { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' }],
    ['for no token', { ath: undefined }],
    ['without an id', { jti: undefined }],
    ['without a time', { iat: undefined }],
    ['of a clock that is behind by 61 seconds', { iat: Date.UTC(2036, 0, 1, 12) / 1000 - 61 }],
    ['of a clock that is ahead by 61 seconds', { iat: Date.UTC(2036, 0, 1, 12) / 1000 + 61 }],
  ])('is refused with a proof %s', async (_, claims) => {
    expect(await present(await holder.prove(token, claims))).toBe(REFUSED);
  });

  it('is refused with a proof by another key, and with its own key beside the signature of another', async () => {
    const thief = await createHolder();
    expect(await present(await thief.prove(token))).toBe(REFUSED);
    expect(await present(await thief.prove(token, {}, { jwk: holder.jwk }))).toBe(REFUSED);
  });

  it('is refused with a proof that is no proof by its type', async () => {
    expect(await present(await holder.prove(token, {}, { typ: 'JWT' }))).toBe(REFUSED);
  });

  it('is refused where its status is, proof or not', async () => {
    issuer.invalid.add(7);
    const fresh = protectedApp(issuer);
    expect(await present(await holder.prove(token), fresh)).toBe('401 token_revoked');
    issuer.invalid.clear();
  });

  it('tells nothing of its grants to who cannot prove the key', async () => {
    const guarded = protectedApp(issuer, { require: 'orders:write' });
    expect(await present(null, guarded)).toBe(REFUSED);
    expect(await present(await holder.prove(token), guarded)).toBe('403 insufficient_scope');
  });

  it('is proved at the address that callers see, where a proxy hides it', async () => {
    const behind = protectedApp(issuer, { publicOrigin: 'https://api.example.com' });
    expect(await present(await holder.prove(token), behind)).toBe(REFUSED);
    const htu = 'https://api.example.com/orders/eu';
    expect(await present(await holder.prove(token, { htu }), behind)).toBe('200');
  });
});

it('a token that is bound to no key is refused with the scheme DPoP', async () => {
  const unbound = await issuer.sign();
  const answer = await api.get({ Authorization: `DPoP ${unbound}`, DPoP: await holder.prove(unbound) });
  expect(answer.headers.get('WWW-Authenticate')).toMatch(
    /^DPoP error="invalid_dpop_proof", error_description="[^"]+", algs="ES256 /,
  );
  expect(await outcome(answer)).toBe(REFUSED);
});

describe('the memory of proofs', () => {
  it('stays bounded, and lets none pass twice however many come', () => {
    const proofs = createProofs();
    for (let n = 0; n < 3 * MAX_PROOFS; n += 1) {
      const iat = 1000 + Math.floor(n / 1000);
      expect(isNew(proofs, `proof ${n}`, iat, 1060)).toBe(true);
      expect(isNew(proofs, `proof ${n}`, iat, 1060)).toBe(false);
    }
    expect(proofs.count).toBeLessThanOrEqual(MAX_PROOFS);
    for (let n = 0; n < 3 * MAX_PROOFS; n += 997) {
      expect(isNew(proofs, `proof ${n}`, 1000 + Math.floor(n / 1000), 1060)).toBe(false);
    }
  });

  it('is given up two minutes later', () => {
    const proofs = createProofs();
    expect(isNew(proofs, 'one', 1000, 1000)).toBe(true);
    expect(isNew(proofs, 'two', 1200, 1200)).toBe(true);
    expect(proofs.count).toBe(1);
  });
});
