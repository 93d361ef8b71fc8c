import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { insertToken } from '../../../src/domain/tokens/create.ts';
import { createTestApp, ORIGIN, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { createOidcIssuer, type OidcIssuer } from '../../support/oidc-issuer.ts';
import { addProject } from '../../support/route-contract.ts';
import { accept, exchange, makeTrust, SHOP } from '../../support/trusted-issuers.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

const kv = createUnfaithfulKv();
/** Where changes are made. */
const here = createTestApp();
/** Another location, whose KV may stand still. */
const there = createTestApp({ EDGE: kv.binding });
const SECOND_MS = 1000;
let admin = '';
let ci: OidcIssuer;

const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token }).then(outcome);
const act = (method: string, path: string, json?: unknown) => here.call(method, path, { token: admin, json });
const verified = async (app: TestApp, token: string) =>
  (await app.call('POST', '/v1/tokens/verify', { token: admin, json: { token, audience: ORIGIN } })).json();

async function given() {
  here.nowMs += 60 * SECOND_MS;
  there.nowMs = here.nowMs;
  const trust = await makeTrust(here, admin, ci.url);
  return { trust, jwt: await ci.sign({ ...SHOP, aud: ORIGIN }) };
}
const forget = (trust: string) => act('DELETE', `/v1/trusted-issuers/${trust}`);

beforeAll(async () => {
  admin = await setUpAdmin(here);
  await addProject('web', ['marketing', 'news']);
  ci = await createOidcIssuer(() => here.nowMs);
});

describe('what a trust gave ends with it, or when it is changed', () => {
  it.each([
    ['disabled', (id: string) => act('PATCH', `/v1/trusted-issuers/${id}`, { enabled: false })],
    ['narrowed', (id: string) => act('PATCH', `/v1/trusted-issuers/${id}`, { environments: ['staging'] })],
    ['deleted', forget],
  ])('%s: within ten seconds everywhere, with KV frozen', async (_how, end) => {
    kv.state.mode = 'faithful';
    const { trust, jwt } = await given();
    const { id, secret } = await exchange(here, jwt);
    expect(await self(there, secret)).toBe('200');
    kv.state.mode = 'frozen';
    expect(await self(there, secret)).toBe('200');
    expect(await verified(there, secret)).toMatchObject({ active: true, token: { derivedFrom: trust } });
    expect((await end(trust)).status).toBeLessThan(300);
    there.nowMs += 10 * SECOND_MS + 1;
    expect(await self(there, secret)).toBe('401 token_revoked');
    expect(await verified(there, secret)).toEqual({ active: false, code: 'token_revoked' });
    expect(await self(here, secret)).toBe('401 token_revoked');
    const token = await (await act('GET', `/v1/tokens/${id}`)).json();
    expect(token).toMatchObject({ status: 'revoked', revocationReason: 'superseded', derivedFrom: trust });
    await forget(trust);
  });

  it('it leaves one row in the feed and one in the outbox, however many tokens there were', async () => {
    const { trust, jwt } = await given();
    for (let at = 0; at < 3; at += 1) await exchange(here, jwt);
    const count = async (table: string, column: string) =>
      env.DB.prepare(`select count(*) as n from ${table} where ${column} like '%trustId%'`).first<number>('n');
    const before = await count('changes', 'epoch');
    const owed = await count('outbox', 'scope');
    await forget(trust);
    expect(await count('changes', 'epoch')).toBe((before ?? 0) + 1);
    expect(await count('outbox', 'scope')).toBe((owed ?? 0) + 1);
  });

  it('those of another trust go on', async () => {
    const first = await given();
    const kept = await exchange(here, first.jwt);
    const other = await createOidcIssuer(() => here.nowMs);
    const trust = await makeTrust(here, admin, other.url);
    await forget(trust);
    expect(await self(here, kept.secret)).toBe('200');
    await forget(first.trust);
  });

  it('a trust that is changed in the very moment gives nothing of the old kind', async () => {
    const { trust, jwt } = await given();
    const accepted = await accept(here, jwt);
    if (!accepted.ok) throw new Error('not accepted');
    await act('PATCH', `/v1/trusted-issuers/${trust}`, { environments: ['staging'] });
    const { draft, caller, trust: giver } = accepted.value;
    const deps = { ...here.services, ...here.isolate, nowMs: here.nowMs, announce: () => {} };
    const made = await insertToken(deps, caller, draft, { kind: 'trust', ...giver });
    expect(made).toEqual({ ok: false, denial: { reason: 'source_changed' } });
    const left = env.DB.prepare('select count(*) as n from tokens where trust_id = ?').bind(parseId('tru', trust));
    expect(await left.first('n')).toBe(0);
    await forget(trust);
  });
});

describe('a token that was given', () => {
  it('ends with its owner’s right to have any', async () => {
    const { trust, jwt } = await given();
    const { secret, record } = await exchange(here, jwt);
    await env.DB.prepare('update users set disabled_at = 1, version = version + 1 where id = ?')
      .bind(record.ownerId)
      .run();
    const fresh = createTestApp();
    fresh.nowMs = here.nowMs;
    await env.EDGE.list().then(({ keys }) => Promise.all(keys.map(({ name }) => env.EDGE.delete(name))));
    expect(await self(fresh, secret)).not.toBe('200');
    await env.DB.prepare('update users set disabled_at = null, version = version + 1 where id = ?')
      .bind(record.ownerId)
      .run();
    await forget(trust);
  });

  it('cannot be given a later end, nor more grants', async () => {
    const { trust, jwt } = await given();
    const { id } = await exchange(here, jwt);
    expect(await outcome(await act('POST', `/v1/tokens/${id}/refresh`, { expires: '30d' }))).toBe(
      '400 invalid_request',
    );
    expect(await outcome(await act('PATCH', `/v1/tokens/${id}`, { grants: [] }))).toBe('409 conflict');
    await forget(trust);
  });
});
