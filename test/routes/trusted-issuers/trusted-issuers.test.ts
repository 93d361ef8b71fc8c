import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { GITHUB_ISSUER, MAX_TRUSTED_ISSUERS } from '../../../src/contract/trusted-issuers.ts';
import { createTestApp, makeToken, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject, addUser } from '../../support/route-contract.ts';
import { makeTrust, trustBody } from '../../support/trusted-issuers.ts';

const test = createTestApp();
let admin = '';
const ISSUER = 'https://ci.example.com';

type Trust = { id: string; enabled: boolean; owner: string | null; name: string };
type Page = { items: Trust[]; total: number; nextCursor: string | null };

const call = (method: string, path: string, json?: unknown, token = admin) =>
  test.call(method, `/v1/trusted-issuers${path}`, { token, json });
const create = (changes: Record<string, unknown> = {}, token = admin) =>
  call('POST', '', trustBody(ISSUER, changes), token);
const fieldOf = async (answer: Response) => {
  const { errors } = await answer.json<{ errors?: { field: string }[] }>();
  return `${answer.status} ${errors?.[0]?.field}`;
};
const events = async (id: string) => {
  const rows = await env.DB.prepare('select actor, action, project, before, after from events where target = ?').bind(
    id,
  );
  return (await rows.all<Record<'actor' | 'action' | 'project' | 'before' | 'after', string | null>>()).results;
};

/** A member of a project with a personal token; returns both. */
async function member(role: string, project = 'web') {
  const user = await addUser('none');
  await test.call('PUT', `/v1/projects/${project}/members/${user}`, { token: admin, json: { role } });
  return { user, ...(await makeToken(test, admin, { type: 'personal', owner: user })) };
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing', 'news']);
  await addProject('app');
});

describe('a trusted issuer', () => {
  it('is shown as it was made, listed, and told of in the audit trail', async () => {
    const answer = await create({ tokenMinutes: 15, tokenAudience: ['https://orders.example'] });
    expect(answer.status).toBe(201);
    const made = await answer.json<Trust>();
    expect(made).toEqual({
      ...trustBody(ISSUER),
      id: expect.stringMatching(/^tru_[0-9a-z]{11}$/),
      tokenAudience: ['https://orders.example'],
      tokenMinutes: 15,
      enabled: true,
      disabledAt: null,
      owner: expect.stringMatching(/^usr_/),
      createdBy: expect.stringMatching(/^tok_/),
      createdAt: '2036-01-01T12:00:00Z',
      changedAt: '2036-01-01T12:00:00Z',
    });
    expect(await (await call('GET', `/${made.id}`)).json()).toEqual(made);
    const page = await (await call('GET', '')).json<Page>();
    expect(page).toEqual({ items: [made], total: 1, nextCursor: null });
    const [event] = await events(made.id);
    expect(event).toMatchObject({ action: 'trusted_issuer.created', project: 'web', before: null });
    expect(JSON.parse(event?.after ?? '')).toEqual(made);
  });

  it('gives tokens as long as the deployment allows where nothing is said', async () => {
    expect(await (await create()).json()).toMatchObject({ tokenMinutes: 60, tokenAudience: null });
  });

  it('is changed field by field, with what it was in the audit trail', async () => {
    const id = await makeTrust(test, admin, ISSUER);
    const changes = [
      { name: 'renamed' },
      { audience: 'https://jeton.example' },
      { claims: { sub: ['repo:acme/shop:**'] } },
      { environments: ['staging'] },
      { grants: [{ resource: 'orders', name: '*', actions: ['read'] }] },
      { tokenAudience: ['https://orders.example'] },
      { tokenAudience: null },
      { tokenMinutes: 5 },
    ];
    for (const change of changes) {
      const answer = await call('PATCH', `/${id}`, change);
      expect(await answer.json()).toMatchObject(change);
    }
    expect((await call('GET', `/${id}`)).ok).toBe(true);
    const all = await events(id);
    expect(all.map(({ action }) => action)).toEqual([
      'trusted_issuer.created',
      ...changes.map(() => 'trusted_issuer.updated'),
    ]);
    expect(JSON.parse(all[1]?.before ?? '')).toMatchObject({ name: 'shop' });
  });

  it('rests and works again', async () => {
    const id = await makeTrust(test, admin, ISSUER);
    const off = await (await call('PATCH', `/${id}`, { enabled: false })).json<Trust>();
    expect(off).toMatchObject({ enabled: false, disabledAt: '2036-01-01T12:00:00Z' });
    expect(await (await call('PATCH', `/${id}`, { enabled: true })).json()).toMatchObject({
      enabled: true,
      disabledAt: null,
    });
  });

  it('deleted is gone, and its audit rows stay', async () => {
    const id = await makeTrust(test, admin, ISSUER);
    expect((await call('DELETE', `/${id}`)).status).toBe(204);
    expect(await outcome(await call('DELETE', `/${id}`))).toBe('404 not_found');
    expect((await events(id)).at(-1)).toMatchObject({ action: 'trusted_issuer.deleted', after: null });
  });

  it('the list goes page by page, and by project', async () => {
    const { secret } = await member('owner', 'app');
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      test.nowMs += 1;
      ids.unshift(
        await makeTrust(test, admin, ISSUER, {
          project: 'app',
          grants: [{ resource: 'x', name: '*', actions: ['read'] }],
        }),
      );
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const page: Page = await (await call('GET', query, undefined, secret)).json<Page>();
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids);
    expect(await (await call('GET', '?project=app')).json()).toMatchObject({ total: 5 });
    expect(await (await call('GET', '?project=web', undefined, secret)).json()).toMatchObject({ total: 0, items: [] });
    for (const query of ['?cursor=x', '?limit=0', '?limit=201', '?project=*', '?x=1']) {
      expect(await outcome(await call('GET', query))).toBe('400 invalid_request');
    }
  });
});

describe('what could let strangers in is refused, naming the field', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ claims: {} }, 'claims'],
    [{ claims: { repository: [] } }, 'claims.repository'],
    [{ claims: { repository: 'acme/shop' } }, 'claims.repository'],
    [{ claims: { repository: ['*'] } }, 'claims.repository.0'],
    [{ claims: { repository: ['acme*'] } }, 'claims.repository.0'],
    [{ claims: { iss: ['x'] } }, 'claims.iss'],
    [{ claims: { aud: ['x'] } }, 'claims.aud'],
    [{ claims: { 'a b': ['x'] } }, 'claims.a b'],
    [{ issuer: GITHUB_ISSUER, claims: { ref: ['refs/heads/main'] } }, 'claims'],
    [{ issuer: GITHUB_ISSUER, claims: { sub: ['repo:*/shop:ref:refs/heads/main'] } }, 'claims'],
    [{ issuer: 'http://ci.example.com' }, 'issuer'],
    [{ issuer: 'https://10.0.0.1' }, 'issuer'],
    [{ issuer: 'https://ci.internal' }, 'issuer'],
    [{ issuer: 'https://ci.example.com/?x' }, 'issuer'],
    [{ issuer: 'token.actions' }, 'issuer'],
    [{ audience: '' }, 'audience'],
    [{ audience: ['x'] }, 'audience'],
    [{ project: '*' }, 'project'],
    [{ project: 'nosuch' }, 'projects'],
    [{ environments: [] }, 'environments'],
    [{ environments: ['*'] }, 'environments.0'],
    [{ environments: ['nosuch'] }, 'environments'],
    [{ grants: [] }, 'grants'],
    [{ grants: [{ resource: 'namespace', name: 'nosuch', actions: ['read'] }] }, 'grants'],
    [{ grants: [{ resource: 'namespace', name: 'marketing', actions: ['own'] }] }, 'grants'],
    [{ tokenMinutes: 0 }, 'tokenMinutes'],
    [{ tokenMinutes: 61 }, 'tokenMinutes'],
    [{ tokenAudience: [] }, 'tokenAudience'],
    [{ name: '' }, 'name'],
    [{ owner: 'usr_00000000001' }, 'owner'],
  ])('%j: 400 %s', async (changes, field) => {
    expect(await fieldOf(await create(changes))).toBe(`400 ${field}`);
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'body'],
    [{ issuer: ISSUER }, 'issuer'],
    [{ project: 'app' }, 'project'],
    [{ claims: { ref: ['refs/heads/main'] } }, 'claims'],
    [{ tokenMinutes: 61 }, 'tokenMinutes'],
    [{ environments: ['nosuch'] }, 'environments'],
  ])('changed to %j: 400 %s', async (change, field) => {
    const id = await makeTrust(test, admin, GITHUB_ISSUER);
    expect(await fieldOf(await call('PATCH', `/${id}`, change))).toBe(`400 ${field}`);
  });

  it('a claim called __proto__ is none', async () => {
    const body = JSON.stringify(trustBody(ISSUER, { claims: { x: 1 } })).replace('"x":1', '"__proto__":["x"]');
    const headers = { 'Content-Type': 'application/json' };
    const answer = await test.call('POST', '/v1/trusted-issuers', { token: admin, body, headers });
    expect(await fieldOf(answer)).toBe('400 claims');
  });

  it('plain http on this machine is for development alone', async () => {
    const production = createTestApp({ WEBHOOKS_TO_LOOPBACK: 'false' });
    const ask = (app: typeof test) =>
      app.call('POST', '/v1/trusted-issuers', { token: admin, json: trustBody('http://127.0.0.1:9000') });
    expect(await fieldOf(await ask(production))).toBe('400 issuer');
    expect((await ask(test)).status).toBe(201);
  });

  it('the 1,001st', async () => {
    const id = await makeTrust(test, admin, ISSUER);
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
       insert into trusted_issuers select i, version, name, 'https://many.example', audience, claims, projects, environments, grants,
       token_audience, token_seconds, owner_id, created_by, created_at, changed_at, disabled_at
       from n, trusted_issuers where id = ?1`,
    )
      .bind(parseId('tru', id), MAX_TRUSTED_ISSUERS)
      .run();
    expect(await outcome(await create())).toBe('409 limit_reached');
    await env.DB.prepare(`delete from trusted_issuers where issuer = 'https://many.example'`).run();
    expect((await create()).status).toBe(201);
  });
});

describe('who makes or widens a trust gives no more than what is theirs', () => {
  const grantsFor = (name: string, ...actions: string[]) => [{ resource: 'namespace', name, actions }];
  const role = async (name: string, permissions: string[]) => {
    await test.call('POST', '/v1/roles', { token: admin, json: { name, permissions } });
    return member(name);
  };

  it('a right to trust without one to make tokens is not enough, nor the other way', async () => {
    const { secret: trusting } = await role('trusting', ['trusted_issuer:*', 'namespace:*']);
    const { secret: making } = await role('making', ['token:*', 'namespace:*']);
    expect(await outcome(await create({}, trusting))).toBe('403 insufficient_scope');
    expect(await outcome(await create({}, making))).toBe('403 insufficient_scope');
    const { secret: both } = await role('both', ['trusted_issuer:*', 'token:*', 'namespace:*']);
    expect((await create({}, both)).status).toBe(201);
  });

  it('a right to make tokens of staging trusts for staging', async () => {
    const { secret } = await role('staging', ['trusted_issuer:*', 'token:*@staging', 'namespace:*']);
    expect((await create({ environments: ['staging'] }, secret)).status).toBe(201);
    expect(await outcome(await create({ environments: ['staging', 'production'] }, secret))).toBe(
      '403 insufficient_scope',
    );
    const id = await makeTrust(test, secret, ISSUER, { environments: ['staging'] });
    expect(await outcome(await call('PATCH', `/${id}`, { environments: ['production'] }, secret))).toBe(
      '403 insufficient_scope',
    );
  });

  it('nobody gives what they may not do themselves, at once or later', async () => {
    const { secret } = await role('reading', ['trusted_issuer:*', 'token:*', 'namespace:read']);
    expect(await outcome(await create({ grants: grantsFor('marketing', 'write') }, secret))).toBe(
      '403 insufficient_scope',
    );
    const id = await makeTrust(test, secret, ISSUER, { grants: grantsFor('marketing', 'read') });
    expect(await outcome(await call('PATCH', `/${id}`, { grants: grantsFor('*', 'read', 'delete') }, secret))).toBe(
      '403 insufficient_scope',
    );
    expect((await call('PATCH', `/${id}`, { grants: grantsFor('news', 'read') }, secret)).status).toBe(200);
  });

  it('who could not make it may rename it and let it rest, but not let it work again or let others in', async () => {
    const id = await makeTrust(test, admin, ISSUER);
    const { secret } = await role('keeper', ['trusted_issuer:read', 'trusted_issuer:update']);
    expect((await call('PATCH', `/${id}`, { name: 'kept' }, secret)).status).toBe(200);
    expect((await call('PATCH', `/${id}`, { enabled: false }, secret)).status).toBe(200);
    for (const change of [
      { enabled: true },
      { claims: { sub: ['x'] } },
      { audience: 'x' },
      { tokenMinutes: 1 },
      { tokenAudience: null },
    ]) {
      expect(await outcome(await call('PATCH', `/${id}`, change, secret))).toBe('403 insufficient_scope');
    }
    expect(await outcome(await call('DELETE', `/${id}`, undefined, secret))).toBe('403 insufficient_scope');
  });

  it('a namespace that a group guards is given by its people alone', async () => {
    await test.call('POST', '/v1/groups', { token: admin, json: { id: 'press', name: 'Press' } });
    await test.call('PATCH', '/v1/projects/web/namespaces/news', { token: admin, json: { group: 'press' } });
    const { secret, user } = await member('owner');
    expect(await outcome(await create({ grants: grantsFor('news', 'read') }, secret))).toBe('403 insufficient_scope');
    expect(await outcome(await create({ grants: grantsFor('*', 'read') }, secret))).toBe('403 insufficient_scope');
    await test.call('PUT', `/v1/groups/press/members/${user}`, { token: admin });
    expect((await create({ grants: grantsFor('news', 'read') }, secret)).status).toBe(201);
  });

  it('a token that is bound to addresses makes no trust that is not', async () => {
    const { user } = await member('owner');
    const bound = await makeToken(test, admin, { type: 'personal', owner: user, allowedIps: ['192.0.2.0/24'] });
    const answer = await test.call('POST', '/v1/trusted-issuers', {
      token: bound.secret,
      json: trustBody(ISSUER),
      headers: { 'CF-Connecting-IP': '192.0.2.1' },
    });
    expect(await outcome(answer)).toBe('403 insufficient_scope');
  });

  it('it is its maker’s, also when somebody else changes it', async () => {
    const { secret, user } = await member('owner');
    const id = await makeTrust(test, secret, ISSUER);
    expect(await (await call('PATCH', `/${id}`, { tokenMinutes: 5 })).json()).toMatchObject({ owner: user });
  });
});

describe('what a trust gives tokens for stays as long as it does', () => {
  it('its project, its environment and its namespace are not deleted', async () => {
    await addProject('brief', ['letters']);
    await env.DB.prepare(`insert into environments (id, name, created_at) values ('canary', 'Canary', 0)`).run();
    const id = await makeTrust(test, admin, ISSUER, {
      project: 'brief',
      environments: ['canary'],
      grants: [{ resource: 'namespace', name: 'letters', actions: ['read'] }],
    });
    await call('PATCH', `/${id}`, { enabled: false });
    const places = [
      '/v1/projects/brief/namespaces/letters',
      '/v1/environments/canary',
      '/v1/projects/brief?detach=true',
    ];
    for (const place of places) {
      const answer = await test.call('DELETE', place, { token: admin });
      expect(await answer.json()).toMatchObject({
        code: 'conflict',
        detail: expect.stringContaining('1 trusted issuer'),
      });
    }
    expect((await call('DELETE', `/${id}`)).status).toBe(204);
    for (const place of places) expect((await test.call('DELETE', place, { token: admin })).status).toBe(204);
  });

  it('a person who is removed trusts nobody any more', async () => {
    const { secret, user } = await member('owner');
    const id = await makeTrust(test, secret, ISSUER);
    expect((await test.call('DELETE', `/v1/users/${user}`, { token: admin })).status).toBe(204);
    expect(await outcome(await call('GET', `/${id}`))).toBe('404 not_found');
    const row = await env.DB.prepare(`select after from events where action = 'trusted_issuers.deleted'`).first();
    expect(row).toEqual({ after: JSON.stringify({ owner: user, reason: 'affiliation_changed' }) });
  });
});

it('of two changes at once both are kept', async () => {
  const id = await makeTrust(test, admin, ISSUER);
  const changes = [{ name: 'one' }, { tokenMinutes: 7 }, { audience: 'two' }];
  const answers = await Promise.all(changes.map((change) => call('PATCH', `/${id}`, change)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await (await call('GET', `/${id}`)).json()).toMatchObject({ name: 'one', tokenMinutes: 7, audience: 'two' });
});
