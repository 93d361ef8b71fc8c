import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BindingProps, Verified, VerifyOptions } from '../../../src/contract/binding.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { makeHolder } from '../../support/dpop.ts';
import { addClient } from '../../support/people.ts';
import { addProject, forge } from '../../support/route-contract.ts';

/** Jeton as another Worker has it: over a service binding of workerd, with the props of that binding, by the real clock. */
let test: TestApp;
let admin = '';
const WEB = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [
    { resource: 'namespace', name: 'marketing', actions: ['read'] },
    { resource: 'orders', name: '*', actions: ['read'] },
  ],
};

beforeAll(async () => {
  test = createTestApp();
  test.nowMs = Date.now();
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  await addProject('app');
  await addClient('orders-api');
  await addClient('billing', { allowedIps: ['192.0.2.0/24'] });
});

const make = (changes: Record<string, unknown> = {}) => {
  test.nowMs = Date.now();
  return makeToken(test, admin, { ...WEB, expires: '1h', ...changes });
};
const bound = (props?: BindingProps) => (props === undefined ? exports.Jeton : exports.Jeton({ props }));
const verify = async (token: string, options?: VerifyOptions, props?: BindingProps): Promise<Verified> =>
  bound(props).verify(token, options);
const codeOf = async (...asked: Parameters<typeof verify>) => (await verify(...asked)).code;

describe('the verdict', () => {
  it('on a good token is what its holder would learn of it', async () => {
    const { id, secret } = await make();
    const verdict = await verify(secret, { environment: 'production', require: 'namespace:marketing:read' });
    expect(verdict).toMatchObject({
      active: true,
      code: null,
      token: {
        id,
        type: 'access',
        projects: ['web'],
        environments: ['production'],
        grants: WEB.grants,
        format: 'opaque',
      },
    });
  });

  it('on a signed token is the same, for the audience that it names', async () => {
    const { id, secret } = await make({ format: 'jwt', audience: ['https://orders.example'] });
    const audience = 'https://orders.example';
    expect(await verify(secret, { audience })).toMatchObject({ active: true, token: { id, format: 'jwt' } });
    expect(await codeOf(secret, { audience: 'https://other.example' })).toBe('invalid_token');
  });

  it.each<[string, VerifyOptions, string | null]>([
    ['nothing', {}, null],
    ['a scope that it has', { require: 'namespace:marketing:read' }, null],
    ['the short form for every name', { require: 'orders:read' }, null],
    ['a requirement in parts', { require: { resource: 'orders', name: '17', action: 'read' } }, null],
    ['several scopes, as OAuth writes them', { require: 'orders:read namespace:marketing:read' }, null],
    ['a list of both forms', { require: ['orders:read', { resource: 'orders', name: 'a', action: 'read' }] }, null],
    ['an empty list', { require: [] }, null],
    ['a scope that it lacks', { require: ['orders:read', 'orders:write'] }, 'insufficient_scope'],
    ['every namespace', { require: 'namespace:read' }, 'insufficient_scope'],
    ['its environment', { environment: 'production' }, null],
    ['another environment', { environment: 'staging' }, 'wrong_environment'],
    ['its project', { project: 'web' }, null],
    ['another project', { project: 'app' }, 'not_found'],
    ['the truth', { consistency: 'strict' }, null],
  ])('asked for %s (%j): %s', async (_what, options, code) => {
    expect(await codeOf((await make()).secret, options)).toBe(code);
  });

  it('names the scope that is lacking', async () => {
    const { secret } = await make();
    expect(await verify(secret, { require: 'orders:7:write' })).toEqual({
      active: false,
      code: 'insufficient_scope',
      detail: 'The token lacks orders:7:write.',
      scope: 'orders:7:write',
    });
  });

  it('on a token that ended says how, to who holds all of it', async () => {
    const { id, secret } = await make();
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    expect(await codeOf(secret, { consistency: 'strict' })).toBe('token_revoked');
    expect(await codeOf(forge(secret))).toBe('invalid_token');
  });

  it('heeds the address and origin of the holder, as they are told', async () => {
    const { secret } = await make({ allowedIps: ['192.0.2.0/24'], allowedOrigins: ['https://shop.example'] });
    const origin = 'https://shop.example';
    expect(await codeOf(secret, { origin })).toBe('address_not_allowed');
    expect(await codeOf(secret, { address: '192.0.2.1' })).toBe('origin_not_allowed');
    expect(await codeOf(secret, { address: '192.0.2.1', origin })).toBeNull();
  });

  it('on a token that is in memory asks storage nothing', async () => {
    const { secret } = await make();
    await verify(secret);
    const prepare = vi.spyOn(Object.getPrototypeOf(env.DB), 'prepare');
    const get = vi.spyOn(Object.getPrototypeOf(env.EDGE), 'get');
    expect(await codeOf(secret)).toBeNull();
    expect(prepare.mock.calls.length + get.mock.calls.length).toBe(0);
    expect(await codeOf(secret, { consistency: 'strict' })).toBeNull();
    expect(prepare).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('who calls, by the props of its binding', () => {
  it('seed-systems 0.15: is the client that a token is locked to, as an EdgeWorker is its id', async () => {
    const { secret } = await make({ clients: ['orders-api'] });
    expect(await codeOf(secret, {}, { clientId: 'orders-api' })).toBeNull();
    expect(await codeOf(secret, {}, { clientId: 'billing' })).toBe('wrong_client');
    expect(await codeOf(secret, {}, {})).toBe('wrong_client');
    expect(await codeOf(secret)).toBe('wrong_client');
  });

  it('needs no other proof of its client, and for another one takes the proofs that it passes on', async () => {
    const { secret } = await make({ clients: ['billing'] });
    expect(await codeOf(secret, {}, { clientId: 'billing' })).toBeNull();
    expect(await codeOf(secret, { address: '192.0.2.9' }, { clientId: 'orders-api' })).toBeNull();
    expect(await codeOf(secret, { address: '198.51.100.9' }, { clientId: 'orders-api' })).toBe('wrong_client');
  });

  it('learns of no tokens but those of its projects', async () => {
    const { secret } = await make();
    const all = await make({ type: 'client', project: '*', grants: [] });
    expect(await codeOf(secret, {}, { projects: ['web'] })).toBeNull();
    expect(await codeOf(secret, {}, { projects: ['*'] })).toBeNull();
    expect(await codeOf(secret, {}, { projects: ['app'] })).toBe('invalid_token');
    expect(await codeOf(secret, {}, { projects: [] })).toBe('invalid_token');
    expect(await codeOf(all.secret, {}, { projects: ['app'] })).toBeNull();
  });

  it('cannot say so itself: neither options nor headers name a client', async () => {
    const { secret } = await make({ clients: ['orders-api'] });
    const options = { clientId: 'orders-api', props: { clientId: 'orders-api' } } as VerifyOptions;
    expect(await codeOf(secret, options)).toBe('invalid_request');
    const headers = { Authorization: `Bearer ${secret}`, 'X-Client-Id': 'orders-api', 'Client-Id': 'orders-api' };
    expect(await outcome(await exports.default.fetch(`${ORIGIN}/v1/tokens/self`, { headers }))).toBe(
      '403 wrong_client',
    );
  });

  it.each([
    ['a misspelt word', { project: ['web'] }],
    ['a client that is no name', { clientId: 'Orders API' }],
    ['projects that are no list', { projects: 'web' }],
    ['a client that is a number', { clientId: 7 }],
    ['a list', ['orders-api']],
  ])('is refused where the props are %s: the log says why, the answer does not', async (_what, props) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { secret } = await make();
    const verdict = await verify(secret, {}, props as BindingProps);
    const answer = await bound(props as BindingProps).fetch(`${ORIGIN}/health`);
    expect(await outcome(answer)).toBe('500 internal_error');
    expect(verdict).toEqual({
      active: false,
      code: 'internal_error',
      detail: 'The deployment is misconfigured; its log says how.',
    });
    expect(logged.mock.calls.flat().join()).toContain('the props of a service binding are not valid');
    logged.mockRestore();
  });
});

describe('fetch over the binding', () => {
  const ask = (secret: string, props?: BindingProps) =>
    bound(props).fetch(`${ORIGIN}/v1/tokens/self`, { headers: { Authorization: `Bearer ${secret}` } });

  it('is the whole API, as the client of the binding', async () => {
    const { secret } = await make({ clients: ['orders-api'] });
    expect(await outcome(await ask(secret, { clientId: 'orders-api' }))).toBe('200');
    expect(await outcome(await ask(secret, { clientId: 'billing' }))).toBe('403 wrong_client');
    expect(await outcome(await ask(secret))).toBe('403 wrong_client');
    expect(await (await bound().fetch(`${ORIGIN}/health`)).json()).toMatchObject({ status: 'ok' });
  });

  it('vouches for the client in POST /v1/tokens/verify as verify does', async () => {
    const { secret } = await make({ clients: ['orders-api'] });
    const guard = await make({ type: 'client', environments: ['production'] });
    const ask = async (clientId: string) => {
      const response = await bound({ clientId }).fetch(`${ORIGIN}/v1/tokens/verify`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${guard.secret}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: secret }),
      });
      return (await response.json<{ code: string | null }>()).code;
    };
    expect(await ask('orders-api')).toBeNull();
    expect(await ask('billing')).toBe('wrong_client');
  });
});

describe('a token that is bound to a key', () => {
  it('is good with a proof for the request that the caller names, once', async () => {
    const holder = await makeHolder();
    const { secret } = await make({ dpopKey: holder.thumbprint });
    const [method, url] = ['POST', 'https://orders.example/orders'];
    const ask = (proof: string | null) => verify(secret, { dpop: { proof, method, url } });
    const prove = (nonce?: string, htu = url) =>
      holder.prove({ token: secret, method, nonce, nowMs: Date.now(), claims: { htu } });
    expect(await codeOf(secret)).toBe('invalid_dpop_proof');
    expect((await ask(null)).code).toBe('invalid_dpop_proof');
    const first = await ask(await prove());
    if (first.active || first.nonce === undefined) throw new Error('no nonce was given');
    expect(first.code).toBe('use_dpop_nonce');
    const good = await prove(first.nonce);
    expect((await ask(good)).code).toBeNull();
    expect((await ask(good)).code).toBe('invalid_dpop_proof');
    expect((await ask(await prove(first.nonce, 'https://other.example/orders'))).code).toBe('invalid_dpop_proof');
  });

  it('and one that is not: a proof is refused, a request without one is not', async () => {
    const { secret } = await make();
    const request = { method: 'GET', url: 'https://orders.example/' };
    expect(await codeOf(secret, { dpop: { proof: 'x', ...request } })).toBe('invalid_dpop_proof');
    expect(await codeOf(secret, { dpop: { proof: null, ...request } })).toBeNull();
  });
});

describe('what is passed', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'invalid_request'],
    ['null', null, 'invalid_request'],
    ['a number', 7, 'invalid_request'],
    ['an object', { token: 'x' }, 'invalid_request'],
    ['an empty string', '', 'invalid_token'],
    ['4,097 characters', 'x'.repeat(4097), 'invalid_token'],
    ['ten million characters', 'x'.repeat(10_000_000), 'invalid_token'],
  ])('for a token %s: a verdict, never an exception', async (_what, token, code) => {
    expect(await codeOf(token as string)).toBe(code);
  });

  it.each<[string, unknown]>([
    ['a string', 'orders:read'],
    ['a list', []],
    ['an unknown word', { scope: 'orders:read' }],
    ['a requirement that is no scope', { require: 'Orders Read' }],
    ['a requirement that asks nothing', { require: '' }],
    ['21 requirements', { require: Array.from({ length: 21 }, () => 'orders:read') }],
    ['21 requirements in one string', { require: Array.from({ length: 21 }, (_, i) => `orders:n${i}:read`).join(' ') }],
    ['an environment that is no name', { environment: 'Production!' }],
    ['an address that is none', { dpop: { proof: 'x', method: 'GET', url: 'orders' } }],
    ['a consistency that there is not', { consistency: 'eventual' }],
  ])('for options %s: invalid_request, which names the field', async (_what, options) => {
    const verdict = await verify((await make()).secret, options as VerifyOptions);
    expect(verdict).toMatchObject({ active: false, code: 'invalid_request', detail: expect.stringMatching(/^\S+: /) });
  });

  it('whatever it is, the answer is a verdict that lets nobody in by mistake', async () => {
    const { secret } = await make();
    const forged = forge(secret);
    const word = fc.constantFrom(
      'require',
      'environment',
      'project',
      'audience',
      'address',
      'dpop',
      'consistency',
      'x',
    );
    const anything = fc.oneof(
      fc.anything({ withDate: true, withMap: true, withBigInt: true }),
      fc.dictionary(word, fc.anything()),
    );
    const token = fc.oneof(fc.constant(forged), fc.anything());
    await fc.assert(
      fc.asyncProperty(token, anything, async (given, options) => {
        const verdict = await verify(given as string, options as VerifyOptions).catch((error: unknown) => {
          // What cannot be sent over a binding at all fails in the caller.
          if (error instanceof Error && /clone|serializ/i.test(`${error.name} ${error.message}`)) return null;
          throw error;
        });
        if (verdict) expect(verdict).toMatchObject({ active: false, code: expect.stringMatching(/^invalid_/) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('storage that fails', () => {
  it('is a verdict, unavailable, and not an exception; nothing of the token is logged', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { secret } = await make();
    const broken = vi.spyOn(Object.getPrototypeOf(env.DB), 'prepare').mockImplementation(() => {
      throw new Error('D1_ERROR: D1 DB is overloaded.');
    });
    const verdict = await verify(secret, { consistency: 'strict' });
    broken.mockRestore();
    expect(verdict).toEqual({ active: false, code: 'unavailable', detail: 'Storage cannot answer just now.' });
    expect(JSON.stringify(logged.mock.calls)).not.toContain(secret);
    logged.mockRestore();
    expect(await codeOf(secret, { consistency: 'strict' })).toBeNull();
  });
});
