import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, ORIGIN, setUpAdmin } from '../../support/app.ts';
import { createOidcIssuer, type OidcIssuer } from '../../support/oidc-issuer.ts';
import { addProject, addUser } from '../../support/route-contract.ts';
import { accept, exchange, makeTrust, SHOP, verdict } from '../../support/trusted-issuers.ts';

const test = createTestApp();
const MINUTE_MS = 60_000;
let admin = '';
let ci: OidcIssuer;
let trust = '';

const job = (claims: Record<string, unknown> = {}) => ci.sign({ ...SHOP, aud: ORIGIN, ...claims });
const nowSeconds = () => Math.floor(test.nowMs / 1000);
const patch = (id: string, json: unknown) => test.call('PATCH', `/v1/trusted-issuers/${id}`, { token: admin, json });

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing', 'news']);
  ci = await createOidcIssuer(() => test.nowMs);
  trust = await makeTrust(test, admin, ci.url);
});

describe('a job’s token is exchanged', () => {
  it('for what the trust gives: type, places, grants, an hour, this deployment', async () => {
    const result = await accept(test, await job());
    const draft = result.ok ? result.value.draft : null;
    expect(draft).toMatchObject({
      type: 'access',
      name: 'shop: repo:acme/shop:ref:refs/heads/main',
      projects: ['web'],
      environments: ['production'],
      grants: [{ resource: 'namespace', name: 'marketing', actions: ['read', 'write'] }],
      clients: null,
      allowedIps: null,
      expiresAt: nowSeconds() + 3600,
      audience: [ORIGIN],
      dpopKey: null,
      parentId: null,
      retrievable: false,
    });
    expect(draft?.description).toMatch(new RegExp(`^${ci.url} [0-9a-f-]{36}$`));
  });

  it('for a JWT whose subject and client is the trust, and an audit row that names it', async () => {
    const { id, secret } = await exchange(test, await job());
    expect(decodeJwt(secret)).toMatchObject({ iss: ORIGIN, aud: [ORIGIN], sub: trust, client_id: trust, jti: id });
    const row = await env.DB.prepare('select actor, address, request_id from events where target = ?').bind(id).first();
    expect(row).toEqual({ actor: trust, address: '192.0.2.7', request_id: 'req_test' });
  });

  it('for less where less is asked for', async () => {
    const wanted = {
      scope: 'namespace:marketing:read',
      seconds: 120,
      audience: ['https://orders.example'],
      dpopKey: 'k',
    };
    const result = await accept(test, await job(), wanted);
    expect(result.ok && result.value.draft).toMatchObject({
      grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
      expiresAt: nowSeconds() + 120,
      audience: ['https://orders.example'],
      dpopKey: 'k',
    });
  });

  it('never for more: a scope that is not given, one that is none, a longer life', async () => {
    const said = 'invalid_scope: the trusted issuer does not give all that the scope asks for';
    for (const scope of ['namespace:marketing:delete', 'namespace:*:read', 'namespace:news:read', 'orders:read']) {
      expect(await verdict(test, await job(), { scope })).toBe(said);
    }
    for (const scope of ['', ' ', 'x', 'namespace:marketing:read ;']) {
      expect(await verdict(test, await job(), { scope })).toContain('invalid_scope: the scope is not made of words');
    }
    const long = await accept(test, await job(), { seconds: 86_400 });
    expect(long.ok && long.value.draft.expiresAt).toBe(nowSeconds() + 3600);
  });

  it('more than once until it ends', async () => {
    const token = await job();
    expect(await verdict(test, token)).toBe('accepted');
    expect(await verdict(test, token)).toBe('accepted');
  });

  it('by a key of each usual kind', async () => {
    for (const algorithm of ['ES256', 'PS256', 'EdDSA', 'ES384']) {
      const other = await createOidcIssuer(() => test.nowMs, algorithm);
      await makeTrust(test, admin, other.url);
      expect(await verdict(test, await other.sign({ ...SHOP, aud: ORIGIN }))).toBe('accepted');
    }
  });

  it('its name on the new token is one line, whatever the issuer wrote', async () => {
    const sub = `a\n\u202eb\u0000${'c'.repeat(300)}\ud83d\ude00`;
    const result = await accept(test, await job({ sub, jti: ['x'] }));
    const draft = result.ok ? result.value.draft : null;
    expect(draft?.name).toBe(`shop: ab${'c'.repeat(92)}`);
    expect(draft?.description).toBe(ci.url);
    expect((await exchange(test, await job({ sub: '\ud800\u0007' }))).record.name).toBe('shop:');
  });
});

describe('a token that does not keep every rule is refused', () => {
  const RULES = 'foreign_token_refused: its claims keep the rules of no trusted issuer';
  it.each([
    ['another repository', { repository: 'acme/shop-evil' }],
    ['another case', { repository: 'Acme/shop' }],
    ['another branch', { ref: 'refs/heads/dev' }],
    ['no branch', { ref: undefined }],
    ['a list that holds the value', { repository: ['acme/shop'] }],
    ['an object', { repository: { 0: 'acme/shop' } }],
    ['a number', { repository: 1 }],
    ['true', { repository: true }],
    ['null', { repository: null }],
    ['nothing', { repository: '' }],
    ['spaces around', { repository: ' acme/shop' }],
  ])('%s', async (_what, claims) => {
    expect(await verdict(test, await job(claims))).toBe(RULES);
  });

  it('claims that every object has are none', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url, { claims: { constructor: ['x'] } });
    expect(await verdict(test, await other.sign({ aud: ORIGIN }))).toBe(RULES);
  });

  it.each([
    ['another audience', { aud: 'https://other.example' }],
    ['a longer one', { aud: `${ORIGIN}/` }],
    ['none', { aud: undefined }],
    ['an object', { aud: { 0: ORIGIN } }],
  ])('%s', async (_what, claims) => {
    expect(await verdict(test, await job(claims))).toBe('foreign_token_refused: it is for another audience');
  });

  it('one of several audiences will do', async () => {
    expect(await verdict(test, await job({ aud: ['https://other.example', ORIGIN] }))).toBe('accepted');
  });
});

describe('a token of another time is refused', () => {
  it.each([
    ['no end', { exp: undefined }, 'it does not say when it ends'],
    ['an end in words', { exp: '2099' }, 'it does not say when it ends'],
    ['no beginning', { iat: undefined }, 'it does not say when it was made'],
    ['a beginning in words', { nbf: 'now' }, 'its beginning is no time'],
    ['a life of more than a day', { exp: 86_401 }, 'it lives longer than a day'],
    ['its end a minute ago', { iat: -300, exp: -60 }, 'it has expired'],
    ['made in two minutes', { iat: 120, exp: 300 }, 'it was made in the future'],
    ['good in two minutes', { nbf: 120 }, 'it is not valid yet'],
  ])('%s', async (_what, times, why) => {
    const moved = Object.entries(times).map(([name, at]) => [name, typeof at === 'number' ? nowSeconds() + at : at]);
    expect(await verdict(test, await job(Object.fromEntries(moved)))).toBe(`foreign_token_refused: ${why}`);
  });

  it('clocks may differ by a minute', async () => {
    expect(await verdict(test, await job({ exp: nowSeconds() - 59, iat: nowSeconds() - 300 }))).toBe('accepted');
    expect(await verdict(test, await job({ iat: nowSeconds() + 60, nbf: nowSeconds() + 60 }))).toBe('accepted');
  });
});

describe('which trust', () => {
  it('the first whose rules are kept and that gives the scope; the one that is named', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    const first = await makeTrust(test, admin, other.url);
    test.nowMs += 1;
    const second = await makeTrust(test, admin, other.url, {
      name: 'second',
      grants: [{ resource: 'namespace', name: 'news', actions: ['read'] }],
      tokenAudience: ['https://orders.example'],
      tokenMinutes: 5,
    });
    const token = await other.sign({ ...SHOP, aud: ORIGIN });
    const by = async (scope: string | null, named: string | null) => {
      const result = await accept(test, token, { scope }, named);
      return result.ok ? result.value.caller.name : null;
    };
    expect(await by(null, null)).toBe(first);
    expect(await by('namespace:news:read', null)).toBe(second);
    expect(await by(null, second)).toBe(second);
    expect(await by('namespace:news:read', first)).toBe(null);
    expect(await verdict(test, token, {}, trust)).toBe('foreign_token_refused: its issuer is not trusted');
    expect(await verdict(test, token, {}, 'tru_none')).toBe('foreign_token_refused: its issuer is not trusted');
    const named = await accept(test, token, {}, second);
    expect(named.ok && named.value.draft).toMatchObject({
      audience: ['https://orders.example'],
      expiresAt: nowSeconds() + 300,
    });
    expect(await verdict(test, token, { audience: [ORIGIN] }, second)).toBe(
      'invalid_target: the trusted issuer gives no tokens for that audience',
    );
  });

  it('none that is disabled, deleted, or of a person who is', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    const user = await addUser('admin');
    const { secret } = await (
      await test.call('POST', '/v1/tokens', { token: admin, json: { type: 'personal', name: 'x', owner: user } })
    ).json<{ secret: string }>();
    const id = await makeTrust(test, secret, other.url);
    const token = await other.sign({ ...SHOP, aud: ORIGIN });
    const UNTRUSTED = 'foreign_token_refused: its issuer is not trusted';
    expect(await verdict(test, token)).toBe('accepted');
    await patch(id, { enabled: false });
    expect(await verdict(test, token)).toBe(UNTRUSTED);
    await patch(id, { enabled: true });
    expect(await verdict(test, token)).toBe('accepted');
    await test.call('PATCH', `/v1/users/${user}`, { token: admin, json: { enabled: false } });
    expect(await verdict(test, token)).toBe(UNTRUSTED);
    await test.call('PATCH', `/v1/users/${user}`, { token: admin, json: { enabled: true } });
    expect(await verdict(test, token)).toBe('accepted');
    await test.call('DELETE', `/v1/trusted-issuers/${id}`, { token: admin });
    expect(await verdict(test, token)).toBe(UNTRUSTED);
  });

  it('a shorter life that the deployment sets later holds', async () => {
    const shorter = createTestApp({ EXCHANGED_TOKEN_MINUTES: '5' });
    const result = await accept(shorter, await job());
    expect(result.ok && result.value.draft.expiresAt).toBe(Math.floor(shorter.nowMs / 1000) + 300);
  });
});

describe('the keys of an issuer', () => {
  it('are asked for once in ten minutes, and by each isolate for itself', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    const ask = async () => verdict(test, await other.sign({ ...SHOP, aud: ORIGIN }));
    for (let at = 0; at < 5; at += 1) expect(await ask()).toBe('accepted');
    expect(await other.asked()).toBe(1);
    test.nowMs += 10 * MINUTE_MS;
    expect(await ask()).toBe('accepted');
    expect(await other.asked()).toBe(2);
    test.isolate = createIsolate();
    expect(await ask()).toBe('accepted');
    expect(await other.asked()).toBe(3);
  });

  it('rotated, the new one is known half a minute after the last look, and the old one not for ten', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    const old = () => other.sign({ ...SHOP, aud: ORIGIN, exp: nowSeconds() + 3600 });
    const before = await old();
    expect(await verdict(test, before)).toBe('accepted');
    await other.rotate(false);
    expect(await verdict(test, await old())).toBe('foreign_token_refused: its issuer did not sign it');
    expect(await other.asked()).toBe(1);
    test.nowMs += 30_000;
    expect(await verdict(test, await old())).toBe('accepted');
    expect(await verdict(test, before)).toBe('foreign_token_refused: its issuer did not sign it');
    expect(await other.asked()).toBe(2);
  });

  it('are not asked for by tokens of issuers that nobody trusts', async () => {
    const stranger = await createOidcIssuer(() => test.nowMs);
    expect(await verdict(test, await stranger.sign({ ...SHOP, aud: ORIGIN }))).toBe(
      'foreign_token_refused: its issuer is not trusted',
    );
    expect(await stranger.asked()).toBe(0);
  });

  it('cannot be had: said so, and left alone for ten seconds; then all is well', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    await other.publish('keys', 'no JSON');
    const token = await other.sign({ ...SHOP, aud: ORIGIN });
    expect(await verdict(test, token)).toBe('issuer_unreachable: it sent no JSON');
    await other.rotate(true);
    expect(await verdict(test, token)).toBe('issuer_unreachable: it sent no JSON');
    test.nowMs += 10_000;
    expect(await verdict(test, token)).toBe('accepted');
  });

  it('that are no key set are none', async () => {
    const other = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, other.url);
    await other.publish('keys', { keys: 'none' });
    expect(await verdict(test, await other.sign({ aud: ORIGIN }))).toBe('issuer_unreachable: it sent no key set');
  });
});
