import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatId, parseId } from '../../../src/contract/ids.ts';
import { publishToken } from '../../../src/domain/edge/publish.ts';
import { insertToken } from '../../../src/domain/tokens/create.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';
import { copyOf } from '../tokens/samples.ts';

const kv = createUnfaithfulKv();
/** Where changes are made. */
const here = createTestApp();
/** Another location, whose KV may stand still. */
const there = createTestApp({ EDGE: kv.binding });
let admin = '';
const SECOND_MS = 1000;
const ACCESS = { type: 'access', project: 'web', environments: ['production'] };

const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token }).then(outcome);
const act = (method: string, path: string, json?: unknown) => here.call(method, path, { token: admin, json });

/** A token with another that was exchanged for it. */
async function family() {
  here.nowMs += 60 * SECOND_MS;
  const parent = await makeToken(here, admin, ACCESS);
  const { services, isolate, nowMs } = here;
  const made: number[] = [];
  const deps = { ...services, ...isolate, nowMs, announce: (id: number) => made.push(id) };
  const draft = {
    type: 'access' as const,
    name: 'exchanged',
    description: null,
    projects: ['web'],
    environments: ['production'],
    grants: [],
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: Math.floor(nowMs / 1000) + 3600,
    ownerId: null,
    retrievable: false,
    audience: [ORIGIN],
    parentId: parseId('tok', parent.id),
  };
  const caller = { token: copyOf(), address: null, userAgent: null, requestId: 'test' };
  const exchanged = await insertToken(deps, caller, draft);
  if (!exchanged.ok) throw new Error(exchanged.denial.reason);
  for (const id of made) await publishToken({ ...services, nowMs }, id);
  const { record, secret } = exchanged.value;
  return { parent, child: { id: formatId('tok', record.id), secret } };
}

beforeAll(async () => {
  admin = await setUpAdmin(here);
  await addProject('web');
});

describe('what was exchanged for a token ends with it', () => {
  it.each([
    ['revoked', (id: string) => act('DELETE', `/v1/tokens/${id}`)],
    ['disabled', (id: string) => act('POST', `/v1/tokens/${id}/disable`)],
    ['refreshed without overlap', (id: string) => act('POST', `/v1/tokens/${id}/refresh`)],
    ['narrowed', (id: string) => act('PATCH', `/v1/tokens/${id}`, { allowedIps: ['192.0.2.0/24'] })],
    ['revoked in bulk', () => act('POST', '/v1/tokens/revoke', { project: 'web' })],
  ])('%s: within ten seconds everywhere, with KV frozen', async (_how, end) => {
    kv.state.mode = 'faithful';
    const { parent, child } = await family();
    there.nowMs = here.nowMs;
    expect(await self(there, child.secret)).toBe('200');
    kv.state.mode = 'frozen';
    expect(await self(there, child.secret)).toBe('200');
    expect((await end(parent.id)).status).toBeLessThan(300);
    there.nowMs += 10 * SECOND_MS + 1;
    expect(await self(there, child.secret)).toBe('401 token_revoked');
    here.nowMs += SECOND_MS;
    expect(await self(here, child.secret)).toBe('401 token_revoked');
  });

  it('a new name leaves it', async () => {
    const { parent, child } = await family();
    await act('PATCH', `/v1/tokens/${parent.id}`, { name: 'renamed' });
    expect(await self(here, child.secret)).toBe('200');
  });

  it('a refresh with overlap leaves it', async () => {
    const { parent, child } = await family();
    await act('POST', `/v1/tokens/${parent.id}/refresh`, { overlap: '1h' });
    expect(await self(here, child.secret)).toBe('200');
  });

  it('it cannot be given a later end', async () => {
    const { child } = await family();
    const refreshed = await act('POST', `/v1/tokens/${child.id}/refresh`, { expires: '30d' });
    expect(await outcome(refreshed)).toBe('400 invalid_request');
  });

  it('enabling the token again does not bring it back', async () => {
    const { parent, child } = await family();
    await act('POST', `/v1/tokens/${parent.id}/disable`);
    await act('POST', `/v1/tokens/${parent.id}/enable`);
    expect(await self(here, child.secret)).toBe('401 token_revoked');
    expect(await self(here, parent.secret)).toBe('200');
  });

  it('a thousand of them cost one row in the feed and one in the outbox', async () => {
    const { parent, child } = await family();
    const id = parseId('tok', parent.id);
    const columns = (
      await env.DB.prepare('select name from pragma_table_info(?)').bind('tokens').all<{ name: string }>()
    ).results
      .map(({ name }) => name)
      .filter((name) => name !== 'id')
      .map((name) => `t.${name}`)
      .join(', ');
    await env.DB.prepare(
      `insert into tokens (id, ${columns.replaceAll('t.', '')}) select t.id + n.value, ${columns} from tokens t, json_each(?) n where t.id = ?`,
    )
      .bind(JSON.stringify(Array.from({ length: 1000 }, (_, at) => 10_000_000 + at)), parseId('tok', child.id))
      .run();
    const rows = () => env.DB.prepare('select (select count(*) from changes) as feed').first<number>('feed');
    const before = (await rows()) ?? 0;
    await act('DELETE', `/v1/tokens/${parent.id}`);
    const left = 'select count(*) as n from tokens where parent_id = ? and revoked_at is null';
    expect(await env.DB.prepare(left).bind(id).first('n')).toBe(0);
    // The token's own row, and one for all that were exchanged for it.
    expect(((await rows()) ?? 0) - before).toBe(2);
  });
});
