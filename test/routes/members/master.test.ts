import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, outcome } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { person } from '../../support/people.ts';
import { addProject, createWorld, dumpKv, dumpTables, type World } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

let world: World;
let ada: { id: string; token: string };
let project = '';
let projects = 0;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  projects += 1;
  project = `p${projects}`;
  await addProject(project, ['n']);
  await addProject(`${project}-other`, ['n']);
  ada = await person(world);
});

const call = (method: string, path: string, token: string, json?: unknown) =>
  world.test.call(method, path, { token, json });
const join = (role = 'member', user = ada.id, token = world.admin) =>
  call('PUT', `/v1/projects/${project}/members/${user}`, token, { role });
const leave = () => call('DELETE', `/v1/projects/${project}/members/${ada.id}`, world.admin);

/** The master tokens that a person sees of theirs, live unless said otherwise. */
async function masters(token = ada.token, query = ''): Promise<Token[]> {
  const list = await call('GET', `/v1/tokens?type=master&project=${project}${query}`, token);
  return (await list.json<{ items: Token[] }>()).items;
}

async function masterOf(token = ada.token): Promise<Token> {
  const [master, ...others] = await masters(token);
  expect(others).toEqual([]);
  if (!master) throw new Error('there is no master token');
  return master;
}

/** The holder's own refresh: the only way to a secret. */
async function secretOf(master: Token, token = ada.token): Promise<string> {
  const refreshed = await call('POST', `/v1/tokens/${master.id}/refresh`, token);
  expect(refreshed.status).toBe(200);
  return (await refreshed.json<{ secret: string }>()).secret;
}

const useOf = async (secret: string) => outcome(await call('GET', `/v1/projects/${project}`, secret));

describe('a master token', () => {
  it('seed-systems 4.1: is made when a person joins a project, and nobody is told a secret of it', async () => {
    const response = await join();
    expect(await response.text()).not.toContain('jtn_');
    const master = await masterOf();
    expect(master).toMatchObject({
      type: 'master',
      status: 'active',
      name: 'master',
      owner: ada.id,
      projects: [project],
      environments: ['*'],
      grants: [],
      expires: null,
      retrievable: false,
    });
    const { events = '' } = await dumpTables();
    expect(events).not.toContain('jtn_');
    expect(await outcome(await call('GET', `/v1/tokens/${master.id}/secret`, ada.token))).toMatch(/^4/);
  });

  it('seed-systems 4.3: is described by its holder’s mail address, whatever that is at the time', async () => {
    await join();
    const { email } = await (await call('GET', `/v1/projects/${project}/members/${ada.id}`, world.admin)).json<{
      email: string;
    }>();
    expect((await masterOf()).description).toBe(email);
    await env.DB.prepare('update users set email = ? where id = ?')
      .bind(`lovelace${projects}@example.com`, parseId('usr', ada.id))
      .run();
    expect((await masterOf()).description).toBe(`lovelace${projects}@example.com`);
    const found = await call('GET', `/v1/tokens?type=master&q=lovelace${projects}`, world.admin);
    expect(await found.json()).toMatchObject({ total: 1 });
    const gone = await call('GET', `/v1/tokens?type=master&q=${email}`, world.admin);
    expect(await gone.json()).toMatchObject({ total: 0 });
  });

  it('seed-systems 4.3: is not modified, shared, disabled or deleted, neither by its holder nor by an admin', async () => {
    await join('owner');
    const master = await masterOf();
    const secret = await secretOf(master);
    for (const token of [ada.token, world.admin, secret]) {
      const path = `/v1/tokens/${master.id}`;
      expect(await outcome(await call('PATCH', path, token, { name: 'mine' }))).toBe('409 conflict');
      expect(await outcome(await call('DELETE', path, token))).toBe('409 conflict');
      expect(await outcome(await call('POST', `${path}/disable`, token))).toBe('409 conflict');
    }
    expect(await outcome(await call('DELETE', '/v1/tokens/self', secret))).toBe('409 conflict');
    expect(await outcome(await call('POST', `/v1/tokens/${master.id}/refresh`, world.admin))).toBe('409 conflict');
    expect(await useOf(secret)).toBe('200');
  });

  it('seed-systems 4.3: ends only when the person is removed, at once and with the reason', async () => {
    await join();
    const master = await masterOf();
    const secret = await secretOf(master);
    expect(await useOf(secret)).toBe('200');
    await leave();
    expect(await useOf(secret)).toBe('401 token_revoked');
    expect(await masters()).toEqual([]);
    const shown = await call('GET', `/v1/tokens/${master.id}`, world.admin);
    expect(await shown.json()).toMatchObject({ status: 'revoked', revocationReason: 'affiliation_changed' });
  });

  it('seed-systems 4.6: is refreshed by its holder and by itself: a new value, the old one dead at once', async () => {
    await join();
    const master = await masterOf();
    const first = await secretOf(master);
    const second = await secretOf(master);
    expect([await useOf(first), await useOf(second)]).toEqual(['401 token_replaced', '200']);
    const response = await call('POST', '/v1/tokens/self/refresh', second);
    const { secret, token } = await response.json<{ secret: string; token: Token }>();
    expect(token.id).toBe(master.id);
    expect([await useOf(second), await useOf(secret)]).toEqual(['401 token_replaced', '200']);
  });

  it('is refreshed by nobody else, who do not even see it unless they see all tokens', async () => {
    await join();
    const master = await masterOf();
    const owner = await person(world, { members: { [project]: 'owner' } });
    const tokens = await person(world, { role: 'token_admin' });
    const path = `/v1/tokens/${master.id}/refresh`;
    expect(await outcome(await call('POST', path, owner.token))).toBe('404 not_found');
    expect(await outcome(await call('POST', path, tokens.token))).toBe('409 conflict');
  });

  it('seed-systems 4.4: stands in the list of its holder’s tokens, one for each project', async () => {
    await join();
    await call('PUT', `/v1/projects/${project}-other/members/${ada.id}`, world.admin, { role: 'member' });
    const list = await call('GET', '/v1/tokens?type=master', ada.token);
    const { items, total } = await list.json<{ items: Token[]; total: number }>();
    expect(total).toBe(2);
    expect(items.map((token) => token.projects[0]).sort()).toEqual([project, `${project}-other`]);
  });

  it('may what its holder’s role in that one project permits, now, and nothing elsewhere', async () => {
    await join('member');
    await call('PUT', `/v1/projects/${project}-other/members/${ada.id}`, world.admin, { role: 'owner' });
    const secret = await secretOf(await masterOf());
    const make = async (name: string) =>
      outcome(await call('POST', `/v1/projects/${project}/namespaces`, secret, { name }));
    expect(await make('a')).toBe('403 insufficient_scope');
    await join('owner');
    expect(await make('a')).toBe('201');
    await join('member');
    expect(await make('b')).toBe('403 insufficient_scope');
    expect(await outcome(await call('GET', `/v1/projects/${project}-other`, secret))).toBe('404 not_found');
    const list = await call('GET', '/v1/projects', secret);
    expect(await list.json()).toMatchObject({ items: [{ id: project }], total: 1 });
  });

  it('is not touched by a bulk revocation of its owner’s or its project’s tokens', async () => {
    await join();
    const secret = await secretOf(await masterOf());
    await call('POST', '/v1/tokens/revoke', world.admin, { owner: ada.id });
    await call('POST', '/v1/tokens/revoke', world.admin, { project });
    expect(await useOf(secret)).toBe('200');
    for (let run = 0; run < 3; run += 1) await nextMinuteCron(world.test);
    expect(await useOf(secret)).toBe('200');
  });

  it('cannot be made by itself', async () => {
    const json = { type: 'master', name: 'm', project };
    expect(await outcome(await call('POST', '/v1/tokens', world.admin, json))).toBe('400 invalid_request');
  });

  it('of a former membership does not come back: who joins again gets another', async () => {
    await join();
    const first = await masterOf();
    const secret = await secretOf(first);
    await leave();
    await join();
    const second = await masterOf();
    expect(second.id).not.toBe(first.id);
    expect(await useOf(secret)).toBe('401 token_revoked');
    expect(await useOf(await secretOf(second))).toBe('200');
  });

  it('leaves an audit row when it is made and when it ends', async () => {
    await join();
    const { id } = await masterOf();
    await leave();
    const { results } = await env.DB.prepare(
      "select action, project, after ->> 'revocationReason' as reason from events where target = ? order by id",
    )
      .bind(id)
      .all();
    expect(results).toEqual([
      { action: 'token.created', project, reason: null },
      { action: 'token.revoked', project, reason: 'affiliation_changed' },
    ]);
  });

  it('is made for who creates a project without being an admin, along with the role of owner', async () => {
    const editor = await person(world, { role: 'editor' });
    project = `${project}-made`;
    expect(await outcome(await call('POST', '/v1/projects', editor.token, { id: project, name: 'P' }))).toBe('201');
    const members = await call('GET', `/v1/projects/${project}/members`, world.admin);
    expect(await members.json()).toMatchObject({ items: [{ user: editor.id, role: 'owner' }], total: 1 });
    expect(await useOf(await secretOf(await masterOf(editor.token), editor.token))).toBe('200');
  });

  it('is not made for an admin who creates a project, whose rights need none', async () => {
    const admin = await person(world, { role: 'admin' });
    for (const [index, token] of [admin.token, world.admin].entries()) {
      const id = `${project}-${index}`;
      expect(await outcome(await call('POST', '/v1/projects', token, { id, name: 'P' }))).toBe('201');
      const members = await call('GET', `/v1/projects/${id}/members`, world.admin);
      expect(await members.json()).toMatchObject({ items: [], total: 0 });
    }
  });
});

describe('a removal and a lost role, with KV frozen elsewhere', () => {
  const BOUND_MS = 10_000;
  const FEEDLESS = { changes: [], windowStart: 0, full: false, imports: false };

  /** What a place that knew the membership answers to the master and the personal token, past the bound. */
  async function afterwards(change: () => Promise<Response>, feed: boolean): Promise<string[]> {
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    if (!feed) far.services = { ...far.services, changes: { ...far.services.changes, read: async () => FEEDLESS } };
    await join('owner');
    const master = await secretOf(await masterOf());
    await nextMinuteCron(world.test);
    far.nowMs = world.test.nowMs;
    kv.state.mode = 'frozen';
    const ask = async (token: string) => outcome(await far.call('GET', `/v1/projects/${project}/members`, { token }));
    expect([await ask(master), await ask(ada.token)]).toEqual(['200', '200']);
    expect(await outcome(await change())).toMatch(/^20/);
    far.nowMs += BOUND_MS + 1;
    return [await ask(master), await ask(ada.token)];
  }

  it('end the master token and the rights of the personal one within the bound', async () => {
    expect(await afterwards(leave, true)).toEqual(['401 token_revoked', '404 not_found']);
  });

  it('narrow both within the bound', async () => {
    await env.DB.prepare(
      "insert or ignore into roles (name, permissions, created_at) values ('none-at-all', '[]', 0)",
    ).run();
    const denied = '403 insufficient_scope';
    expect(await afterwards(() => join('none-at-all'), true)).toEqual([denied, denied]);
  });

  it('would go unnoticed without the feed, so the tests above can fail', async () => {
    expect(await afterwards(leave, false)).toEqual(['200', '200']);
  });

  it('reach KV by the cron: no copy there says that the token lives or the person belongs', async () => {
    await join('owner');
    await secretOf(await masterOf());
    await leave();
    for (let run = 0; run < 3; run += 1) await nextMinuteCron(world.test);
    const copies = Object.values(await dumpKv()).filter((copy) => copy.includes(`"${project}"`));
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(JSON.parse(copy).revokedAt).not.toBeNull();
  });
});
