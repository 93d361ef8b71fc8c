import { env } from 'cloudflare:workers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addProject, dumpKv, dumpTables, runRouteContract } from '../../support/route-contract.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const { bindings, ...storage } = recordStorage();
const test = createTestApp(bindings);
let admin = '';
const WANTED = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: 'marketing', actions: ['read', 'write'] }],
  format: 'jwt',
  expires: '1h',
};
const HOUR_MS = 3_600_000;

const make = (changes: Record<string, unknown> = {}) => makeToken(test, admin, { ...WANTED, ...changes });
const self = (token: string, app = test) => app.call('GET', '/v1/tokens/self', { token }).then(outcome);
const act = (method: string, path: string, json?: unknown) => test.call(method, path, { token: admin, json });

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
});

describe('what a signed token says', () => {
  it('is what RFC 9068 asks for', async () => {
    const { id, secret } = await make();
    const nowSeconds = Math.floor(test.nowMs / 1000);
    expect(decodeProtectedHeader(secret)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    expect(decodeJwt(secret)).toEqual({
      iss: ORIGIN,
      sub: id,
      aud: [ORIGIN],
      client_id: id,
      jti: id,
      iat: nowSeconds,
      exp: nowSeconds + 3600,
      scope: 'namespace:marketing:read namespace:marketing:write',
      projects: ['web'],
      environments: ['production'],
      status: { status_list: { idx: expect.any(Number), uri: `${ORIGIN}/.well-known/status-lists/1` } },
    });
  });

  it('names the audience, the first moment and the key that it was made for', async () => {
    const thumbprint = 'x'.repeat(43);
    const notBefore = new Date(test.nowMs + 60_000).toISOString();
    const { secret } = await make({ audience: ['https://orders.example', ORIGIN], notBefore, dpopKey: thumbprint });
    expect(decodeJwt(secret)).toMatchObject({
      aud: ['https://orders.example', ORIGIN],
      nbf: Math.floor(test.nowMs / 1000) + 60,
      cnf: { jkt: thumbprint },
    });
  });

  it('ES256 signs where the setting says so', async () => {
    const other = createTestApp({ SIGNING_ALGORITHM: 'ES256' });
    await env.DB.prepare('delete from signing_keys').run();
    const { secret } = await makeToken(other, admin, WANTED);
    expect(decodeProtectedHeader(secret).alg).toBe('ES256');
    expect(await self(secret, other)).toBe('200');
    await env.DB.prepare('delete from signing_keys').run();
    test.isolate = createIsolate();
  });
});

describe('a signed token lives like any other', () => {
  it('is let in here, and listed by its id', async () => {
    const { id, secret } = await make();
    expect(await self(secret)).toBe('200');
    const token = await (await act('GET', `/v1/tokens/${id}`)).json();
    expect(token).toMatchObject({ id, format: 'jwt', audience: [ORIGIN], derivedFrom: null, status: 'active' });
  });

  it('for another audience is refused here: whoever got it could send it on', async () => {
    const { secret } = await make({ audience: ['https://orders.example'] });
    expect(await self(secret)).toBe('401 invalid_token');
    const asked = (audience: string) => act('POST', '/v1/tokens/verify', { token: secret, audience });
    expect(await (await asked('https://orders.example')).json()).toMatchObject({ active: true });
    expect(await (await asked('https://other.example')).json()).toEqual({ active: false, code: 'invalid_token' });
  });

  it('revoked, disabled, expired: refused, and says so', async () => {
    const revoked = await make();
    await act('DELETE', `/v1/tokens/${revoked.id}`);
    expect(await self(revoked.secret)).toBe('401 token_revoked');
    const disabled = await make();
    await act('POST', `/v1/tokens/${disabled.id}/disable`);
    expect(await self(disabled.secret)).toBe('401 token_disabled');
    await act('POST', `/v1/tokens/${disabled.id}/enable`);
    expect(await self(disabled.secret)).toBe('200');
    test.nowMs += HOUR_MS;
    expect(await self(disabled.secret)).toBe('401 token_expired');
    test.nowMs -= HOUR_MS;
  });

  it('refreshed: another JWT of the same id and another place; the old one is refused at once', async () => {
    const { id, secret } = await make();
    const refreshed = await (await act('POST', `/v1/tokens/${id}/refresh`)).json<{ secret: string }>();
    expect(decodeJwt(refreshed.secret).jti).toBe(id);
    expect(decodeJwt(refreshed.secret).status).not.toEqual(decodeJwt(secret).status);
    expect(await self(secret)).toBe('401 token_replaced');
    expect(await self(refreshed.secret)).toBe('200');
  });

  it('refreshed with overlap: both are good until the deadline', async () => {
    const { id, secret } = await make();
    await act('POST', `/v1/tokens/${id}/refresh`, { overlap: '10m' });
    expect(await self(secret)).toBe('200');
    test.nowMs += 600_000;
    expect(await self(secret)).toBe('401 token_replaced');
    test.nowMs -= 600_000;
  });

  it('a project that is deleted is in it no longer: the JWT ends, its token gets another', async () => {
    await addProject('brief');
    const { id, secret } = await make({ type: 'client', projects: ['web', 'brief'], project: undefined });
    expect((await act('DELETE', '/v1/projects/brief?detach=true')).status).toBe(204);
    expect(await self(secret)).toBe('401 token_replaced');
    const { secret: next } = await (await act('POST', `/v1/tokens/${id}/refresh`)).json<{ secret: string }>();
    expect(decodeJwt(next).projects).toEqual(['web']);
  });

  it('its name may be changed, and nothing that is signed', async () => {
    const { id } = await make();
    expect((await act('PATCH', `/v1/tokens/${id}`, { name: 'renamed', description: 'x' })).status).toBe(200);
    for (const json of [{ grants: [] }, { allowedIps: ['192.0.2.1'] }, { notBefore: null }, { dpopKey: null }]) {
      expect(await outcome(await act('PATCH', `/v1/tokens/${id}`, json))).toBe('409 conflict');
    }
  });

  it('its row stays an hour past the end of its last JWT, then it goes', async () => {
    const { id } = await make({ expires: '2h' });
    // The first JWT now ends after its token does.
    await act('POST', `/v1/tokens/${id}/refresh`, { expires: '1h' });
    const key = parseId('tok', id);
    const exists = async () => (await env.DB.prepare('select 1 from tokens where id = ?').bind(key).first()) !== null;
    const seen: boolean[] = [];
    for (const hours of [1.5, 2.5, 3.1]) {
      const nowMs = test.nowMs + hours * HOUR_MS;
      await runCron({ ...test, nowMs }, '*/15 * * * *');
      seen.push(await exists());
    }
    expect(seen).toEqual([true, true, false]);
  });

  it('a JWT that was replaced goes an hour after its own end; its token stays', async () => {
    const { id } = await make({ expires: '1h' });
    await act('POST', `/v1/tokens/${id}/refresh`, { expires: '30d' });
    const key = parseId('tok', id);
    const left = () => env.DB.prepare('select count(*) as n from secrets where token_id = ?').bind(key).first('n');
    const seen: unknown[] = [];
    for (const hours of [1.9, 2.1]) {
      await runCron({ ...test, nowMs: test.nowMs + hours * HOUR_MS }, '*/15 * * * *');
      seen.push(await left());
    }
    expect(seen).toEqual([2, 1]);
  });

  it('is found in neither D1 nor KV, nor is the key that signed it', async () => {
    const { secret } = await make();
    const at = JSON.stringify([await dumpTables(), await dumpKv()]);
    for (const part of [secret, secret.slice(0, 120), secret.split('.')[2] ?? '', '"d":']) {
      expect(at.includes(part)).toBe(false);
    }
  });
});

describe('what cannot be signed is refused', () => {
  it.each([
    [{ type: 'personal', project: undefined, environments: undefined, grants: undefined }, 'format'],
    [{ type: 'admin', project: undefined, environments: undefined, grants: undefined }, 'format'],
    [
      {
        type: 'frontend',
        environments: ['production'],
        grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
      },
      'format',
    ],
    [{ expires: 'never' }, 'expires'],
    [{ allowedIps: ['192.0.2.0/24'] }, 'allowedIps'],
    [{ allowedOrigins: ['https://shop.example'] }, 'allowedOrigins'],
    [{ clients: [] }, 'clients'],
    [{ audience: [] }, 'audience'],
    [{ audience: ['with space'] }, 'audience.0'],
    [{ format: 'opaque', audience: ['https://orders.example'] }, 'audience'],
    [{ dpopKey: 'short' }, 'dpopKey'],
  ])('%j: 400, naming %s', async (changes, field) => {
    const answer = await act('POST', '/v1/tokens', { name: 'test', ...WANTED, ...changes });
    expect(answer.status).toBe(400);
    expect((await answer.json<{ errors: { field: string }[] }>()).errors[0]?.field).toBe(field);
  });

  it('a refresh cannot take its end away', async () => {
    const { id } = await make();
    expect(await outcome(await act('POST', `/v1/tokens/${id}/refresh`, { expires: 'never' }))).toBe(
      '400 invalid_request',
    );
  });

  it('one that would be too long to send is not made', async () => {
    const actions = Array.from({ length: 16 }, (_, at) => `action-${at}-${'x'.repeat(20)}`);
    const grants = Array.from({ length: 10 }, (_, at) => ({ resource: 'orders', name: `order-${at}`, actions }));
    const answer = await act('POST', '/v1/tokens', { name: 'test', ...WANTED, grants });
    expect(await outcome(answer)).toBe('409 limit_reached');
  });
});

describe('what a signed token costs to check', () => {
  it('in memory nothing is read; in a new isolate its key, its copy and the feed', async () => {
    const { secret } = await make();
    expect(await self(secret)).toBe('200');
    storage.reset();
    expect(await self(secret)).toBe('200');
    expect(storage.calls).toEqual([]);
    test.isolate = createIsolate();
    expect(await self(secret)).toBe('200');
    expect([storage.kvReads(), storage.feedReads(), storage.d1Queries()]).toEqual([1, 1, 1]);
  });

  it('a thousand forgeries are refused without a read of storage', async () => {
    const { secret } = await make();
    expect(await self(secret)).toBe('200');
    storage.reset();
    const [header, claims = '', signature] = secret.split('.');
    for (let at = 0; at < 1000; at += 1) {
      const forged = btoa(`{"jti":"tok_${at}"}`).replaceAll('=', '');
      const parts =
        at % 2 === 0 ? [header, forged, signature] : [header, claims, btoa(`${at}`.repeat(64)).slice(0, 86)];
      await test.call('GET', '/v1/tokens/self', {
        token: parts.join('.'),
        headers: { 'CF-Connecting-IP': `192.0.2.${at % 250}` },
      });
    }
    expect(storage.calls.filter(({ binding }) => binding !== 'QUEUE')).toEqual([]);
  });

  it('a flood of unknown key names has the keys read once in ten seconds', async () => {
    const { secret } = await make();
    expect(await self(secret)).toBe('200');
    test.nowMs += 60_000;
    expect(await self(secret)).toBe('200');
    storage.reset();
    const [, claims, signature] = secret.split('.');
    for (let at = 0; at < 100; at += 1) {
      const header = btoa(JSON.stringify({ alg: 'EdDSA', typ: 'at+jwt', kid: `kid-${at}` })).replaceAll('=', '');
      const token = [header, claims, signature].join('.');
      await test.call('GET', '/v1/tokens/self', { token, headers: { 'CF-Connecting-IP': `198.51.100.${at}` } });
    }
    expect(storage.d1Queries()).toBe(1);
  });
});

describe('the contract of every route holds for signed tokens', () => {
  runRouteContract(() => ({ test, admin, kvWrites: storage.kvWrites }), {
    name: 'GET /v1/tokens/self, signed',
    method: 'GET',
    path: '/v1/tokens/self',
    admits: WANTED,
  });
});

describe('a JWT whose key was taken away', () => {
  it('is refused, also where strings of another make are let in', async () => {
    const old = 'an-old-string-of-another-system';
    const row = { type: 'access', name: 'old', project: 'web', environments: ['production'], secret: old };
    expect((await act('POST', '/v1/tokens/import', { tokens: [row] })).status).toBe(200);
    const { secret } = await make();
    const { kid } = decodeProtectedHeader(secret);
    expect(await self(secret)).toBe('200');
    expect((await act('POST', '/v1/signing-keys', { signsFrom: 'now' })).status).toBe(201);
    expect((await act('DELETE', `/v1/signing-keys/${kid}`)).status).toBe(204);
    for (const consistency of ['edge', 'bounded', 'strict', 'edge']) {
      const answer = await act('POST', '/v1/tokens/verify', { token: secret, consistency });
      expect(await answer.json()).toEqual({ active: false, code: 'invalid_token' });
    }
    expect(await self(secret)).toBe('401 invalid_token');
    expect(await self(old)).toBe('200');
  });
});
