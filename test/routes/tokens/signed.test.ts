import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';

describe('signed tokens', () => {
  const test = createTestApp();
  let admin = '';
  const wanted = {
    type: 'access',
    project: 'web',
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
    format: 'jwt',
    expires: '1h',
  };

  beforeAll(async () => {
    admin = await setUpAdmin(test);
    await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await test.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'marketing' } });
  });

  it('say what RFC 9068 asks for', async () => {
    const { id, secret } = await makeToken(test, admin, wanted);
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
      scope: 'namespace:marketing:read',
      projects: ['web'],
      environments: ['production'],
      status: { status_list: { idx: expect.any(Number), uri: `${ORIGIN}/.well-known/status-lists/1` } },
    });
  });

  it('are let in here, and shown like any other', async () => {
    const { secret } = await makeToken(test, admin, wanted);
    const self = await test.call('GET', '/v1/tokens/self', { token: secret });
    expect(await self.json()).toMatchObject({ format: 'jwt', audience: [ORIGIN] });
  });

  it('for another audience are refused here', async () => {
    const { secret } = await makeToken(test, admin, { ...wanted, audience: ['https://orders.example'] });
    expect(await outcome(await test.call('GET', '/v1/tokens/self', { token: secret }))).toBe('401 invalid_token');
  });
});
