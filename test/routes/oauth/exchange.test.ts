import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { insertToken } from '../../../src/domain/tokens/create.ts';
import { createTestApp, makeToken, ORIGIN, setUpAdmin, type TestApp } from '../../support/app.ts';
import { asClient, type Form, oauthOutcome, postForm } from '../../support/oauth.ts';
import { person } from '../../support/people.ts';
import { addProject } from '../../support/route-contract.ts';
import { failingStorage, watchStorage } from '../../support/watched-storage.ts';

const test = createTestApp();
let admin = '';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const GRANT = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token_type: ACCESS_TOKEN };
const GRANTS = [{ resource: 'namespace', name: 'flags', actions: ['read', 'write'] }];
const TOKEN = {
  type: 'access',
  project: 'web',
  environments: ['staging', 'production'],
  grants: GRANTS,
  expires: '30d',
};

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['flags']);
  await addProject('app', ['flags']);
});

const make = (fields: Record<string, unknown> = {}) => makeToken(test, admin, { ...TOKEN, ...fields });
const exchange = (subject: string, form: Form = {}, headers: Record<string, string> = {}, app: TestApp = test) =>
  postForm(app, '/oauth/token', { ...GRANT, subject_token: subject, ...form }, headers);
type Answer = { access_token: string; issued_token_type: string; expires_in: number; scope?: string };
const given = async (response: Response) => {
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json<Answer>();
};
const statusOf = async (id: string) => {
  const shown = await test.call('GET', `/v1/tokens/${id}`, { token: admin });
  return (await shown.json<{ status: string }>()).status;
};
const livingChildren = async (id: string) => {
  const list = await test.call('GET', '/v1/tokens?q=exchanged&limit=200', { token: admin });
  const { items } = await list.json<{ items: { derivedFrom: string }[] }>();
  return items.filter(({ derivedFrom }) => derivedFrom === id).length;
};

describe('a token is exchanged for a signed one', () => {
  it('by whoever holds it, for less and for shorter', async () => {
    const { id, secret } = await make();
    const answer = await given(await exchange(secret, { scope: 'namespace:flags:read', requested_expiry: '900' }));
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      issued_token_type: ACCESS_TOKEN,
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'namespace:flags:read',
    });
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: id,
      client_id: id,
      environments: ['staging', 'production'],
    });
  });

  it('by a client that proves itself, who may exchange what others gave it', async () => {
    const client = await make({ name: 'gateway' });
    const { id, secret } = await make();
    const { access_token } = await given(await exchange(secret, {}, asClient(client)));
    expect(decodeJwt(access_token).client_id).toBe(id);
    const wrong = { ...client, secret };
    expect(await oauthOutcome(await exchange(secret, {}, asClient(wrong)))).toBe('401 invalid_client');
  });

  it('as the type that was asked for: an access token or a JWT, which it both is', async () => {
    const { secret } = await make();
    const jwt = 'urn:ietf:params:oauth:token-type:jwt';
    expect((await given(await exchange(secret, { requested_token_type: jwt }))).issued_token_type).toBe(jwt);
    const saml = 'urn:ietf:params:oauth:token-type:saml2';
    expect(await oauthOutcome(await exchange(secret, { requested_token_type: saml }))).toBe('400 invalid_request');
  });

  it('that tells no more of a name than fits', async () => {
    const { secret } = await make({ name: `${'x'.repeat(84)}😀` });
    const { jti } = decodeJwt((await given(await exchange(secret))).access_token);
    const shown = await test.call('GET', `/v1/tokens/${jti}`, { token: admin });
    expect((await shown.json<{ name: string }>()).name).toBe(`exchanged from ${'x'.repeat(84)}`);
  });
});

describe('what cannot be exchanged is refused, and says why', () => {
  const refused = async (subject: string, form: Form = {}, headers = {}) =>
    oauthOutcome(await exchange(subject, form, headers));

  it('what was exchanged already: an hour stays an hour', async () => {
    const { access_token } = await given(await exchange((await make()).secret));
    expect(await refused(access_token)).toBe('400 invalid_request');
  });

  it('what was never issued, has ended, or is not for here', async () => {
    const { secret, id } = await make({ expires: '2h' });
    expect(await refused('no token')).toBe('400 invalid_request invalid_token');
    expect(await refused(`${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`)).toBe(
      '400 invalid_request invalid_token',
    );
    const elsewhere = await make({ format: 'jwt', audience: ['https://orders.example'], expires: '1h' });
    expect(await refused(elsewhere.secret)).toBe('400 invalid_request invalid_token');
    test.nowMs += 7_200_000;
    expect(await refused(secret)).toBe('400 invalid_request token_expired');
    test.nowMs -= 7_200_000;
    await test.call('POST', `/v1/tokens/${id}/disable`, { token: admin });
    expect(await refused(secret)).toBe('400 invalid_request token_disabled');
    await test.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    expect(await refused(secret)).toBe('400 invalid_request token_revoked');
  });

  it('what is bound to other addresses; and from its own, for want of a key to be bound to instead', async () => {
    const { secret } = await make({ allowedIps: ['192.0.2.0/24'] });
    const from = (address: string) => refused(secret, {}, { 'CF-Connecting-IP': address });
    expect(await from('198.51.100.1')).toBe('400 invalid_request address_not_allowed');
    expect(await from('192.0.2.1')).toBe('400 invalid_request');
  });

  it.each([
    ['no subject_token', { subject_token: '' }],
    ['no subject_token_type', { subject_token_type: '' }],
    ['another subject_token_type', { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
    ['an actor', { actor_token: 'x' }],
    ['the subject twice', { subject_token: ['a', 'b'] }],
    ['an over-long subject', { subject_token: 'x'.repeat(9_000) }],
  ])('%s', async (_what, form) => {
    expect(await refused((await make()).secret, form as Form)).toBe('400 invalid_request');
  });

  it('a client_id that is not the token, where none proves itself', async () => {
    const { id, secret } = await make();
    expect(await refused(secret, { client_id: id })).toBe('200');
    expect(await refused(secret, { client_id: 'my-ci' })).toBe('401 invalid_client');
  });

  it('a token of nobody that this deployment trusts', async () => {
    const type = 'urn:ietf:params:oauth:token-type:id_token';
    expect(await refused('eyJhbGciOiJub25lIn0.e30.', { subject_token_type: type })).toBe(
      '400 invalid_request invalid_token',
    );
    expect(await refused('x', { subject_token_type: type, client_id: 'my-ci' })).toBe('401 invalid_client');
  });
});

describe('a token that may do what its owner may', () => {
  const asked = { scope: 'namespace:flags:read', project: 'web', environment: 'staging' };

  it('is exchanged for the scope and the place that are named, never for all', async () => {
    const owner = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'owner' } });
    const { access_token } = await given(await exchange(owner.token, asked));
    expect(decodeJwt(access_token)).toMatchObject({
      sub: owner.tokenId,
      scope: 'namespace:flags:read',
      projects: ['web'],
      environments: ['staging'],
    });
    for (const lacking of ['scope', 'project', 'environment']) {
      const response = await exchange(owner.token, { ...asked, [lacking]: '' });
      expect(await oauthOutcome(response), lacking).toMatch(/^400 invalid_(request|scope)/);
    }
    expect(await oauthOutcome(await exchange(admin, asked))).toBe('200');
  });

  it('gives nothing that its owner could not create a token for', async () => {
    const member = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'reader' } });
    expect(await oauthOutcome(await exchange(member.token, asked))).toBe('400 invalid_scope insufficient_scope');
    const elsewhere = await person({ test, admin, kvWrites: () => 0 }, { members: { app: 'owner' } });
    expect(await oauthOutcome(await exchange(elsewhere.token, asked))).toMatch(/^400 invalid_scope/);
  });

  it('that is disabled takes along what was exchanged', async () => {
    const owner = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'owner' } });
    const { access_token } = await given(await exchange(owner.token, asked));
    await test.call('PATCH', `/v1/users/${owner.id}`, { token: admin, json: { enabled: false } });
    const self = await test.call('GET', '/v1/tokens/self', { token: access_token });
    expect(self.status).toBe(401);
  });
});

describe('a token that is changed in the very moment of its exchange', () => {
  /** Runs something between the look at the subject and the insertion of what it is exchanged for, once or always. */
  function meanwhile(act: () => Promise<unknown>, always = false): TestApp {
    let armed = true;
    const bindings = watchStorage({
      before: async ({ operation, sql }) => {
        if (!armed || operation !== 'batch' || !sql.includes('insert into "tokens"')) return;
        armed = always;
        await act();
      },
    });
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    return app;
  }

  it('revoked: nothing is issued', async () => {
    const { id, secret } = await make();
    const app = meanwhile(() => test.call('DELETE', `/v1/tokens/${id}`, { token: admin }));
    expect(await oauthOutcome(await exchange(secret, {}, {}, app))).toBe('400 invalid_request token_revoked');
    expect(await livingChildren(id)).toBe(0);
  });

  it('disabled, by a bulk revocation too: nothing is issued', async () => {
    const { id, secret } = await make();
    const app = meanwhile(() => test.call('POST', `/v1/tokens/${id}/disable`, { token: admin }));
    expect(await oauthOutcome(await exchange(secret, {}, {}, app))).toBe('400 invalid_request token_disabled');
    const other = await make({ type: 'client', project: 'app', environments: ['staging'] });
    const bulk = meanwhile(() => test.call('POST', '/v1/tokens/revoke', { token: admin, json: { project: 'app' } }));
    expect(await oauthOutcome(await exchange(other.secret, {}, {}, bulk))).toBe('400 invalid_request token_revoked');
    expect([await livingChildren(id), await livingChildren(other.id)]).toEqual([0, 0]);
  });

  it('narrowed: what is issued is as narrow', async () => {
    const { id, secret } = await make();
    const json = { grants: [{ resource: 'namespace', name: 'flags', actions: ['read'] }] };
    const app = meanwhile(() => test.call('PATCH', `/v1/tokens/${id}`, { token: admin, json }));
    expect((await given(await exchange(secret, {}, {}, app))).scope).toBe('namespace:flags:read');
  });

  it('bound to a key: nothing is issued without a proof of it', async () => {
    const { id, secret } = await make();
    const json = { dpopKey: 'x'.repeat(43) };
    const app = meanwhile(() => test.call('PATCH', `/v1/tokens/${id}`, { token: admin, json }));
    expect(await oauthOutcome(await exchange(secret, {}, {}, app))).toBe('400 invalid_dpop_proof');
    expect(await livingChildren(id)).toBe(0);
  });

  it('again and again: 503, and nothing is issued', async () => {
    const { id, secret } = await make();
    let n = 0;
    const rename = () => test.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { name: `n${++n}` } });
    const app = meanwhile(rename, true);
    expect((await exchange(secret, {}, {}, app)).status).toBe(503);
    expect(await livingChildren(id)).toBe(0);
  });
});

it('storage that fails is 503, at whatever call: never a refusal of a good token', async () => {
  const { id, secret } = await make();
  const statuses = new Set<number>();
  for (let n = 1; n < 12; n += 1) {
    const { bindings } = failingStorage(n, { forEver: true });
    const app = createTestApp(bindings);
    app.nowMs = test.nowMs;
    app.settles = false;
    const response = await exchange(secret, {}, {}, app);
    if (response.status === 503) expect(response.headers.get('Retry-After')).not.toBeNull();
    statuses.add(response.status);
  }
  expect([...statuses]).toEqual([503, 200]);
  expect(await statusOf(id)).toBe('active');
});

it('a trusted issuer that was changed since it was looked at gives nothing', async () => {
  const sql = `insert into trusted_issuers (id, version, name, issuer, audience, claims, projects, environments, grants,
    token_seconds, created_by, created_at, changed_at) values (5, 2, 'ci', 'https://ci.example', 'a', '{}', '["web"]',
    '["staging"]', '[]', 300, 'tok', 0, 0)`;
  await env.DB.prepare(sql).run();
  const { services, isolate, nowMs } = test;
  const deps = { ...services, ...isolate, statusLists: services.statusLists, nowMs, announce: () => {} };
  const caller = { name: 'tru_5', address: null, userAgent: null, requestId: 'test' };
  const draft = {
    type: 'access' as const,
    name: 'ci',
    description: null,
    projects: ['web'],
    environments: ['staging'],
    grants: [],
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: Math.floor(nowMs / 1000) + 300,
    ownerId: null,
    retrievable: false,
    audience: [ORIGIN],
    trustId: 5,
  };
  const give = (version: number) => insertToken(deps, caller, draft, { kind: 'trust', id: 5, version });
  expect(await give(1)).toEqual({ ok: false, denial: { reason: 'source_changed' } });
  expect((await give(2)).ok).toBe(true);
});
