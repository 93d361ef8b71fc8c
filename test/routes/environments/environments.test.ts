import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Environment } from '../../../src/contract/places.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const call = (method: string, path: string, json?: unknown) => test.call(method, path, { token: admin, json });

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['a']);
});

describe('an environment', () => {
  it('is there from the start as staging and production', async () => {
    const list = await (await call('GET', '/v1/environments')).json<{ items: Environment[]; total: number }>();
    expect(list.items.map(({ id }) => id)).toEqual(['production', 'staging']);
    expect(list.total).toBe(2);
  });

  it('is created once, shown and deleted, each with its audit row', async () => {
    const body = { id: 'preview', name: 'Preview' };
    const created = await call('POST', '/v1/environments', body);
    expect(created.status).toBe(201);
    const environment = await created.json<Environment>();
    expect(environment).toEqual({ ...body, createdAt: formatInstant(test.nowMs / 1000) });
    expect(await outcome(await call('POST', '/v1/environments', body))).toBe('409 conflict');
    expect(await (await call('GET', '/v1/environments/preview')).json()).toEqual(environment);
    expect(await outcome(await call('DELETE', '/v1/environments/preview'))).toBe('204');
    expect(await outcome(await call('GET', '/v1/environments/preview'))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', '/v1/environments/preview'))).toBe('404 not_found');
    const { results } = await env.DB.prepare(
      "select action, before, after from events where target = 'environment:preview' order by id",
    ).all();
    const view = JSON.stringify(environment);
    expect(results).toEqual([
      { action: 'environment.created', before: null, after: view },
      { action: 'environment.deleted', before: view, after: null },
    ]);
  });

  it('is listed by page', async () => {
    await call('POST', '/v1/environments', { id: 'a-first', name: 'A' });
    const first = await (await call('GET', '/v1/environments?limit=1')).json<{
      items: Environment[];
      nextCursor: string;
    }>();
    expect(first.items.map(({ id }) => id)).toEqual(['a-first']);
    const second = await call('GET', `/v1/environments?limit=200&cursor=${first.nextCursor}`);
    expect(await second.json()).toMatchObject({ items: [{ id: 'production' }, { id: 'staging' }], nextCursor: null });
  });

  it('is not deleted while a live token names it', async () => {
    await call('POST', '/v1/environments', { id: 'named', name: 'N' });
    const { id } = await makeToken(test, admin, { type: 'access', project: 'web', environments: ['staging', 'named'] });
    const refused = await call('DELETE', '/v1/environments/named');
    expect(await refused.clone().json()).toMatchObject({ detail: 'environment named is still used: 1 live token.' });
    expect(await outcome(refused)).toBe('409 conflict');
    await call('DELETE', `/v1/tokens/${id}`);
    expect(await outcome(await call('DELETE', '/v1/environments/named'))).toBe('204');
  });

  it('that a role is narrowed to is not deleted: made again, the role would count there again', async () => {
    await call('POST', '/v1/environments', { id: 'lab', name: 'Lab' });
    await call('POST', '/v1/roles', { name: 'tester', permissions: ['token:read@lab', 'namespace:read'] });
    const refused = await call('DELETE', '/v1/environments/lab');
    expect(await refused.json()).toMatchObject({ detail: 'environment lab is still used: 1 role.' });
    await call('PATCH', '/v1/roles/tester', { permissions: ['namespace:read'] });
    expect(await outcome(await call('DELETE', '/v1/environments/lab'))).toBe('204');
  });

  it('is not deleted while it holds items: made again, it would hold them again', async () => {
    await call('POST', '/v1/environments', { id: 'held', name: 'H' });
    const item = '/v1/projects/web/namespaces/a/items/x?environment=held';
    expect(await outcome(await call('PUT', item))).toBe('204');
    expect(await outcome(await call('DELETE', '/v1/environments/held'))).toBe('409 conflict');
    await call('DELETE', item);
    expect(await outcome(await call('DELETE', '/v1/environments/held'))).toBe('204');
  });
});
