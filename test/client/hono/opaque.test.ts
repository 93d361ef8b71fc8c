import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type JetonOptions, type JetonVariables, jeton, type OpaqueOptions } from '../../../client/hono/index.ts';
import type { BindingQuestion, BindingVerdict } from '../../../client/verify/binding.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { API } from '../../support/protected-app.ts';

const test = createTestApp();
let admin = '';
let own = '';
const wanted = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'orders', name: '*', actions: ['read'] }],
  expires: '1h',
};

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
  own = (await makeToken(test, admin, { ...wanted, grants: [], name: 'orders-api' })).secret;
});

function protect(options: Partial<JetonOptions>) {
  const app = new Hono<{ Variables: JetonVariables }>();
  const trust = { issuer: ORIGIN, audience: API, fetch: test.fetch, now: () => test.nowMs, log: () => {} };
  app.use('*', jeton({ ...trust, ...options }));
  app.get('/orders/1', (c) => c.json(c.get('token')));
  return async (secret: string, headers: Record<string, string> = {}) =>
    app.fetch(new Request(`${API}/orders/1`, { headers: { Authorization: `Bearer ${secret}`, ...headers } }));
}

describe('an opaque token, asked about by HTTP', () => {
  let asked = 0;
  let http: OpaqueOptions;
  const fetch = (request: Request) => {
    asked += 1;
    return test.fetch(request);
  };

  beforeEach(() => {
    asked = 0;
    http = { http: { token: own } };
  });

  it('is let in, and told to the handler as the API tells it', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const answer = await protect({ opaque: http })(secret);
    expect(answer.headers.get('Token-Expires')).toMatch(/^2036-01-01T13:/);
    expect(await answer.json()).toMatchObject({ id, format: 'opaque', type: 'access', name: 'test', claims: null });
  });

  it('is asked about once in ten seconds, and refused within twenty of its revocation', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const call = protect({ opaque: http, fetch });
    for (let requests = 0; requests < 5; requests += 1) expect(await outcome(await call(secret))).toBe('200');
    expect(asked).toBe(1);
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    test.nowMs += 9_999;
    expect(await outcome(await call(secret))).toBe('200');
    test.nowMs += 10_001;
    expect(await outcome(await call(secret))).toBe('401 token_revoked');
  });

  it('is asked about each time where strict consistency is wanted', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
    const call = protect({ opaque: { http: { token: async () => own }, consistency: 'strict' } });
    expect(await outcome(await call(secret))).toBe('200');
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    expect(await outcome(await call(secret))).toBe('401 token_revoked');
  });

  it('is refused for what Jeton refuses it for, and the scope is told', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    const answer = await protect({ opaque: http, require: ['orders:read', 'orders:eu:write'] })(secret);
    expect(answer.headers.get('WWW-Authenticate')).toContain('scope="orders:*:read orders:eu:write"');
    expect(await outcome(answer)).toBe('403 insufficient_scope');
    expect(await outcome(await protect({ opaque: http, environment: 'staging' })(secret))).toBe(
      '403 wrong_environment',
    );
    expect(await outcome(await protect({ opaque: http, project: 'other' })(secret))).toBe('404 not_found');
    expect(await outcome(await protect({ opaque: http })(`${secret}0`))).toBe('401 invalid_token');
  });

  it('that is bound to an address is let in from there only, as the API tells it', async () => {
    const { secret } = await makeToken(test, admin, { ...wanted, allowedIps: ['192.0.2.0/24'] });
    const address: OpaqueOptions['address'] = ({ headers }) => headers.get('cf-connecting-ip');
    const call = protect({ opaque: { http: { token: own }, address } });
    expect(await outcome(await call(secret, { 'cf-connecting-ip': '192.0.2.7' }))).toBe('200');
    expect(await outcome(await call(secret, { 'cf-connecting-ip': '198.51.100.7' }))).toBe('403 address_not_allowed');
    expect(await outcome(await protect({ opaque: http })(secret))).toBe('403 address_not_allowed');
  });

  it('is answered 503, not 401, where this API has no good credential or Jeton does not answer', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    expect(await outcome(await protect({ opaque: { http: { token: 'wrong' } } })(secret))).toBe('503 unavailable');
    const down = () => Promise.reject(new TypeError('connection refused'));
    expect(await outcome(await protect({ opaque: http, fetch: down })(secret))).toBe('503 unavailable');
    const other = async () => Response.json({ active: true });
    expect(await outcome(await protect({ opaque: http, fetch: other })(secret))).toBe('503 unavailable');
  });

  it('is not asked about at all when it can be no token', async () => {
    const call = protect({ opaque: http, fetch });
    for (const secret of ['short', 'x'.repeat(4097), 'with a blank in it']) {
      expect(await outcome(await call(secret)), secret).toBe('401 invalid_token');
    }
    expect(asked).toBe(0);
  });

  it('is answered 400 where a caller names what can be none', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    const call = protect({ opaque: http, environment: (c) => c.req.header('environment') ?? '' });
    expect(await outcome(await call(secret, { environment: 'production' }))).toBe('200');
    expect(await outcome(await call(secret, { environment: 'No environment!' }))).toBe('400 invalid_request');
  });

  it('is refused where opaque tokens are not taken', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    expect(await outcome(await protect({})(secret))).toBe('401 invalid_token');
  });
});

describe('an opaque token, asked about over a service binding', () => {
  const questions: (BindingQuestion | undefined)[] = [];
  const told = {
    ...{ id: 'tok_00000000001', format: 'opaque' as const, type: 'client', name: 'shop', owner: null },
    ...{
      projects: ['web'],
      environments: ['production'],
      grants: [],
      audience: null,
      dpopKey: null,
      derivedFrom: null,
    },
    expires: null,
  };
  const binding = (verdict: BindingVerdict) => ({
    verify: async (_: string, question?: BindingQuestion) => {
      questions.push(question);
      return verdict;
    },
  });

  it('is asked about with all that the route requires', async () => {
    const call = protect({
      opaque: { binding: binding({ active: true, code: null, token: told }), consistency: 'edge' },
      require: 'orders:read',
      environment: 'production',
      project: 'web',
    });
    const answer = await call('web:production.jtn_0000000000000000', { Origin: 'https://shop.example' });
    expect([answer.status, answer.headers.get('Token-Expires')]).toEqual([200, null]);
    expect(questions.at(-1)).toEqual({
      require: [{ resource: 'orders', name: '*', action: 'read' }],
      environment: 'production',
      project: 'web',
      origin: 'https://shop.example',
      consistency: 'edge',
    });
  });

  it('with a proof is asked about with the request that it speaks of', async () => {
    const use = { active: false as const, code: 'use_dpop_nonce' as const, detail: 'It needs a nonce.', nonce: 'abc' };
    const call = protect({ opaque: { binding: binding(use) } });
    const answer = await call('', { Authorization: 'DPoP web:production.jtn_0000000000000000', DPoP: 'a proof' });
    expect(questions.at(-1)).toEqual({ dpop: { proof: 'a proof', method: 'GET', url: `${API}/orders/1` } });
    expect(answer.headers.get('DPoP-Nonce')).toBe('abc');
    expect(await outcome(answer)).toBe('401 use_dpop_nonce');
  });

  it('is refused with a proof that nothing of it asks for', async () => {
    const call = protect({ opaque: { binding: binding({ active: true, code: null, token: told }) } });
    const answer = await call('', { Authorization: 'DPoP web:production.jtn_0000000000000000', DPoP: 'a proof' });
    expect(await outcome(answer)).toBe('401 invalid_dpop_proof');
  });

  it('is refused where a later Jeton gives a reason that is not known yet', async () => {
    const verdict = {
      active: false,
      code: 'too_green',
      detail: 'The token is too green.',
    } as unknown as BindingVerdict;
    const call = protect({ opaque: { binding: binding(verdict) } });
    expect(await outcome(await call('web:production.jtn_0000000000000000'))).toBe('401 invalid_token');
  });

  it('is answered 503 where the binding fails', async () => {
    const call = protect({ opaque: { binding: { verify: () => Promise.reject(new Error('gone')) } } });
    expect(await outcome(await call('web:production.jtn_0000000000000000'))).toBe('503 unavailable');
  });
});
