import { beforeEach, describe, expect, it } from 'vitest';
import { STATUS_LIST_SIZE, statusListUri } from '../../../src/contract/signed-tokens.ts';
import { importSigningKey, makeSigningPair } from '../../../src/crypto/signing.ts';
import { compressStatusList, emptyStatusList } from '../../../src/crypto/status-list.ts';
import { createTestIssuer, LIST_PATH, listAnswer, signAs, type TestIssuer } from '../../support/issuer.ts';
import { type ProtectedApp, protectedApp } from '../../support/protected-app.ts';

let issuer: TestIssuer;
let api: ProtectedApp;
let jwt: string;

beforeEach(async () => {
  issuer = await createTestIssuer();
  api = protectedApp(issuer);
  jwt = await issuer.sign();
});

const listsAsked = () => issuer.asked.filter((path) => path === LIST_PATH).length;
const serve = (answer: () => Response | Promise<Response>) => issuer.instead.set(LIST_PATH, answer);
const lst = (bytes: number) => compressStatusList(emptyStatusList(bytes * 8));

describe('the status of a signed token', () => {
  it('is read from its place in the list, and from no other', async () => {
    issuer.invalid = new Set([6, 8, 7 + 8, STATUS_LIST_SIZE - 1]);
    expect(await api.try(jwt)).toBe('200');
    const at = (idx: number) => issuer.sign({ status: { status_list: { idx, uri: statusListUri(issuer.origin, 1) } } });
    for (const idx of issuer.invalid) expect(await api.try(await at(idx)), String(idx)).toBe('401 token_revoked');
    for (const idx of [0, 5, 9, STATUS_LIST_SIZE - 2]) expect(await api.try(await at(idx)), String(idx)).toBe('200');
  });

  it('is that of nobody outside of the list: refused', async () => {
    for (const idx of [STATUS_LIST_SIZE, STATUS_LIST_SIZE + 7, 2 ** 31, 2 ** 32 + 7, 2 ** 40]) {
      const outside = await issuer.sign({ status: { status_list: { idx, uri: statusListUri(issuer.origin, 1) } } });
      expect(await api.try(outside), String(idx)).toBe('401 token_revoked');
    }
  });

  it('is asked once a minute, behind an answer as soon as half of it has gone', async () => {
    for (let requests = 0; requests < 5; requests += 1) expect(await api.try(jwt)).toBe('200');
    expect(listsAsked()).toBe(1);
    issuer.nowMs += 29_999;
    expect(await api.try(jwt)).toBe('200');
    expect(listsAsked()).toBe(1);
    issuer.nowMs += 1;
    expect(await Promise.all([api.try(jwt), api.try(jwt), api.try(jwt)])).toEqual(['200', '200', '200']);
    expect(listsAsked()).toBe(2);
  });

  it('is noticed by a token that is remembered, at the latest when the minute has gone', async () => {
    expect(await api.try(jwt)).toBe('200');
    issuer.invalid.add(7);
    issuer.nowMs += 29_999;
    expect(await api.try(jwt)).toBe('200');
    issuer.nowMs += 30_001;
    expect(await api.try(jwt)).toBe('401 token_revoked');
    issuer.invalid.clear();
    issuer.nowMs += 60_000;
    expect(await api.try(jwt)).toBe('200');
  });

  it('is not believed for longer than a minute, whatever ttl the list has', async () => {
    serve(async () => listAnswer(await issuer.signList({ ttl: 86_400 })));
    expect(await api.try(jwt)).toBe('200');
    issuer.instead.clear();
    issuer.invalid.add(7);
    issuer.nowMs += 60_000;
    expect(await api.try(jwt)).toBe('401 token_revoked');
  });

  it.each([
    ['of another issuer', 'https://attacker.example/.well-known/status-lists/1'],
    ['of a host that begins alike', 'https://issuer.test.attacker.example/.well-known/status-lists/1'],
    ['at another path', 'https://issuer.test/v1/tokens/1'],
    ['that climbs out of its path', 'https://issuer.test/.well-known/status-lists/../jwks.json'],
    ['with a query', 'https://issuer.test/.well-known/status-lists/1?a=b'],
  ])('is not asked of a list %s', async (_, uri) => {
    expect(await api.try(await issuer.sign({ status: { status_list: { idx: 7, uri } } }))).toBe('401 invalid_token');
    expect(issuer.asked.filter((path) => !path.endsWith('jwks.json'))).toEqual([]);
  });
});

describe('a status list is not believed, and the request answered 503,', () => {
  const refused = async (because: string) => {
    expect(await api.try(jwt)).toBe('503 unavailable');
    expect(api.logged.join()).toContain(because);
  };

  it('that a foreign key signed', async () => {
    const pair = await makeSigningPair('EdDSA');
    const foreign = await importSigningKey(issuer.pair.kid, 'EdDSA', pair.privateJwk);
    const [, payload = ''] = (await issuer.signList()).split('.');
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    serve(async () => listAnswer(await signAs(foreign, { typ: 'statuslist+jwt' }, claims)));
    await refused('not signed by the issuer');
  });

  it.each([
    ['of another subject', { sub: 'https://issuer.test/.well-known/status-lists/2' }, 'another list'],
    ['without a subject', { sub: undefined }, 'another list'],
    ['of another issuer', { iss: 'https://other.example' }, 'another issuer'],
    ['that has ended', { exp: Date.UTC(2036, 0, 1, 12) / 1000 }, 'ended'],
    ['of a clock that is ahead by a minute', { iat: Date.UTC(2036, 0, 1, 12) / 1000 + 60 }, 'time to come'],
    ['of two bits an entry', { status_list: { bits: 2, lst: '' } }, 'single bits'],
    ['without a list', { status_list: undefined }, 'single bits'],
    ['that is no zlib', { status_list: { bits: 1, lst: 'AAAA' } }, ''],
    ['that is no base64url', { status_list: { bits: 1, lst: '!' } }, ''],
  ])('%s', async (_, claims, because) => {
    serve(async () => listAnswer(await issuer.signList(claims)));
    await refused(because);
  });

  it('that is an access token', async () => {
    serve(async () => listAnswer(await issuer.signList({}, { typ: 'at+jwt' })));
    await refused('not signed by the issuer');
  });

  it('that is truncated: the JWT, what is compressed, or what comes out of it', async () => {
    serve(async () => listAnswer((await issuer.signList()).slice(0, -100)));
    await refused('not signed by the issuer');
    issuer.nowMs += 5_000;
    const half = (await lst(STATUS_LIST_SIZE / 8)).slice(0, 80);
    serve(async () => listAnswer(await issuer.signList({ status_list: { bits: 1, lst: half } })));
    expect(await api.try(jwt)).toBe('503 unavailable');
    issuer.nowMs += 5_000;
    serve(async () => listAnswer(await issuer.signList({ status_list: { bits: 1, lst: await lst(1024) } })));
    await refused('cut off: 1024 bytes');
  });

  it('that is larger than 300 kB, and no more of it is read', async () => {
    let read = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          read += 64_000;
          controller.enqueue(new Uint8Array(64_000).fill(65));
        },
      });
    serve(() => new Response(endless()));
    await refused('longer than 300000 bytes');
    expect(read).toBeLessThan(700_000);
  });

  it('that swells to a gigabyte when it is inflated', async () => {
    // 128 MB of zeros are 130 kB: signed by the issuer, and within the bound of the download.
    const bomb = await lst(128 * 1024 * 1024);
    serve(async () => listAnswer(await issuer.signList({ status_list: { bits: 1, lst: bomb } })));
    await refused('longer than 131072 bytes');
  });

  it('that is somewhere else: a redirect is not followed', async () => {
    serve(() => new Response(null, { status: 302, headers: { Location: 'https://attacker.example/list' } }));
    await refused('answered 302');
  });
});
