import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, startDeployment } from './deployment.ts';

/** openid-client, which most Node programs use, against `npm start`. */
let jeton: Deployment;

beforeAll(async () => {
  jeton = await startDeployment();
});
afterAll(() => jeton.stop());

async function discover(auth: (secret: string) => client.ClientAuth = client.ClientSecretBasic) {
  const { id, secret } = await jeton.make();
  const options = { algorithm: 'oauth2' as const, execute: [client.allowInsecureRequests] };
  const metadata = { introspection_signed_response_alg: 'EdDSA' };
  const config = await client.discovery(new URL(jeton.url), id, metadata, auth(secret), options);
  return { config, id, secret };
}

describe('openid-client', () => {
  it('is given a token for client credentials, by Basic and in the form', async () => {
    for (const auth of [client.ClientSecretBasic, client.ClientSecretPost]) {
      const { config } = await discover(auth);
      const tokens = await client.clientCredentialsGrant(config, { scope: 'orders:read' });
      expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'orders:*:read', expires_in: 3600 });
      expect(tokens.expiresIn()).toBeGreaterThan(3500);
    }
  });

  it('exchanges a token for a shorter one', async () => {
    const { config } = await discover();
    const subject = await jeton.make({ type: 'access', name: 'subject' });
    const tokens = await client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', {
      subject_token: subject.secret,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      requested_expiry: '300',
    });
    expect(tokens.expires_in).toBe(300);
    expect(await client.tokenIntrospection(config, tokens.access_token)).toMatchObject({
      active: true,
      sub: subject.id,
    });
  });

  it('introspects, and revokes so that it shows', async () => {
    const { config, id } = await discover();
    const { access_token } = await client.clientCredentialsGrant(config);
    expect(await client.tokenIntrospection(config, access_token)).toMatchObject({ active: true, client_id: id });
    await client.tokenRevocation(config, access_token);
    await expect
      .poll(() => client.tokenIntrospection(config, access_token), { timeout: 15_000, interval: 1_000 })
      .toEqual({ active: false });
  });

  it('proves a key by DPoP, the nonce asked for and sent again, and calls with it', async () => {
    const { config, id } = await discover();
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
    const tokens = await client.clientCredentialsGrant(config, {}, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const self = new URL(`${jeton.url}/v1/tokens/self`);
    const response = await client.fetchProtectedResource(config, tokens.access_token, self, 'GET', null, undefined, {
      DPoP,
    });
    expect(await response.json()).toMatchObject({ derivedFrom: id });
  });

  it('reads refusals', async () => {
    const { config } = await discover();
    const refused = client.clientCredentialsGrant(config, { scope: 'orders:delete' });
    await expect(refused).rejects.toMatchObject({ error: 'invalid_scope' });
  });
});
