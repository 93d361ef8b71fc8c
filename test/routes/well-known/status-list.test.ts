import { env } from 'cloudflare:workers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { STATUS_LIST_SIZE } from '../../../src/contract/signed-tokens.ts';
import { createTestApp, ORIGIN, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addUser } from '../../support/route-contract.ts';
import { addMarketing, isListedInvalid, makeSigned, placeOf, readStatusList } from '../../support/signed.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';

const HOUR_MS = 3_600_000;
const LIST = '/.well-known/status-lists/1';

/** The isolate that is changed, and another one that is only asked: it learns of nothing but what storage says. */
let test: TestApp;
let other: TestApp;
let admin = '';

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  await addMarketing(test, admin);
});

beforeEach(() => {
  const { nowMs } = test;
  test = createTestApp();
  test.nowMs = nowMs;
  other = createTestApp();
  other.nowMs = nowMs;
});

const ask = async (method: string, path: string, json?: unknown) => {
  const response = await test.call(method, path, { token: admin, json });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
};
const pass = (ms: number) => {
  test.nowMs += ms;
  other.nowMs = test.nowMs;
};
/** Seen by another isolate that had the list before the change, no earlier than it must be. */
const seenElsewhere = async (jwt: string) => {
  pass(10_001);
  return isListedInvalid(other, jwt);
};

describe('GET /.well-known/status-lists/{n}', () => {
  it('is a signed list of 2^20 bits that says how long it may be kept', async () => {
    await makeSigned(test, admin);
    const response = await test.call('GET', LIST, { headers: { Accept: 'application/statuslist+jwt' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/statuslist+jwt',
      'cache-control': 'public, max-age=10',
      'access-control-allow-origin': '*',
    });
    const jwt = await response.text();
    const nowSeconds = Math.floor(test.nowMs / 1000);
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'EdDSA', typ: 'statuslist+jwt', kid: expect.any(String) });
    expect(decodeJwt(jwt)).toEqual({
      sub: ORIGIN + LIST,
      iss: ORIGIN,
      iat: nowSeconds,
      exp: nowSeconds + 3600,
      ttl: 60,
      status_list: { bits: 1, lst: expect.any(String) },
    });
    expect((await readStatusList(test, ORIGIN + LIST)).byteLength).toBe(STATUS_LIST_SIZE / 8);
  });

  it.each(['2', '0', '-1', '1.0', '01', 'x', '999999999', '1e0', '%00', `${'9'.repeat(400)}`])(
    'is 404 for list %s, which was never opened',
    async (n) => {
      expect(await outcome(await test.call('GET', `/.well-known/status-lists/${n}`))).toBe('404 not_found');
    },
  );

  it('is 404 where nobody knows who signs: before set-up', async () => {
    await env.DB.exec('update deployment set origin = null');
    expect(await outcome(await test.call('GET', LIST))).toBe('404 not_found');
    await env.DB.exec(`update deployment set origin = '${ORIGIN}'`);
    pass(10_000);
    expect(await outcome(await test.call('GET', LIST))).toBe('200');
  });

  it('is no access token', async () => {
    const jwt = await (await test.call('GET', LIST)).text();
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: jwt }))).toBe('401 invalid_token');
  });
});

describe('a status list marks, ten seconds later everywhere', () => {
  const marked = async (change: (id: string) => Promise<unknown>, more: Record<string, unknown> = {}) => {
    const spared = await makeSigned(test, admin);
    const { id, secret } = await makeSigned(test, admin, more);
    expect(await isListedInvalid(other, secret)).toBe(false);
    await change(id);
    expect(await isListedInvalid(test, secret)).toBe(true);
    expect(await seenElsewhere(secret)).toBe(true);
    expect(await isListedInvalid(other, spared.secret)).toBe(false);
    return { id, secret };
  };

  it('a token that was revoked', async () => {
    await marked((id) => ask('DELETE', `/v1/tokens/${id}`));
  });

  it('tokens that were revoked in bulk', async () => {
    const owner = await addUser('none');
    await marked(() => ask('POST', '/v1/tokens/revoke', { owner, reason: 'superseded' }), { owner });
  });

  it('a token that was disabled, until it is enabled', async () => {
    const { id, secret } = await marked((of) => ask('POST', `/v1/tokens/${of}/disable`));
    await ask('POST', `/v1/tokens/${id}/enable`);
    expect(await isListedInvalid(test, secret)).toBe(false);
    expect(await seenElsewhere(secret)).toBe(false);
  });

  it('the tokens of a person who was disabled, until they are enabled', async () => {
    const owner = await addUser('none');
    const { secret } = await marked(() => ask('PATCH', `/v1/users/${owner}`, { enabled: false }), { owner });
    await ask('PATCH', `/v1/users/${owner}`, { enabled: true });
    expect(await seenElsewhere(secret)).toBe(false);
  });

  it('the tokens of a person who was removed', async () => {
    const owner = await addUser('none');
    await marked(() => ask('DELETE', `/v1/users/${owner}`), { owner });
  });

  it('what a trusted issuer’s tokens were exchanged for, when the trust changes', async () => {
    await env.DB.exec(
      "insert into trusted_issuers values (1, 1, 'ci', 'https://ci.example', 'x', '{}', '[]', '[]', '[]', null, 60, null, 'usr_1', 0, 0, null)",
    );
    await marked(async (id) => {
      const child = 'update tokens set trust_id = 1 where id = ?';
      await env.DB.prepare(child).bind(parseId('tok', id)).run();
      const changed = 'update trusted_issuers set version = 2, changed_at = ?';
      await env.DB.prepare(changed)
        .bind(Math.floor(test.nowMs / 1000))
        .run();
    });
  });

  it('the JWT that a refresh replaced, and not the new one', async () => {
    let next = '';
    const { secret } = await marked(async (id) => {
      next = (await (await ask('POST', `/v1/tokens/${id}/refresh`, {})).json<{ secret: string }>()).secret;
    });
    expect(placeOf(next).idx).not.toBe(placeOf(secret).idx);
    expect(await isListedInvalid(other, next)).toBe(false);
  });

  it('the JWT of a token whose project was deleted', async () => {
    await ask('POST', '/v1/projects', { id: 'gone', name: 'Gone' });
    const json = { type: 'client', project: undefined, projects: ['web', 'gone'] };
    await marked(() => ask('DELETE', '/v1/projects/gone?detach=true'), json);
  });

  it('what was exchanged for a token that was revoked, disabled or refreshed', async () => {
    for (const [method, verb] of [
      ['DELETE', ''],
      ['POST', '/disable'],
      ['POST', '/refresh'],
    ] as const) {
      const parent = await makeSigned(test, admin);
      const child = await makeSigned(test, admin);
      await env.DB.prepare('update tokens set parent_id = ? where id = ?')
        .bind(parseId('tok', parent.id), parseId('tok', child.id))
        .run();
      expect(await isListedInvalid(other, child.secret)).toBe(false);
      await ask(method, `/v1/tokens/${parent.id}${verb}`);
      expect(await isListedInvalid(test, child.secret)).toBe(true);
      expect(await seenElsewhere(child.secret)).toBe(true);
    }
  });

  it('a JWT whose overlap has run out, with nobody there to change anything', async () => {
    const { id, secret } = await makeSigned(test, admin);
    await ask('POST', `/v1/tokens/${id}/refresh`, { overlap: '1h' });
    expect(await isListedInvalid(test, secret)).toBe(false);
    expect(await seenElsewhere(secret)).toBe(false);
    for (const app of [test, other]) {
      app.nowMs += HOUR_MS - 10_001 - 5_000;
      expect(await isListedInvalid(app, secret)).toBe(false);
      app.nowMs += 10_001;
      expect(await isListedInvalid(app, secret)).toBe(true);
    }
  });

  it('a JWT whose overlap ended with the first use of the next', async () => {
    const { id, secret } = await makeSigned(test, admin);
    const refreshed = await ask('POST', `/v1/tokens/${id}/refresh`, { overlap: '24h' });
    const next = await refreshed.json<{ secret: string }>();
    expect(await isListedInvalid(other, secret)).toBe(false);
    expect((await test.call('GET', '/v1/tokens/self', { token: next.secret })).status).toBe(200);
    expect(await seenElsewhere(secret)).toBe(true);
  });
});

describe('a place in a status list', () => {
  it('is marked no more once its JWT has ended, and is another token’s an hour later, not before', async () => {
    const { id, secret } = await makeSigned(test, admin, { expires: '1h' });
    const isTaken = async () => {
      const { list, index } = await test.services.statusLists.findFree([placeOf(secret).idx]);
      expect(list).toBe(1);
      return index === null;
    };
    await ask('DELETE', `/v1/tokens/${id}`);
    expect(await isListedInvalid(test, secret)).toBe(true);
    pass(HOUR_MS);
    expect(await isListedInvalid(test, secret)).toBe(false);
    await env.DB.prepare('update tokens set revoked_at = null, revocation_reason = null where id = ?')
      .bind(parseId('tok', id))
      .run();
    await runCron(test, '*/15 * * * *');
    pass(HOUR_MS - 1_000);
    await runCron(test, '*/15 * * * *');
    expect(await isTaken()).toBe(true);
    pass(1_000);
    await runCron(test, '*/15 * * * *');
    expect(await isTaken()).toBe(false);
  });

  it('of a revoked token stays taken for as long as the token is remembered', async () => {
    const { id, secret } = await makeSigned(test, admin, { expires: '1h' });
    await ask('DELETE', `/v1/tokens/${id}`);
    pass(29 * 24 * HOUR_MS);
    await runCron(test, '*/15 * * * *');
    expect((await test.services.statusLists.findFree([placeOf(secret).idx])).index).toBeNull();
  });
});

describe('what a status list costs', () => {
  it('is nothing but a signature and the feed while nothing changes', async () => {
    const { bindings, calls, reset } = recordStorage();
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    await app.call('GET', LIST);
    reset();
    for (let second = 0; second < 60; second += 1) {
      app.nowMs += 1_000;
      await app.call('GET', LIST);
    }
    expect(calls.filter(({ sql }) => /status_index/.test(sql))).toEqual([]);
    expect(calls.filter(({ sql }) => /from "changes"/.test(sql)).length).toBeLessThanOrEqual(12);
    expect(calls.length).toBeLessThanOrEqual(24);
  });

  it('is one making anew behind an answer, however many ask', async () => {
    const { bindings, calls, reset } = recordStorage();
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    await app.call('GET', LIST);
    app.nowMs += 6_000;
    reset();
    await Promise.all(Array.from({ length: 20 }, () => app.call('GET', LIST)));
    expect(calls.filter(({ sql }) => /from "changes"/.test(sql))).toHaveLength(1);
  });

  it('is one making anew a second, however much this isolate itself changes', async () => {
    const { bindings, calls, reset } = recordStorage();
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    await app.call('GET', LIST);
    const { id, secret } = await makeSigned(app, admin);
    await app.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    reset();
    app.nowMs += 999;
    await app.call('GET', LIST);
    expect(calls).toEqual([]);
    app.nowMs += 1;
    expect(await isListedInvalid(app, secret)).toBe(true);
  });

  it('caches along the way keep an answer only for the rest of its ten seconds', async () => {
    await test.call('GET', LIST);
    const ages = [];
    for (const seconds of [0, 2, 2]) {
      pass(seconds * 1_000);
      ages.push((await test.call('GET', LIST)).headers.get('Cache-Control'));
    }
    expect(ages).toEqual(['public, max-age=10', 'public, max-age=8', 'public, max-age=6']);
  });

  it('no answer is older than ten seconds: 503 while D1 does not say what is invalid', async () => {
    const { bindings, state } = failingStorage(1, { forEver: true });
    state.armed = false;
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    expect(await outcome(await app.call('GET', LIST))).toBe('200');
    state.armed = true;
    app.nowMs += 10_000;
    expect(await outcome(await app.call('GET', LIST))).toBe('200');
    app.nowMs += 1;
    expect(await outcome(await app.call('GET', LIST))).toBe('503 unavailable');
  });
});
