import { Hono } from 'hono';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type JetonOptions, type JetonVariables, jeton } from '../../../client/hono/index.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { API } from '../../support/protected-app.ts';

/** A list is rebuilt after 10 s at most, and relied on for 60: docs/signed-tokens.md and docs/hono.md promise it. */
const BOUND_MS = 70_000;

describe('a token that a real Jeton signed', () => {
  const test = createTestApp();
  let admin = '';
  const wanted = {
    type: 'access',
    project: 'web',
    environments: ['production'],
    grants: [{ resource: 'orders', name: '*', actions: ['read'] }],
    format: 'jwt',
    audience: [API],
    expires: '1h',
  };

  beforeAll(async () => {
    admin = await setUpAdmin(test);
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
  });

  function protect(options: Partial<JetonOptions> = {}) {
    const app = new Hono<{ Variables: JetonVariables }>();
    const trust = { issuer: ORIGIN, audience: API, fetch: test.fetch, now: () => test.nowMs };
    app.use('/orders/*', jeton({ ...trust, require: 'orders:read', environment: 'production', ...options }));
    app.get('/orders/1', (c) => c.json(c.get('token')));
    return async (secret: string) =>
      app.fetch(new Request(`${API}/orders/1`, { headers: { Authorization: `Bearer ${secret}` } }));
  }

  it('is let in by another Worker, which asks Jeton twice, however many requests there are', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    let calls = 0;
    const fetch = (request: Request) => {
      calls += 1;
      return test.fetch(request);
    };
    const call = protect({ fetch });
    for (let requests = 0; requests < 10; requests += 1) {
      const answer = await call(secret);
      expect(await answer.json()).toMatchObject({ id, projects: ['web'], grants: wanted.grants, audience: [API] });
    }
    expect(calls).toBe(2);
  });

  it('is refused there within 70 seconds of its revocation, while its signature alone would still let it in', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const call = protect();
    expect(await outcome(await call(secret))).toBe('200');
    const removed = await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    expect(removed.ok).toBe(true);
    // Just before: what was fetched before the revocation may still be believed, and the bound is no accident of the test.
    expect(await outcome(await call(secret))).toBe('200');
    test.nowMs += BOUND_MS;
    expect(await outcome(await call(secret))).toBe('401 token_revoked');

    const keys = await (await test.call('GET', '/.well-known/jwks.json')).json<JSONWebKeySet>();
    const options = { issuer: ORIGIN, audience: API, typ: 'at+jwt', currentDate: new Date(test.nowMs) };
    const control = await jwtVerify(secret, createLocalJWKSet(keys), options);
    expect(control.payload.jti).toBe(id);
  });

  it('is refused within 70 seconds under traffic, with the list refreshed behind answers only', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const call = protect();
    expect(await outcome(await call(secret))).toBe('200');
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    let seconds = 0;
    while ((await outcome(await call(secret))) === '200') {
      expect(seconds).toBeLessThan(BOUND_MS / 1000);
      test.nowMs += 1000;
      seconds += 1;
      // What waits behind an answer has its turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(seconds).toBeLessThanOrEqual(BOUND_MS / 1000);
  });

  it('is refused when it was disabled or replaced, and let in again when it is enabled', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const call = protect();
    expect(await outcome(await call(secret))).toBe('200');
    await test.call('POST', `/v1/tokens/${id}/disable`, { token: admin });
    test.nowMs += BOUND_MS;
    expect(await outcome(await call(secret))).toBe('401 token_revoked');
    await test.call('POST', `/v1/tokens/${id}/enable`, { token: admin });
    test.nowMs += BOUND_MS;
    expect(await outcome(await call(secret))).toBe('200');
    const refreshed = await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, json: {} });
    const { secret: next } = await refreshed.json<{ secret: string }>();
    test.nowMs += BOUND_MS;
    expect(await outcome(await call(secret))).toBe('401 token_revoked');
    expect(await outcome(await call(next))).toBe('200');
  });

  it('is refused for another environment, and without the grant', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    expect(await outcome(await protect({ environment: 'staging' })(secret))).toBe('403 wrong_environment');
    expect(await outcome(await protect({ require: 'orders:write' })(secret))).toBe('403 insufficient_scope');
    expect(await outcome(await protect({ audience: 'https://other.example' })(secret))).toBe('401 invalid_token');
  });
});
