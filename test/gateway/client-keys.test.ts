import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestApp, outcome, type TestApp } from '../support/app.ts';
import { createTestGateway, type GatewayCall, type TestGateway } from '../support/gateway.ts';
import type { Told } from '../support/origin.ts';

/** Strings that a property's owner chose, for pages and apps: no secret, and good at this property only. */
const origin = inject('origin');
const DOCUMENT = {
  origin: { url: origin },
  clientKeys: { keys: ['shop-web', 'shop-app/2'] },
  rules: [{ paths: ['/*'], access: { by: 'clientKey' } }],
};
let test: TestApp;
let gateway: TestGateway;

beforeAll(async () => {
  test = createTestApp();
  gateway = createTestGateway(test);
  await gateway.put({ document: DOCUMENT });
  await gateway.put({
    hostname: 'named.example.com',
    document: { ...DOCUMENT, clientKeys: { header: 'X-Shop-Key', keys: ['shop-web'] } },
  });
});

const answer = async (headers: Record<string, string>, options: GatewayCall = {}) =>
  outcome(await gateway.call('GET', '/a', { headers, ...options }));

describe('a client key', () => {
  it.each(['shop-web', 'shop-app/2', 'Bearer shop-web', 'bearer  shop-web'])(
    'seed-systems 3.45: is any string that the owner chose, and lets in as %s',
    async (value) => {
      expect(await answer({ Authorization: value })).toBe('200');
    },
  );

  it('seed-systems 3.46: is good at its property and nowhere else: not at the API, not as a token', async () => {
    const response = await test.call('GET', '/v1/tokens/self', { token: 'shop-web' });
    expect(await outcome(response)).toBe('401 invalid_token');
    await gateway.put({
      hostname: 'tokens.example.com',
      document: { ...DOCUMENT, rules: [{ paths: ['/*'], access: { by: 'token' } }] },
    });
    const host = 'tokens.example.com';
    expect(await answer({ Authorization: 'Bearer shop-web' }, { host })).toBe('401 invalid_token');
    await gateway.put({ hostname: 'other.example.com', document: { ...DOCUMENT, clientKeys: { keys: ['other'] } } });
    expect(await answer({ Authorization: 'shop-web' }, { host: 'other.example.com' })).toBe('401 invalid_token');
  });

  it('seed-systems 3.47: comes in Authorization, or in the header that the property names and in no other', async () => {
    const host = 'named.example.com';
    expect(await answer({ 'X-Shop-Key': 'shop-web' }, { host })).toBe('200');
    expect(await answer({ Authorization: 'shop-web' }, { host })).toBe('401 unauthenticated');
    expect(await answer({ 'X-Shop-Key': 'Bearer shop-web' }, { host })).toBe('401 invalid_token');
  });

  it.each(['wrong', 'shop-we', 'shop-web2', 'SHOP-WEB', 'shop-web,shop-web', 'Basic shop-web'])(
    'seed-systems 3.47: %s is wrong, and 401',
    async (value) => {
      expect(await answer({ Authorization: value })).toBe('401 invalid_token');
    },
  );

  it('seed-systems 3.45: is mandatory where a rule asks for one', async () => {
    expect(await answer({})).toBe('401 unauthenticated');
    await gateway.put({ hostname: 'none.example.com', document: { ...DOCUMENT, clientKeys: null } });
    expect(await answer({ Authorization: 'shop-web' }, { host: 'none.example.com' })).toBe('401 unauthenticated');
  });

  it('does not reach the origin, by whichever header it came', async () => {
    for (const [host, name] of [
      ['files.example.com', 'Authorization'],
      ['named.example.com', 'X-Shop-Key'],
    ] as const) {
      const response = await gateway.call('GET', '/a', { headers: { [name]: 'shop-web' }, host });
      const { headers } = await response.json<Told>();
      expect(JSON.stringify(headers)).not.toContain('shop-web');
    }
  });

  it('that is tried out is told to wait', async () => {
    const headers = { Authorization: 'guess', 'CF-Connecting-IP': '192.0.2.44' };
    for (let times = 0; times < 61; times += 1) await answer(headers);
    expect(await answer(headers)).toBe('429 rate_limited');
  });
});
