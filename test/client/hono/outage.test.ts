import { beforeEach, describe, expect, it } from 'vitest';
import { importSigningKey, makeSigningPair } from '../../../src/crypto/signing.ts';
import { createTestIssuer, KEYS_PATH, LIST_PATH, signAs, type TestIssuer } from '../../support/issuer.ts';
import { type ProtectedApp, protectedApp } from '../../support/protected-app.ts';

let issuer: TestIssuer;
let api: ProtectedApp;
let jwt: string;

beforeEach(async () => {
  issuer = await createTestIssuer();
  api = protectedApp(issuer);
  jwt = await issuer.sign({ exp: issuer.nowMs / 1000 + 86_400 });
});

const asked = (path: string) => issuer.asked.filter((one) => one === path).length;

describe('while the issuer is down', () => {
  it('the status list is believed for 300 seconds past its minute, then all are answered 503', async () => {
    expect(await api.try(jwt)).toBe('200');
    issuer.down = true;
    for (const seconds of [60, 120, 359]) {
      issuer.nowMs = Date.UTC(2036, 0, 1, 12) + seconds * 1000;
      expect(await api.try(jwt), `${seconds} s`).toBe('200');
    }
    issuer.nowMs = Date.UTC(2036, 0, 1, 12) + 360_000;
    const answer = await api.get({ Authorization: `Bearer ${jwt}` });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
    expect(await answer.json()).toMatchObject({ code: 'unavailable' });
  });

  it('as many seconds are taken as staleSeconds says', async () => {
    const strict = protectedApp(issuer, { staleSeconds: 0 });
    expect(await strict.try(jwt)).toBe('200');
    issuer.down = true;
    issuer.nowMs += 59_999;
    expect(await strict.try(jwt)).toBe('200');
    issuer.nowMs += 1;
    expect(await strict.try(jwt)).toBe('503 unavailable');
  });

  it('new tokens are let in by the keys that are held', async () => {
    expect(await api.try(jwt)).toBe('200');
    issuer.down = true;
    issuer.nowMs += 310_000;
    expect(await api.try(await issuer.sign())).toBe('200');
  });

  it('who starts without anything answers 503, and lets in as soon as it is back', async () => {
    issuer.down = true;
    expect(await api.try(jwt)).toBe('503 unavailable');
    issuer.down = false;
    issuer.nowMs += 2_000;
    expect(await api.try(jwt)).toBe('200');
  });

  it('it is not asked more often than every two seconds', async () => {
    expect(await api.try(jwt)).toBe('200');
    issuer.down = true;
    issuer.nowMs += 60_000;
    const before = asked(LIST_PATH);
    for (let requests = 0; requests < 20; requests += 1) expect(await api.try(jwt)).toBe('200');
    expect(asked(LIST_PATH) - before).toBe(1);
    issuer.nowMs += 2_000;
    for (let requests = 0; requests < 20; requests += 1) expect(await api.try(jwt)).toBe('200');
    expect(asked(LIST_PATH) - before).toBe(2);
  });

  it('a request waits for an issuer that may be back: a failure of long ago lets nothing in', async () => {
    expect(await api.try(jwt)).toBe('200');
    issuer.down = true;
    issuer.nowMs += 60_000;
    expect(await api.try(jwt)).toBe('200');
    issuer.down = false;
    issuer.invalid.add(7);
    issuer.nowMs += 10_000;
    expect(await api.try(jwt)).toBe('401 token_revoked');
  });

  it('why is told, without the token', async () => {
    issuer.down = true;
    await api.try(jwt);
    expect(api.logged).toEqual([`jeton: ${issuer.origin}${KEYS_PATH} is of no use: connection refused`]);
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for a thousand tokens of unknown kids', async () => {
    const pair = await makeSigningPair('EdDSA');
    const foreign = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    expect(await api.try(jwt)).toBe('200');
    const forged = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => signAs(foreign, { typ: 'at+jwt', kid: `kid-${n}` }, issuer.claims())),
    );
    issuer.nowMs += 30_000;
    const before = asked(KEYS_PATH);
    for (const one of forged) expect(await api.try(one)).toBe('401 invalid_token');
    expect(asked(KEYS_PATH) - before).toBe(1);
    expect(await api.try(jwt)).toBe('200');
  });

  it('are fetched anew for a key that was published since', async () => {
    expect(await api.try(jwt)).toBe('200');
    const pair = await makeSigningPair('ES256');
    const next = await importSigningKey(pair.kid, 'ES256', pair.privateJwk);
    issuer.published.push({ ...pair.publicJwk, kid: pair.kid, alg: 'ES256', use: 'sig' });
    const signed = await signAs(next, { typ: 'at+jwt' }, issuer.claims());
    issuer.nowMs += 30_000;
    expect(await api.try(signed)).toBe('200');
  });

  it('are held to again for tokens that are remembered: one that is taken away takes them along within five minutes', async () => {
    expect(await api.try(jwt)).toBe('200');
    const pair = await makeSigningPair('EdDSA');
    const signer = await importSigningKey(pair.kid, 'EdDSA', pair.privateJwk);
    issuer.published = [{ ...pair.publicJwk, kid: pair.kid, alg: 'EdDSA', use: 'sig' }];
    const list = await issuer.signList();
    const claims = JSON.parse(atob((list.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    issuer.instead.set(LIST_PATH, async () => new Response(await signAs(signer, { typ: 'statuslist+jwt' }, claims)));
    issuer.nowMs += 300_000;
    expect(await api.try(jwt)).toBe('401 invalid_token');
    expect(await api.try(await signAs(signer, { typ: 'at+jwt' }, issuer.claims()))).toBe('200');
  });

  it('of a kind or use that is not ours are passed over', async () => {
    issuer.published.unshift(
      { kty: 'oct', k: 'AAAA', kid: issuer.key.kid },
      { ...issuer.pair.publicJwk, kid: 'other-use', use: 'enc' },
      { kty: 'OKP', crv: 'Ed25519', x: 'short', kid: 'broken' },
    );
    expect(await api.try(jwt)).toBe('200');
    expect(await api.try(await issuer.sign({}, { kid: 'other-use' }))).toBe('401 invalid_token');
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['no key set', () => Response.json({ keys: {} })],
    ['far too long', () => new Response('['.repeat(70_000))],
    ['an error', () => new Response(null, { status: 500 })],
  ])('are not had where the answer is %s', async (_, answer) => {
    issuer.instead.set(KEYS_PATH, answer);
    expect(await api.try(jwt)).toBe('503 unavailable');
  });
});
