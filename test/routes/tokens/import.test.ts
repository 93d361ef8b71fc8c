import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/crypto/digest.ts';
import { toHex } from '../../../src/crypto/hex.ts';
import { randomHex } from '../../../src/crypto/random.ts';
import { makeToken, outcome } from '../../support/app.ts';
import { importRows } from '../../support/import.ts';
import { addToGroup, guard, person } from '../../support/people.ts';
import {
  addProject,
  addUser,
  createWorld,
  dumpTables,
  runRouteContract,
  type World,
} from '../../support/route-contract.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'guarded']);
  await addProject('shop', ['stock']);
  await guard('web', 'guarded', 'inner');
});
// Ids are drawn from the time.
beforeEach(() => {
  world.test.nowMs += 10_000;
});

const PLACE = { project: 'web', environments: ['production'] };
const CLIENT = { type: 'client', name: 'old', ...PLACE };
const fresh = () => randomHex(16);
const load = (rows: readonly object[], token = world.admin) => importRows(world.test, token, rows);
const self = (token: string) => world.test.call('GET', '/v1/tokens/self', { token });
const digestOf = (secret: string) => toHex(sha256(secret));

runRouteContract(() => world, {
  name: 'POST /v1/tokens/import',
  method: 'POST',
  path: '/v1/tokens/import',
  json: { tokens: [{ ...CLIENT, secret: 'one-and-the-same-secret' }] },
  admits: { type: 'admin' },
  wrongType: { type: 'client', ...PLACE },
});

describe('an imported token', () => {
  it('keeps its string, given in clear or as SHA-256, and is listed like any other', async () => {
    const [clear, hashed] = [fresh(), fresh()];
    const { results, ...counts } = await load([
      { ...CLIENT, secret: clear },
      { ...CLIENT, name: 'hashed', sha256: digestOf(hashed), description: 'from the old system' },
    ]);
    expect(counts).toEqual({ imported: 2, exists: 0, refused: 0 });
    expect(results.map(({ row, status, code }) => [row, status, code])).toEqual([
      [0, 'imported', null],
      [1, 'imported', null],
    ]);
    for (const secret of [clear, hashed]) expect(await outcome(await self(secret))).toBe('200');
    const list = await world.test.call('GET', '/v1/tokens?q=old%20system', { token: world.admin });
    const { items } = await list.json<{ items: { id: string; name: string; status: string }[] }>();
    expect(items).toEqual([expect.objectContaining({ id: results[1]?.id, name: 'hashed', status: 'active' })]);
  });

  it('leaves its string nowhere: neither in D1, nor in KV, nor in the answer', async () => {
    const secret = fresh();
    const answer = await load([{ ...CLIENT, secret }]);
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(JSON.stringify(await dumpTables())).not.toContain(secret);
  });

  it('has an audit row of its own that names its maker and holds no secret', async () => {
    const { results } = await load([{ ...CLIENT, secret: fresh() }]);
    const events = await world.test.call('GET', `/v1/tokens/${results[0]?.id}/events`, { token: world.admin });
    const { items } = await events.json<{ items: { action: string; project: string; after: object }[] }>();
    expect(items).toEqual([
      expect.objectContaining({
        action: 'token.imported',
        project: 'web',
        after: expect.objectContaining({ name: 'old' }),
      }),
    ]);
    const verified = await world.test.call('GET', '/v1/events/verify', { token: world.admin });
    expect(await verified.json()).toMatchObject({ fault: null });
  });

  it('expires at its second', async () => {
    const secret = fresh();
    await load([{ ...CLIENT, secret, expires: '1h' }]);
    expect((await self(secret)).headers.get('Token-Expires')).not.toBeNull();
    world.test.nowMs += 3_600_000;
    expect(await outcome(await self(secret))).toBe('401 token_expired');
  });

  it('is revoked, at once on the next request', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret }]);
    expect(await outcome(await self(secret))).toBe('200');
    await world.test.call('DELETE', `/v1/tokens/${results[0]?.id}`, { token: world.admin });
    expect(await outcome(await self(secret))).toBe('401 token_revoked');
  });

  it('is refreshed to a secret of ours, and the old string dies', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret }]);
    expect(await outcome(await self(secret))).toBe('200');
    const refreshed = await world.test.call('POST', `/v1/tokens/${results[0]?.id}/refresh`, {
      token: world.admin,
      json: {},
    });
    const { secret: next, token } = await refreshed.json<{ secret: string; token: { id: string } }>();
    expect(token.id).toBe(results[0]?.id);
    expect(next).toMatch(/^web:production\.jtn_[0-9a-f]{64}$/);
    expect(await outcome(await self(next))).toBe('200');
    expect(await outcome(await self(secret))).toBe('401 token_replaced');
  });

  it('refreshes itself with an overlap: both strings work until the new one is used', async () => {
    const secret = fresh();
    await load([{ ...CLIENT, secret }]);
    const refreshed = await world.test.call('POST', '/v1/tokens/self/refresh', {
      token: secret,
      json: { overlap: '1h' },
    });
    const { secret: next } = await refreshed.json<{ secret: string }>();
    expect(await outcome(await self(secret))).toBe('200');
    expect(await outcome(await self(next))).toBe('200');
    expect(await outcome(await self(secret))).toBe('401 token_replaced');
  });

  it('is retrievable where that was asked for with the string in clear', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret, retrievable: true }]);
    const shown = await world.test.call('GET', `/v1/tokens/${results[0]?.id}/secret`, { token: world.admin });
    expect(await shown.json()).toEqual({ secret });
  });

  it('of type frontend is kept retrievable by nature, but not without its string', async () => {
    const frontend = { ...CLIENT, type: 'frontend', allowedOrigins: ['*'] };
    const { results } = await load([
      { ...frontend, secret: fresh() },
      { ...frontend, sha256: digestOf(fresh()) },
    ]);
    const retrievable = results.map(async ({ id }) => {
      const token = await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin });
      return (await token.json<{ retrievable: boolean }>()).retrievable;
    });
    expect(await Promise.all(retrievable)).toEqual([true, false]);
  });

  it('that was disabled there is disabled here, and can be enabled', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret, disabled: true }]);
    expect(await outcome(await self(secret))).toBe('401 token_disabled');
    await world.test.call('POST', `/v1/tokens/${results[0]?.id}/enable`, { token: world.admin });
    expect(await outcome(await self(secret))).toBe('200');
  });

  it('is judged by POST /v1/tokens/verify too', async () => {
    const secret = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(900)}.${'b'.repeat(342)}`;
    await load([{ ...CLIENT, secret }]);
    const verdict = await world.test.call('POST', '/v1/tokens/verify', { token: world.admin, json: { token: secret } });
    expect(await verdict.json()).toMatchObject({ active: true, token: { name: 'old' } });
  });
});

describe('a row that is refused', () => {
  const good = () => ({ ...CLIENT, secret: fresh() });

  it.each([
    ['no string', () => ({ ...CLIENT }), 'invalid_request', 'secret'],
    ['both forms of it', () => ({ ...good(), sha256: digestOf('x') }), 'invalid_request', 'secret'],
    ['a string that is too short', () => ({ ...CLIENT, secret: 'short' }), 'invalid_request', 'secret'],
    ['a string with a space', () => ({ ...CLIENT, secret: 'twenty characters or so' }), 'invalid_request', 'secret'],
    ['a string of 2,049 characters', () => ({ ...CLIENT, secret: 'a'.repeat(2049) }), 'invalid_request', 'secret'],
    [
      'a string that looks like one of ours',
      () => ({ ...CLIENT, secret: `web:production.jtn_${'0'.repeat(64)}` }),
      'invalid_request',
      'secret: was made by a deployment of Jeton',
    ],
    [
      'retrievable without the string',
      () => ({ ...CLIENT, sha256: digestOf('y'), retrievable: true }),
      'invalid_request',
      'retrievable',
    ],
    ['an unknown field', () => ({ ...good(), colour: 'red' }), 'invalid_request', 'colour'],
    ['an end in the past', () => ({ ...good(), expires: '2020-01-01' }), 'invalid_request', 'expires'],
    ['a project that does not exist', () => ({ ...good(), project: 'none' }), 'invalid_request', 'project none'],
    [
      'an environment that does not exist',
      () => ({ ...good(), environments: ['none'] }),
      'invalid_request',
      'environment none',
    ],
    [
      'a namespace that does not exist',
      () => ({ ...good(), grants: [{ resource: 'namespace', name: 'stock', actions: ['read'] }] }),
      'invalid_request',
      'namespace stock',
    ],
    ['a client that does not exist', () => ({ ...good(), clients: ['none'] }), 'invalid_request', 'client none'],
    [
      'two environments for a client token',
      () => ({ ...good(), environments: ['staging', 'production'] }),
      'invalid_request',
      'environments',
    ],
    ['type master', () => ({ type: 'master', name: 'm', project: 'web', secret: fresh() }), 'invalid_request', 'type'],
    ['an owner who does not exist', () => ({ ...good(), owner: 'usr_00000000zzz' }), 'invalid_request', 'owner'],
  ])('for %s says why, and loses none of the others', async (_what, bad, code, detail) => {
    const { results, ...counts } = await load([good(), bad(), good()]);
    expect(counts).toEqual({ imported: 2, exists: 0, refused: 1 });
    expect(results[1]).toEqual({ row: 1, status: 'refused', id: null, code, detail: expect.stringContaining(detail) });
  });

  it.each([7, null, 'a string', [[]]])('for %j, which is no row at all, loses none of the others', async (bad) => {
    const json = { tokens: [good(), bad, good()] };
    const answer = await world.test.call('POST', '/v1/tokens/import', { token: world.admin, json });
    const { results, ...counts } = await answer.json<{ results: { code: string | null }[] }>();
    expect(counts).toEqual({ imported: 2, exists: 0, refused: 1 });
    expect(results.map(({ code }) => code)).toEqual([null, 'invalid_request', null]);
  });

  it('is told without its string', async () => {
    const secret = `not a token ${'x'.repeat(40)}`;
    expect(JSON.stringify(await load([{ ...CLIENT, secret }]))).not.toContain('xxxx');
  });

  it('more than 1,000 rows, or none, is a refusal of the call', async () => {
    for (const tokens of [[], Array.from({ length: 1001 }, () => ({}))]) {
      const response = await world.test.call('POST', '/v1/tokens/import', { token: world.admin, json: { tokens } });
      expect(await outcome(response)).toBe('400 invalid_request');
    }
  });

  it('a body of up to 4 MiB is read, a longer one is 413 payload_too_large', async () => {
    const send = (characters: number) =>
      world.test.call('POST', '/v1/tokens/import', {
        token: world.admin,
        json: { tokens: [{ padding: 'x'.repeat(characters) }] },
      });
    expect(await outcome(await send(4_000_000))).toBe('200');
    expect(await outcome(await send(4 * 1024 * 1024))).toBe('413 payload_too_large');
  });
});

describe('the same string again', () => {
  it('exists under the id that it has, and nothing is changed, whatever else the row says now', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret }]);
    const before = await dumpTables();
    const again = await load([
      { ...CLIENT, secret },
      { ...CLIENT, name: 'another', environments: ['staging'], sha256: digestOf(secret), expires: '2020-01-01' },
    ]);
    expect(again).toMatchObject({ imported: 0, exists: 2, refused: 0 });
    for (const { id } of again.results) expect(id).toBe(results[0]?.id);
    expect(await dumpTables()).toEqual(before);
  });

  it('exists after a refresh and after a revocation too: it comes back to nobody', async () => {
    const secret = fresh();
    const { results } = await load([{ ...CLIENT, secret }]);
    await world.test.call('POST', `/v1/tokens/${results[0]?.id}/refresh`, { token: world.admin, json: {} });
    expect((await load([{ ...CLIENT, secret }])).exists).toBe(1);
    await world.test.call('DELETE', `/v1/tokens/${results[0]?.id}`, { token: world.admin });
    expect((await load([{ ...CLIENT, secret }])).exists).toBe(1);
    expect(await outcome(await self(secret))).toBe('401 token_revoked');
  });

  it('within one call: the first row that may be made is the token, later ones name it', async () => {
    const secret = fresh();
    const { results } = await load([
      { ...CLIENT, secret, project: 'none' },
      { ...CLIENT, secret, expires: '2020-01-01' },
      { ...CLIENT, name: 'first', secret },
      { ...CLIENT, name: 'second', sha256: digestOf(secret) },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['refused', 'refused', 'imported', 'exists']);
    expect(results[3]?.id).toBe(results[2]?.id);
  });

  it('of a token that the caller may not see is refused without its id', async () => {
    const secret = fresh();
    await load([{ ...CLIENT, project: 'shop', secret }]);
    const member = await person(world, { members: { web: 'member' } });
    const { results } = await load([{ ...CLIENT, secret }], member.token);
    expect(results).toEqual([{ row: 0, status: 'refused', id: null, code: 'conflict', detail: expect.any(String) }]);
  });

  it('by two calls at once makes one token', async () => {
    const secrets = Array.from({ length: 40 }, fresh);
    const rows = secrets.map((secret) => ({ ...CLIENT, secret }));
    const answers = await Promise.all([load(rows), load(rows), load([...rows].reverse())]);
    expect(answers.map(({ refused }) => refused)).toEqual([0, 0, 0]);
    expect(answers.reduce((sum, { imported }) => sum + imported, 0)).toBe(40);
    const { n } = (await env.DB.prepare(
      'select count(*) as n from secrets where digest in (select unhex(value) from json_each(?))',
    )
      .bind(JSON.stringify(secrets.map(digestOf)))
      .first<{ n: number }>()) ?? { n: 0 };
    expect(n).toBe(40);
  });
});

describe('who imports can import what they could create, and no more', () => {
  const grant = (name: string) => ({ grants: [{ resource: 'namespace', name, actions: ['read'] }] });

  it('a member of a project: its client, frontend and access tokens, and personal ones of their own', async () => {
    const { token } = await person(world, { members: { web: 'member' } });
    const { results } = await load(
      [
        { ...CLIENT, secret: fresh(), ...grant('marketing') },
        { ...CLIENT, secret: fresh(), type: 'access' },
        { ...CLIENT, secret: fresh(), type: 'frontend' },
        { type: 'personal', name: 'mine', secret: fresh() },
        { type: 'admin', name: 'root', secret: fresh() },
        { ...CLIENT, secret: fresh(), project: 'shop' },
        { ...CLIENT, secret: fresh(), project: '*' },
        { ...CLIENT, secret: fresh(), ...grant('guarded') },
        { ...CLIENT, secret: fresh(), ...grant('*') },
        { type: 'personal', name: 'theirs', secret: fresh(), owner: await addUser('admin') },
        { ...CLIENT, secret: fresh(), owner: await addUser('none') },
      ],
      token,
    );
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      'imported',
      'imported',
      'imported',
      'imported',
      'insufficient_scope',
      'invalid_request',
      'insufficient_scope',
      'insufficient_scope',
      'insufficient_scope',
      'insufficient_scope',
      'insufficient_scope',
    ]);
    expect(results[5]?.detail).toBe('projects: project shop does not exist');
  });

  it('one of the group that guards a namespace may reach it', async () => {
    const { id, token } = await person(world, { members: { web: 'member' } });
    await addToGroup('inner', id);
    world.test.nowMs += 20_000;
    const { imported } = await load([{ ...CLIENT, secret: fresh(), ...grant('guarded') }], token);
    expect(imported).toBe(1);
  });

  it('a token administrator: tokens of others, but none that may do more than itself', async () => {
    const { token } = await person(world, { role: 'token_admin' });
    const [plain, powerful] = [await addUser('none'), await addUser('admin')];
    const { results } = await load(
      [
        { type: 'personal', name: 'a', secret: fresh(), owner: plain },
        { type: 'personal', name: 'b', secret: fresh(), owner: powerful },
      ],
      token,
    );
    expect(results.map(({ status }) => status)).toEqual(['imported', 'refused']);
  });

  it('who may make no tokens may import none, and one without any part in the project learns nothing of it', async () => {
    const { token } = await person(world, { role: 'viewer' });
    const { results } = await load([{ ...CLIENT, secret: fresh() }], token);
    expect(results[0]).toMatchObject({ status: 'refused', code: 'insufficient_scope' });
    const outsider = await person(world, {});
    const rows = ['web', 'none'].map((project) => ({ ...CLIENT, project, secret: fresh() }));
    const answers = (await load(rows, outsider.token)).results.map(({ detail, code }) => [code, detail]);
    expect(answers[0]).toEqual(JSON.parse(JSON.stringify(answers[1]).replace('none', 'web')));
  });

  it('a token that is bound to addresses imports none that is not', async () => {
    const bound = await makeToken(world.test, world.admin, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const json = {
      tokens: [
        { ...CLIENT, secret: fresh() },
        { ...CLIENT, secret: fresh(), allowedIps: ['192.0.2.7'] },
      ],
    };
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const response = await world.test.call('POST', '/v1/tokens/import', { token: bound.secret, json, headers });
    expect(await response.json()).toMatchObject({ imported: 1, refused: 1 });
  });

  it('personal tokens count for their owner, those of this very call too, and each has a description of its own', async () => {
    const owner = await addUser('none');
    const row = (description?: string) => ({ type: 'personal', name: 'p', owner, secret: fresh(), description });
    for (let made = 0; made < 7; made += 1) await makeToken(world.test, world.admin, { type: 'personal', owner });
    await makeToken(world.test, world.admin, { type: 'personal', owner, description: 'taken' });
    const { results } = await load([row('taken'), row('mine'), row('mine'), row(), row(), row('x')]);
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      'conflict',
      'imported',
      'conflict',
      'imported',
      'limit_reached',
      'limit_reached',
    ]);
  });
});
