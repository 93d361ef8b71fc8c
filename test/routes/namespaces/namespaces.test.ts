import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Namespace } from '../../../src/contract/places.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addGroup } from '../../support/people.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
const WEB = '/v1/projects/web/namespaces';
let admin = '';
const call = (method: string, path: string, json?: unknown) => test.call(method, path, { token: admin, json });

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
  await addGroup('editors');
  await addGroup('g');
});

describe('a namespace', () => {
  it('keeps its items for ever and belongs to no group unless it says otherwise', async () => {
    const created = await call('POST', WEB, { name: 'plain' });
    expect(created.status).toBe(201);
    const createdAt = formatInstant(test.nowMs / 1000);
    expect(await created.json()).toEqual({ project: 'web', name: 'plain', group: null, retentionDays: 0, createdAt });
  });

  it('is created once a project, shown, changed field by field and deleted, each with its audit row', async () => {
    const body = { name: 'life', group: 'editors', retentionDays: 30 };
    const created = await (await call('POST', WEB, body)).json<Namespace>();
    expect(created).toMatchObject({ project: 'web', ...body });
    expect(await outcome(await call('POST', WEB, body))).toBe('409 conflict');
    await addProject('web2');
    expect(await outcome(await call('POST', '/v1/projects/web2/namespaces', body))).toBe('201');
    const regrouped = await call('PATCH', `${WEB}/life`, { group: null });
    expect(await regrouped.json()).toEqual({ ...created, group: null });
    const shortened = await call('PATCH', `${WEB}/life`, { retentionDays: 7 });
    expect(await shortened.json()).toEqual({ ...created, group: null, retentionDays: 7 });
    await call('PATCH', `${WEB}/life`, { retentionDays: 7 });
    expect(await (await call('GET', `${WEB}/life`)).json()).toMatchObject({ group: null, retentionDays: 7 });
    expect(await outcome(await call('DELETE', `${WEB}/life`))).toBe('204');
    for (const method of ['GET', 'DELETE']) {
      expect(await outcome(await call(method, `${WEB}/life`))).toBe('404 not_found');
    }
    expect(await outcome(await call('PATCH', `${WEB}/life`, { group: 'x' }))).toBe('404 not_found');
    const { results } = await env.DB.prepare(
      "select action, project, before ->> 'retentionDays' as b, after ->> 'retentionDays' as a from events where target = 'namespace:web/life' order by id",
    ).all();
    expect(results.map((row) => Object.values(row))).toEqual([
      ['namespace.created', 'web', null, 30],
      ['namespace.updated', 'web', 30, 30],
      ['namespace.updated', 'web', 30, 7],
      ['namespace.deleted', 'web', 7, null],
    ]);
  });

  it('needs a project', async () => {
    expect(await outcome(await call('POST', '/v1/projects/none/namespaces', { name: 'a' }))).toBe('404 not_found');
    expect(await outcome(await call('GET', '/v1/projects/none/namespaces'))).toBe('404 not_found');
    const events = env.DB.prepare("select count(*) as n from events where target = 'namespace:none/a'");
    expect(await events.first('n')).toBe(0);
  });

  it.each([
    { name: 'Upper' },
    { name: 'ok', retentionDays: -1 },
    { name: 'ok', retentionDays: 3651 },
    { name: 'ok', retentionDays: 1.5 },
    { name: 'ok', group: '' },
    { name: 'ok', group: 'no-such-group' },
    { name: 'ok', group: 'a\nb' },
    { name: 'ok', extra: 1 },
  ])('is refused when it is %j', async (json) => {
    expect(await outcome(await call('POST', WEB, json))).toBe('400 invalid_request');
  });

  it('is not changed by nothing', async () => {
    expect(await outcome(await call('PATCH', `${WEB}/plain`, {}))).toBe('400 invalid_request');
  });

  it('keeps both changes when group and retention are changed at once', async () => {
    await addProject('busy', ['a']);
    await Promise.all([
      call('PATCH', '/v1/projects/busy/namespaces/a', { group: 'g' }),
      call('PATCH', '/v1/projects/busy/namespaces/a', { retentionDays: 9 }),
    ]);
    const now = await call('GET', '/v1/projects/busy/namespaces/a');
    expect(await now.json()).toMatchObject({ group: 'g', retentionDays: 9 });
  });

  it('is listed with those of its own project only, by page', async () => {
    await addProject('listed', ['c', 'a', 'b']);
    await addProject('listed2', ['d']);
    const path = '/v1/projects/listed/namespaces?limit=2';
    const first = await (await call('GET', path)).json<{ items: Namespace[]; total: number; nextCursor: string }>();
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(first.total).toBe(3);
    const second = await call('GET', `${path}&cursor=${first.nextCursor}`);
    expect(await second.json()).toMatchObject({ items: [{ name: 'c' }], total: 3, nextCursor: null });
  });
});

describe('deleting a namespace', () => {
  const holder = (project: string, name: string, more: object = {}) =>
    makeToken(test, admin, {
      type: 'client',
      project,
      environments: ['staging'],
      grants: [{ resource: 'namespace', name, actions: ['read'] }],
      ...more,
    });
  const remove = async (path: string) => outcome(await call('DELETE', path));

  beforeAll(async () => {
    await addProject('one', ['n', 'm', 'items', 'all', 'ended']);
    await addProject('two', ['n', 'all']);
  });

  it('is refused while a live token of that very project holds a grant that names it', async () => {
    const { id } = await holder('one', 'n');
    const refused = await call('DELETE', '/v1/projects/one/namespaces/n');
    expect(await refused.clone().json()).toMatchObject({ detail: 'namespace n is still used: 1 live token.' });
    expect(await outcome(refused)).toBe('409 conflict');
    expect(await remove('/v1/projects/two/namespaces/n')).toBe('204');
    expect(await remove('/v1/projects/one/namespaces/m')).toBe('204');
    await call('PATCH', `/v1/tokens/${id}`, { grants: [] });
    expect(await remove('/v1/projects/one/namespaces/n')).toBe('204');
  });

  it('is refused while a token for all projects names it, but not for one that names every namespace', async () => {
    await holder('one', '*');
    const { id } = await holder('*', 'all');
    expect(await remove('/v1/projects/one/namespaces/all')).toBe('409 conflict');
    await call('DELETE', `/v1/tokens/${id}`);
    expect(await remove('/v1/projects/one/namespaces/all')).toBe('204');
  });

  it('takes the project and the grant of one and the same token', async () => {
    await addProject('three', ['split']);
    await addProject('four', ['split']);
    await holder('four', 'split');
    await holder('three', '*');
    expect(await remove('/v1/projects/three/namespaces/split')).toBe('204');
  });

  it('is not refused for ended tokens', async () => {
    const { id } = await holder('one', 'ended');
    await holder('one', 'ended', { expires: '1h' });
    await call('DELETE', `/v1/tokens/${id}`);
    test.nowMs += 3_600_000;
    expect(await remove('/v1/projects/one/namespaces/ended')).toBe('204');
    test.nowMs -= 3_600_000;
  });

  it('is refused while any environment holds items of it', async () => {
    const item = '/v1/projects/one/namespaces/items/items/x?environment=production';
    await call('PUT', item);
    expect(await remove('/v1/projects/one/namespaces/items')).toBe('409 conflict');
    await call('DELETE', item);
    expect(await remove('/v1/projects/one/namespaces/items')).toBe('204');
  });
});
