import { expect, it } from 'vitest';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';

const test = createTestApp();
const SERVER = '/.well-known/oauth-authorization-server';
const RESOURCE = '/.well-known/oauth-protected-resource';

it('a deployment that is not set up has no metadata; once it is, at once', async () => {
  expect(await outcome(await test.call('GET', SERVER))).toBe('404 not_found');
  expect(await outcome(await test.call('GET', RESOURCE))).toBe('404 not_found');
  const admin = await setUpAdmin(test);
  const wanted = { type: 'client', projects: ['*'], environments: ['production'], expires: '1h', format: 'jwt' };
  expect((await makeToken(test, admin, wanted)).secret).toMatch(/^eyJ/);
});

it('the authorization server tells its endpoints, to browsers of any origin too', async () => {
  const response = await test.call('GET', SERVER);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=300');
  expect(await response.json()).toMatchObject({
    issuer: ORIGIN,
    token_endpoint: `${ORIGIN}/oauth/token`,
    jwks_uri: `${ORIGIN}/.well-known/jwks.json`,
    introspection_endpoint: `${ORIGIN}/oauth/introspect`,
    revocation_endpoint: `${ORIGIN}/oauth/revoke`,
    response_types_supported: [],
  });
});

it('every refusal of a credential names the metadata of the resource, which names the authorization server', async () => {
  for (const token of [undefined, 'no-token-of-ours']) {
    const { headers } = await test.call('GET', '/v1/tokens/self', { token });
    expect(headers.get('WWW-Authenticate')).toContain(`resource_metadata="${ORIGIN}${RESOURCE}"`);
  }
  const resource = await (await test.call('GET', RESOURCE)).json();
  expect(resource).toMatchObject({ resource: ORIGIN, authorization_servers: [ORIGIN] });
});
