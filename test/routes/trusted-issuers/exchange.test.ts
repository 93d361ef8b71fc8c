import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ORIGIN, outcome, setUpAdmin } from '../../support/app.ts';
import { createOidcIssuer, type OidcIssuer } from '../../support/oidc-issuer.ts';
import { addProject, dumpTables } from '../../support/route-contract.ts';
import { makeTrust, SHOP } from '../../support/trusted-issuers.ts';

const test = createTestApp();
let admin = '';
let ci: OidcIssuer;
let trust = '';

type Answer = Record<string, unknown> & { access_token: string };

function exchange(subject: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    subject_token: subject,
    ...more,
  };
  return test.call('POST', '/oauth/token', { body: new URLSearchParams(form), headers });
}
const job = (claims: Record<string, unknown> = {}) => ci.sign({ ...SHOP, aud: ORIGIN, ...claims });
const errorOf = async (answer: Response) => {
  const { error, code } = await answer.json<{ error?: string; code: string }>();
  return `${answer.status} ${error} ${code}`;
};

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  ci = await createOidcIssuer(() => test.nowMs);
  trust = await makeTrust(test, admin, ci.url);
});

describe('POST /oauth/token with the token of a trusted issuer', () => {
  it('gives a signed token that works here, by itself or with the trust as client_id', async () => {
    for (const more of [{}, { client_id: trust }]) {
      const answer = await exchange(await job(), { scope: 'namespace:marketing:read', ...more });
      expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
      const body = await answer.json<Answer>();
      expect(body).toMatchObject({
        token_type: 'Bearer',
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        expires_in: 3600,
        scope: 'namespace:marketing:read',
      });
      const self = await test.call('GET', '/v1/tokens/self', { token: body.access_token });
      expect(await self.json()).toMatchObject({ type: 'access', derivedFrom: trust, projects: ['web'] });
    }
  });

  it('gives nothing twice removed: what it gave is not exchanged again', async () => {
    const { access_token } = await (await exchange(await job())).json<Answer>();
    const again = { subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
    expect((await exchange(access_token, again)).status).toBe(400);
    expect(await errorOf(await exchange(access_token))).toBe('400 invalid_request invalid_token');
  });

  it('refuses by the codes of OAuth, and leaves no trace of the token', async () => {
    const other = await job({ ref: 'refs/heads/dev' });
    const before = await dumpTables();
    expect(await errorOf(await exchange(other))).toBe('400 invalid_request invalid_token');
    expect(await errorOf(await exchange('x'))).toBe('400 invalid_request invalid_token');
    const scope = { scope: 'namespace:marketing:delete' };
    expect(await errorOf(await exchange(await job(), scope))).toBe('400 invalid_scope invalid_scope');
    expect(await dumpTables()).toEqual(before);
    const { access_token } = await (await exchange(await job())).json<Answer>();
    const at = JSON.stringify(await dumpTables());
    for (const part of [access_token, access_token.split('.')[2] ?? '']) expect(at.includes(part)).toBe(false);
  });

  it('its issuer cannot be had: 503, and when to come again', async () => {
    const down = await createOidcIssuer(() => test.nowMs);
    await makeTrust(test, admin, down.url);
    await down.publish('discovery', 'no JSON');
    const answer = await exchange(await down.sign({ ...SHOP, aud: ORIGIN }));
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '10']);
    expect(await outcome(answer)).toBe('503 unavailable');
  });

  it('an address that tries too often is answered 429, whatever it tries', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.77' };
    const dev = await job({ ref: 'refs/heads/dev' });
    const seen = new Set<number>();
    for (let at = 0; at < 70; at += 1) seen.add((await exchange(dev, {}, headers)).status);
    expect([...seen]).toEqual([400, 429]);
  });
});
