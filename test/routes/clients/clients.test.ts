import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/contract/clients.ts';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addClient, addGroup, addMember, person } from '../../support/people.ts';
import { addProject, dumpTables } from '../../support/route-contract.ts';
import { failingStorage, type StorageCall, watchStorage } from '../../support/watched-storage.ts';

const test = createTestApp();
let admin = '';
const call = (method: string, path: string, json?: unknown, token = admin) => test.call(method, path, { token, json });
const CERTIFICATE = 'ab'.repeat(32);

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
  await addGroup('finance');
});

/** What the feed and the outbox were told of a client. */
async function told(id: string): Promise<{ feed: number; outbox: number }> {
  const count = (sql: string) =>
    env.DB.prepare(sql)
      .bind(JSON.stringify({ client: id }))
      .first<number>('n');
  return {
    feed: (await count('select count(*) as n from changes where epoch = ?')) ?? -1,
    outbox: (await count('select count(*) as n from outbox where scope = ?')) ?? -1,
  };
}

describe('a client', () => {
  it('is registered once, shown, changed and deleted, each with its audit row', async () => {
    const body = { id: 'billing', name: 'Billing', group: 'finance', certificates: [CERTIFICATE], allowedIps: [] };
    const created = await call('POST', '/v1/clients', body);
    expect(created.status).toBe(201);
    const client = await created.json<Client>();
    expect(client).toEqual({ ...body, createdAt: formatInstant(test.nowMs / 1000) });
    expect(await outcome(await call('POST', '/v1/clients', body))).toBe('409 conflict');
    expect(await (await call('GET', '/v1/clients/billing')).json()).toEqual(client);
    const patched = await call('PATCH', '/v1/clients/billing', { name: 'Bills', group: null });
    const changed = { ...client, name: 'Bills', group: null };
    expect(await patched.json()).toEqual(changed);
    expect(await outcome(await call('DELETE', '/v1/clients/billing'))).toBe('204');
    for (const method of ['GET', 'DELETE']) {
      expect(await outcome(await call(method, '/v1/clients/billing'))).toBe('404 not_found');
    }
    const { results } = await env.DB.prepare(
      "select action, before, after from events where target = 'client:billing' order by id",
    ).all();
    expect(results).toEqual([
      { action: 'client.created', before: null, after: JSON.stringify(client) },
      { action: 'client.updated', before: JSON.stringify(client), after: JSON.stringify(changed) },
      { action: 'client.deleted', before: JSON.stringify(changed), after: null },
    ]);
  });

  it('holds each proof once, and none unless told', async () => {
    const blocks = ['10.0.0.0/8', '2001:db8::/32'];
    const doubled = { certificates: [CERTIFICATE, CERTIFICATE], allowedIps: [...blocks, ...blocks] };
    const made = await call('POST', '/v1/clients', { id: 'twice', name: 'T', ...doubled });
    expect(await made.json()).toMatchObject({ certificates: [CERTIFICATE], allowedIps: blocks });
    const bare = await call('POST', '/v1/clients', { id: 'bare', name: 'B' });
    expect(await bare.json()).toMatchObject({ group: null, certificates: [], allowedIps: [] });
  });

  it.each([
    ['a group that does not exist', { group: 'nosuch' }, 'group'],
    ['an address that is none', { allowedIps: ['10.1'] }, 'allowedIps'],
    ['a prefix that is too long', { allowedIps: ['10.0.0.0/33'] }, 'allowedIps'],
    ['a fingerprint with colons', { certificates: ['AB:'.repeat(32).slice(0, -1)] }, 'certificates.0'],
    ['a fingerprint by SHA-1', { certificates: ['ab'.repeat(20)] }, 'certificates.0'],
    ['21 certificates', { certificates: Array(21).fill(CERTIFICATE) }, 'certificates'],
    ['no name', { name: '' }, 'name'],
    ['a field that does not exist', { secret: 'x' }, 'secret'],
  ])('is refused with %s, and nothing is changed', async (_what, fields, field) => {
    await addClient('kept', { allowedIps: ['192.0.2.1'] }).catch(() => {});
    const before = await dumpTables();
    const answers = [
      await call('POST', '/v1/clients', { id: 'refused', name: 'R', ...fields }),
      await call('PATCH', '/v1/clients/kept', fields),
    ];
    for (const answer of answers) {
      const { errors } = await answer.clone().json<Problem>();
      expect(await outcome(answer)).toBe('400 invalid_request');
      expect(errors?.map((error) => error.field)).toContain(field);
    }
    expect(await dumpTables()).toEqual(before);
  });

  it('keeps its id, and a change must change something', async () => {
    expect(await outcome(await call('PATCH', '/v1/clients/kept', { id: 'other' }))).toBe('400 invalid_request');
    expect(await outcome(await call('PATCH', '/v1/clients/kept', {}))).toBe('400 invalid_request');
    expect(await outcome(await call('PATCH', '/v1/clients/nosuch', { name: 'x' }))).toBe('404 not_found');
  });

  it('is listed by page, with how many there are', async () => {
    await addClient('a-first');
    const first = await (await call('GET', '/v1/clients?limit=1')).json<{
      items: Client[];
      nextCursor: string;
      total: number;
    }>();
    expect(first.items.map(({ id }) => id)).toEqual(['a-first']);
    const rest = await call('GET', `/v1/clients?limit=200&cursor=${first.nextCursor}`);
    const { items, nextCursor } = await rest.json<{ items: Client[]; nextCursor: null }>();
    expect([items.length + 1, nextCursor]).toEqual([first.total, null]);
    expect(await outcome(await call('GET', '/v1/clients?cursor=x'))).toBe('400 invalid_request');
  });

  it('may be looked up by whoever belongs to a project, and changed by an admin only', async () => {
    await addClient('seen');
    const world = { test, admin, kvWrites: () => 0 };
    const { id, token } = await person(world);
    expect(await outcome(await call('GET', '/v1/clients/seen', undefined, token))).toBe('403 insufficient_scope');
    await addMember('web', id, 'owner');
    const member = await makeToken(test, admin, { type: 'personal', owner: id });
    const as = (method: string, path: string, json?: unknown) => call(method, path, json, member.secret).then(outcome);
    expect(await as('GET', '/v1/clients/seen')).toBe('200');
    expect(await as('GET', '/v1/clients')).toBe('200');
    expect(await as('POST', '/v1/clients', { id: 'x', name: 'x' })).toBe('403 insufficient_scope');
    expect(await as('PATCH', '/v1/clients/seen', { name: 'x' })).toBe('403 insufficient_scope');
    expect(await as('DELETE', '/v1/clients/seen')).toBe('403 insufficient_scope');
  });
});

describe('what a change of a client tells', () => {
  it.each([
    ['new certificates', { certificates: [CERTIFICATE] }, 1],
    ['new addresses', { allowedIps: ['192.0.2.0/24'] }, 1],
    ['no proof any more', { allowedIps: [] }, 1],
    ['another name', { name: 'Another' }, 0],
    ['another group', { group: 'finance' }, 0],
    ['what it was before', { allowedIps: ['192.0.2.1'] }, 0],
  ])('%s: the feed and KV hear of it where the proofs are others', async (what, fields, times) => {
    const id = what.replaceAll(' ', '-');
    await addClient(id, { allowedIps: ['192.0.2.1'] });
    expect(await outcome(await call('PATCH', `/v1/clients/${id}`, fields))).toBe('200');
    expect(await told(id)).toEqual({ feed: times, outbox: times });
  });

  it('a deletion is told too', async () => {
    await addClient('told');
    await call('DELETE', '/v1/clients/told');
    expect(await told('told')).toEqual({ feed: 1, outbox: 1 });
  });
});

describe('a client that tokens are locked to', () => {
  const token = (id: string) => ({ type: 'client', project: 'web', environments: ['staging'], clients: [id] });

  it('is not deleted while one of them lives, be it disabled', async () => {
    await addClient('used');
    const { id } = await makeToken(test, admin, token('used'));
    await call('POST', `/v1/tokens/${id}/disable`);
    const refused = await call('DELETE', '/v1/clients/used');
    expect(await refused.clone().json()).toMatchObject({ detail: 'client used is still used: 1 live token.' });
    expect(await outcome(refused)).toBe('409 conflict');
    await call('DELETE', `/v1/tokens/${id}`);
    expect(await outcome(await call('DELETE', '/v1/clients/used'))).toBe('204');
  });

  it('is free again once no token is locked to it', async () => {
    await addClient('freed');
    const { id } = await makeToken(test, admin, token('freed'));
    await call('PATCH', `/v1/tokens/${id}`, { clients: null });
    expect(await outcome(await call('DELETE', '/v1/clients/freed'))).toBe('204');
  });

  it('must exist: no token is made or changed for one that does not', async () => {
    const refused = await call('POST', '/v1/tokens', { ...token('nosuch'), name: 'n' });
    expect(await refused.clone().json()).toMatchObject({ errors: [{ field: 'clients' }] });
    expect(await outcome(refused)).toBe('400 invalid_request');
    const { id } = await makeToken(test, admin, { ...token(''), clients: [] });
    expect(await outcome(await call('PATCH', `/v1/tokens/${id}`, { clients: ['nosuch'] }))).toBe('400 invalid_request');
  });

  it('made for it while it is deleted, are not made', async () => {
    await addClient('racing');
    let removed = '';
    const before = async ({ sql }: StorageCall) => {
      if (!sql.includes('insert into "tokens"') || removed !== '') return;
      removed = await outcome(await call('DELETE', '/v1/clients/racing'));
    };
    const slow = createTestApp(watchStorage({ before }));
    const json = { ...token('racing'), name: 'n' };
    expect(await outcome(await slow.call('POST', '/v1/tokens', { token: admin, json }))).toBe('400 invalid_request');
    expect(removed).toBe('204');
  });

  it('made before its deletion commits, keep it', async () => {
    await addClient('kept-in-time');
    let made = '';
    const before = async ({ sql }: StorageCall) => {
      if (!sql.includes('delete from "clients"') || made !== '') return;
      made = (await makeToken(test, admin, token('kept-in-time'))).id;
    };
    const slow = createTestApp(watchStorage({ before }));
    const removed = await slow.call('DELETE', '/v1/clients/kept-in-time', { token: admin });
    expect(await outcome(removed)).toBe('409 conflict');
    expect(made).toMatch(/^tok_/);
  });
});

describe('two at once', () => {
  it('of two changes none is lost: the second builds on the first', async () => {
    await addClient('both');
    await Promise.all([
      call('PATCH', '/v1/clients/both', { certificates: [CERTIFICATE] }),
      call('PATCH', '/v1/clients/both', { allowedIps: ['192.0.2.1'] }),
      call('PATCH', '/v1/clients/both', { name: 'Both' }),
    ]);
    expect(await (await call('GET', '/v1/clients/both')).json()).toMatchObject({
      name: 'Both',
      certificates: [CERTIFICATE],
      allowedIps: ['192.0.2.1'],
    });
  });

  it('a group that is deleted between the question and the change is not given', async () => {
    await addGroup('fleeting');
    await addClient('grouped');
    const before = async ({ sql }: StorageCall) => {
      if (sql.includes('update "clients"')) await env.DB.prepare("delete from groups where id = 'fleeting'").run();
    };
    const slow = createTestApp(watchStorage({ before }));
    const json = { group: 'fleeting' };
    const patched = await slow.call('PATCH', '/v1/clients/grouped', { token: admin, json });
    expect(await outcome(patched)).toBe('400 invalid_request');
    expect(await (await call('GET', '/v1/clients/grouped')).json()).toMatchObject({ group: null });
  });
});

it('whichever call to storage fails while proofs are changed, all of it happened or none', async () => {
  for (let n = 1; n <= 8; n += 1) {
    const id = `faulty-${n}`;
    await addClient(id);
    const { bindings } = failingStorage(n);
    const faulty = createTestApp(bindings);
    const json = { allowedIps: ['192.0.2.1'] };
    const answer = await outcome(await faulty.call('PATCH', `/v1/clients/${id}`, { token: admin, json }));
    const { allowedIps } = await (await call('GET', `/v1/clients/${id}`)).json<Client>();
    const audited = await env.DB.prepare('select count(*) as n from events where target = ?')
      .bind(`client:${id}`)
      .first<number>('n');
    const { feed } = await told(id);
    expect([allowedIps.length, audited, feed]).toEqual(answer === '200' ? [1, 1, 1] : [0, 0, 0]);
    expect(['200', '503 unavailable']).toContain(answer);
  }
});
