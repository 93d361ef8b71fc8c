import { Hono } from 'hono';
import { jwk } from 'hono/jwk';
import type { JwtVariables } from 'hono/jwt';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, startDeployment } from './deployment.ts';

/** jose and Hono's own middleware, who know of a deployment only its address. */
let jeton: Deployment;
let token = '';
let tampered = '';
const AUDIENCE = 'https://orders.example';

beforeAll(async () => {
  jeton = await startDeployment();
  token = (await jeton.make({ format: 'jwt', audience: [AUDIENCE] })).secret;
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const more = Buffer.from(JSON.stringify({ ...claims, scope: 'orders:*:delete' })).toString('base64url');
  tampered = [header, more, signature].join('.');
});
afterAll(() => jeton.stop());

describe('jose', () => {
  const verify = (jwt: string, options = {}) => {
    const keys = createRemoteJWKSet(new URL(`${jeton.url}/.well-known/jwks.json`));
    return jwtVerify(jwt, keys, { issuer: jeton.url, audience: AUDIENCE, typ: 'at+jwt', ...options });
  };

  it('takes a signed token, with its claims', async () => {
    const { payload, protectedHeader } = await verify(token);
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(payload).toMatchObject({ scope: 'orders:*:read orders:*:write', projects: ['shop'] });
  });

  it('refuses a tampered one, one for another audience or issuer, and one that is past', async () => {
    await expect(verify(tampered)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    await expect(verify(token, { audience: 'other' })).rejects.toMatchObject({ claim: 'aud' });
    await expect(verify(token, { issuer: 'https://other.example' })).rejects.toMatchObject({ claim: 'iss' });
    const after = new Date(((decodeJwt(token).exp ?? 0) + 1) * 1000);
    await expect(verify(token, { currentDate: after })).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it('finds the keys of what is exchanged too', async () => {
    const { id, secret } = await jeton.make({ name: 'client' });
    const response = await fetch(`${jeton.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
        resource: AUDIENCE,
      }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    expect((await verify(access_token)).payload.client_id).toBe(id);
  });
});

describe("Hono's jwk middleware", () => {
  const app = new Hono<{ Variables: JwtVariables }>();
  app.use('/orders/*', (c, next) =>
    jwk({
      jwks_uri: `${jeton.url}/.well-known/jwks.json`,
      alg: ['EdDSA'],
      // Left out, it takes the type JWT only.
      verification: { typ: 'at+jwt', iss: jeton.url, aud: AUDIENCE },
    })(c, next),
  );
  app.get('/orders/1', (c) => c.json(c.get('jwtPayload')));
  const ask = (jwt: string) => app.request('/orders/1', { headers: { Authorization: `Bearer ${jwt}` } });

  it('takes a signed token', async () => {
    const response = await ask(token);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ iss: jeton.url, projects: ['shop'] });
  });

  it('refuses a tampered one, and one for another audience', async () => {
    expect((await ask(tampered)).status).toBe(401);
    const other = await jeton.make({ format: 'jwt', audience: ['https://stock.example'] });
    expect((await ask(other.secret)).status).toBe(401);
  });
});
