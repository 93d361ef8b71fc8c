import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { addProject, createWorld, issue, type World } from '../../support/route-contract.ts';

type Row = {
  id: number;
  at: number;
  actor: string;
  action: string;
  target: string;
  project: string | null;
  before: string | null;
  after: string | null;
  address: string | null;
  user_agent: string | null;
  request_id: string;
};

let world: World;
let token: { id: string; secret: string };
let admin: Token;
const secrets: string[] = [];
const HEADERS = { 'CF-Connecting-IP': '203.0.113.7', 'User-Agent': 'curl/8.0', 'Idempotency-Key': 'a-key' };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  token = await issue(world, { type: 'frontend', project: 'web', environments: ['production'] });
  admin = await (await world.test.call('GET', '/v1/tokens/self', { token: world.admin })).json();
  secrets.push(token.secret, world.admin);
});

async function rowsAfter(id: number): Promise<Row[]> {
  return (await env.DB.prepare('select * from events where id > ? order by id').bind(id).all<Row>()).results;
}

async function lastId(): Promise<number> {
  return (await env.DB.prepare('select max(id) as id from events').first<number>('id')) ?? 0;
}

/** Carries out one write and returns the one row that it left. */
async function rowOf(
  method: string,
  path: string,
  json?: object,
  by = world.admin,
): Promise<{ row: Row; answer: unknown }> {
  const before = await lastId();
  const response = await world.test.call(method, path, { token: by, json, headers: HEADERS });
  expect(response.ok).toBe(true);
  const text = await response.text();
  const rows = await rowsAfter(before);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error('no row');
  const answer = text === '' ? null : JSON.parse(text);
  if (answer?.secret) secrets.push(answer.secret);
  return { row, answer };
}

describe('every write leaves exactly one audit row', () => {
  const writes: [action: string, method: string, path: () => string, json?: object][] = [
    ['token.updated', 'PATCH', () => `/v1/tokens/${token.id}`, { name: 'renamed' }],
    ['token.refreshed', 'POST', () => `/v1/tokens/${token.id}/refresh`, { overlap: '1h' }],
    ['token.revealed', 'GET', () => `/v1/tokens/${token.id}/secret`],
    ['token.disabled', 'POST', () => `/v1/tokens/${token.id}/disable`],
    ['token.enabled', 'POST', () => `/v1/tokens/${token.id}/enable`],
    ['token.revoked', 'DELETE', () => `/v1/tokens/${token.id}?reason=superseded`],
  ];

  it.each(writes)(
    '%s: who, what, to which, before and after, from where, in which request',
    async (action, method, path, json) => {
      const shown = await (await world.test.call('GET', `/v1/tokens/${token.id}`, { token: world.admin })).json();
      const { row } = await rowOf(method, path(), json);
      const now = await (await world.test.call('GET', `/v1/tokens/${token.id}`, { token: world.admin })).json();
      expect(row).toMatchObject({
        at: world.test.nowMs / 1000,
        actor: admin.id,
        action,
        target: token.id,
        project: 'web',
        address: '203.0.113.7',
        user_agent: 'curl/8.0',
        request_id: expect.stringMatching(/^req_[0-9a-f-]{36}$/),
      });
      expect(JSON.parse(row.before ?? '')).toEqual(shown);
      expect(JSON.parse(row.after ?? '')).toEqual(now);
    },
  );

  it('token.created: there was nothing before', async () => {
    const json = { type: 'client', name: 'n', project: 'web', environments: ['staging'] };
    const { row, answer } = await rowOf('POST', '/v1/tokens', json);
    const { token: made } = answer as { token: Token };
    expect(row).toMatchObject({
      action: 'token.created',
      actor: admin.id,
      target: made.id,
      project: 'web',
      before: null,
    });
    expect(JSON.parse(row.after ?? '')).toEqual(made);
  });

  it('tokens.revoked in bulk: what was asked for', async () => {
    const json = { project: 'web', type: 'client', reason: 'key_compromise' };
    const { row } = await rowOf('POST', '/v1/tokens/revoke', json);
    expect(row).toMatchObject({ action: 'tokens.revoked', actor: admin.id, target: 'tokens', project: 'web' });
    expect(JSON.parse(row.after ?? '')).toEqual(json);
  });

  it('what a holder does to its own token is its own doing', async () => {
    const own = await issue(world, { type: 'client', project: 'web', environments: ['staging'] });
    const { row, answer } = await rowOf('POST', '/v1/tokens/self/refresh', {}, own.secret);
    expect(row).toMatchObject({ action: 'token.refreshed', actor: own.id, target: own.id });
    const { secret } = answer as { secret: string };
    const { row: end } = await rowOf('DELETE', '/v1/tokens/self', undefined, secret);
    expect(end).toMatchObject({ action: 'token.revoked', actor: own.id, target: own.id });
  });

  it('what is done with a personal token is done by its person', async () => {
    const personal = await issue(world, { type: 'personal' });
    const shown = await world.test.call('GET', `/v1/tokens/${personal.id}`, { token: world.admin });
    const { owner } = await shown.json<Token>();
    const { row } = await rowOf('POST', '/v1/tokens', { type: 'admin', name: 'n' }, personal.secret);
    expect(row.actor).toBe(owner);
    expect(row.actor).toMatch(/^usr_/);
  });

  it('the end of an overlap, by the use of the new secret, is the doing of the token', async () => {
    const own = await issue(world, { type: 'admin' });
    const { answer } = await rowOf('POST', `/v1/tokens/${own.id}/refresh`, { overlap: '1h' });
    const before = await lastId();
    const { secret } = answer as { secret: string };
    for (let use = 0; use < 3; use += 1) await world.test.call('GET', '/v1/tokens/self', { token: secret });
    const rows = await rowsAfter(before);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: 'token.overlap_ended', actor: own.id, target: own.id });
  });

  it('a user agent is cut at 256 characters, and no header but these is kept', async () => {
    const before = await lastId();
    const headers = {
      ...HEADERS,
      'Idempotency-Key': 'another-key',
      'User-Agent': 'x'.repeat(5_000),
      'X-Forwarded-For': '192.0.2.66',
      Cookie: 'session=1',
    };
    await world.test.call('POST', '/v1/tokens', { token: world.admin, json: { type: 'admin', name: 'n' }, headers });
    const [row] = await rowsAfter(before);
    expect(row).toMatchObject({ user_agent: 'x'.repeat(256), address: '203.0.113.7' });
    expect(JSON.stringify(row)).not.toContain('192.0.2.66');
    expect(JSON.stringify(row)).not.toContain('session=1');
  });

  it('the request id of an answer is that of its audit row', async () => {
    const before = await lastId();
    const response = await world.test.call('POST', '/v1/tokens', {
      token: world.admin,
      json: { type: 'admin', name: 'n' },
    });
    const [row] = await rowsAfter(before);
    expect(response.headers.get('Request-Id')).toBe(row?.request_id);
  });

  it('no row holds a secret, or the key of a repeatable request', async () => {
    const text = JSON.stringify(await rowsAfter(0));
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(text).not.toContain(secret.slice(-64));
    expect(text).not.toContain('a-key');
  });
});

describe('a read leaves none', () => {
  it.each(['/v1/tokens', '/v1/tokens/self', '/health'])('GET %s', async (path) => {
    const before = await lastId();
    expect((await world.test.call('GET', path, { token: world.admin })).status).toBe(200);
    expect(await rowsAfter(before)).toEqual([]);
  });
});
