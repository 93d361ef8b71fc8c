import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, startDeployment } from './deployment.ts';

/** oauth4webapi, which Jeton's authors did not write, against `npm start`. */
const INSECURE = { [oauth.allowInsecureRequests]: true };
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
let jeton: Deployment;
let as: oauth.AuthorizationServer;

beforeAll(async () => {
  jeton = await startDeployment();
  const issuer = new URL(jeton.url);
  const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...INSECURE });
  as = await oauth.processDiscoveryResponse(issuer, found);
});
afterAll(() => jeton.stop());

async function clientOf(fields: Record<string, unknown> = {}) {
  const { id, secret } = await jeton.make(fields);
  const client: oauth.Client = { client_id: id };
  return { client, secret, basic: oauth.ClientSecretBasic(secret) };
}

async function grant(client: oauth.Client, auth: oauth.ClientAuth, parameters = {}, options = {}) {
  const response = await oauth.clientCredentialsGrantRequest(as, client, auth, parameters, { ...INSECURE, ...options });
  return oauth.processClientCredentialsResponse(as, client, response);
}

/** What a resource server does with a request that bears a token. */
function admit(token: string, audience = jeton.url, headers: Record<string, string> = {}) {
  const request = new Request(`${jeton.url}/orders`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
  return oauth.validateJwtAccessToken(as, request, audience, { ...INSECURE, signingAlgorithms: ['EdDSA'] });
}

describe('oauth4webapi', () => {
  it('discovers the deployment, and the resource that names it', async () => {
    expect(as).toMatchObject({ issuer: jeton.url, token_endpoint: `${jeton.url}/oauth/token` });
    const resource = new URL(jeton.url);
    const found = await oauth.resourceDiscoveryRequest(resource, INSECURE);
    const metadata = await oauth.processResourceDiscoveryResponse(resource, found);
    expect(metadata.authorization_servers).toEqual([as.issuer]);
  });

  it('is given a token for client credentials, by Basic and in the form', async () => {
    const { client, secret, basic } = await clientOf();
    for (const auth of [basic, oauth.ClientSecretPost(secret)]) {
      const answer = await grant(client, auth, { scope: 'orders:read', audience: 'stock' });
      expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'orders:*:read' });
      const claims = await admit(answer.access_token, 'stock');
      expect(claims).toMatchObject({ sub: client.client_id, client_id: client.client_id, scope: 'orders:*:read' });
      await expect(admit(answer.access_token, 'somebody else')).rejects.toThrow();
    }
  });

  it('reads refusals as the errors that OAuth names', async () => {
    const { client, basic } = await clientOf();
    const scope = grant(client, basic, { scope: 'orders:delete' });
    await expect(scope).rejects.toMatchObject({ error: 'invalid_scope', status: 400 });
    const other = grant(client, oauth.ClientSecretBasic('wrong'));
    // A 401 with a challenge is told as such; its body has the error too.
    await expect(other).rejects.toMatchObject({ status: 401, cause: [{ scheme: 'basic' }] });
  });

  it('exchanges a token for a narrower one', async () => {
    const { client, basic } = await clientOf();
    const subject = await jeton.make({ type: 'access', name: 'subject' });
    const parameters = {
      subject_token: subject.secret,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'orders:read',
    };
    const response = await oauth.genericTokenEndpointRequest(as, client, basic, TOKEN_EXCHANGE, parameters, INSECURE);
    const answer = await oauth.processGenericTokenEndpointResponse(as, client, response);
    expect(answer.issued_token_type).toBe('urn:ietf:params:oauth:token-type:access_token');
    expect(await admit(answer.access_token)).toMatchObject({ sub: subject.id, scope: 'orders:*:read' });
    const alone = await oauth.genericTokenEndpointRequest(
      as,
      { client_id: subject.id },
      oauth.None(),
      TOKEN_EXCHANGE,
      parameters,
      INSECURE,
    );
    expect(alone.status).toBe(200);
  });

  it('introspects: as JSON, and as a JWT whose signature it checks', async () => {
    const { client, secret, basic } = await clientOf();
    const introspect = async (token: string, requestJwtResponse: boolean) => {
      const options = { ...INSECURE, requestJwtResponse };
      const response = await oauth.introspectionRequest(as, client, basic, token, options);
      const signed = { ...client, introspection_signed_response_alg: 'EdDSA' };
      const answer = await oauth.processIntrospectionResponse(as, signed, response);
      if (requestJwtResponse) await oauth.validateApplicationLevelSignature(as, response, INSECURE);
      return answer;
    };
    for (const requestJwt of [false, true]) {
      expect(await introspect(secret, requestJwt)).toMatchObject({ active: true, client_id: client.client_id });
      expect(await introspect('no token', requestJwt)).toEqual({ active: false });
    }
  });

  it('revokes, and the token is refused', async () => {
    const { client, basic } = await clientOf();
    const { access_token } = await grant(client, basic);
    for (const token of [access_token, access_token, 'no token']) {
      const response = await oauth.revocationRequest(as, client, basic, token, INSECURE);
      await oauth.processRevocationResponse(response);
    }
    const self = await jeton.call('GET', '/v1/tokens/self', { token: access_token });
    expect(self.status).toBe(401);
  });

  it('proves a key by DPoP, once it was told the nonce, and is let in with it', async () => {
    const { client, basic } = await clientOf();
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
    const first = await grant(client, basic, {}, { DPoP }).catch((error: unknown) => error);
    expect(oauth.isDPoPNonceError(first)).toBe(true);
    const answer = await grant(client, basic, {}, { DPoP });
    expect(answer.token_type).toBe('dpop');
    const self = new URL(`${jeton.url}/v1/tokens/self`);
    const ask = () =>
      oauth.protectedResourceRequest(answer.access_token, 'GET', self, new Headers(), null, { DPoP, ...INSECURE });
    const response = await ask().catch((error: unknown) =>
      oauth.isDPoPNonceError(error) ? ask() : Promise.reject(error),
    );
    expect(await response.json()).toMatchObject({ dpopKey: expect.any(String), derivedFrom: client.client_id });
    const bearer = await jeton.call('GET', '/v1/tokens/self', { token: answer.access_token });
    expect(bearer.status).toBe(401);
  });
});
