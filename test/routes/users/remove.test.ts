import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createTestApp, makeToken, outcome } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { addToGroup, person } from '../../support/people.ts';
import { addProject, createWorld, dumpKv, dumpTables, type World } from '../../support/route-contract.ts';

let world: World;
const call = (method: string, path: string, json?: unknown, token = world.admin) =>
  world.test.call(method, path, { token, json });
const use = async (token: string) => outcome(await call('GET', '/v1/tokens/self', undefined, token));

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

/** Somebody with one token of every type that people own, and a group, a project and a subscription. */
async function settled() {
  const ada = await person(world, { members: {}, groups: ['marketing'] });
  await call('PUT', `/v1/projects/web/members/${ada.id}`, { role: 'member' });
  const owned = { owner: ada.id, project: 'web', environments: ['staging'] };
  const client = await makeToken(world.test, world.admin, { type: 'client', ...owned });
  const access = await makeToken(world.test, world.admin, { type: 'access', ...owned });
  const subscription = { channel: 'webhook', address: 'https://example.com/hook', events: ['token.revoked'] };
  await call('POST', '/v1/subscriptions', subscription, world.admin);
  const list = await call('GET', `/v1/tokens?type=master&owner=${ada.id}`, undefined, ada.token);
  const [master] = (await list.json<{ items: { id: string }[] }>()).items;
  const refreshed = await call('POST', `/v1/tokens/${master?.id}/refresh`, undefined, ada.token);
  const { secret } = await refreshed.json<{ secret: string }>();
  const secrets = [ada.token, secret, client.secret, access.secret];
  return { id: ada.id, ids: [ada.tokenId, master?.id ?? '', client.id, access.id], secrets };
}

describe('disabling a person', () => {
  it('stops every token of theirs, of whatever type; enabling revives them', async () => {
    const { id, secrets } = await settled();
    expect(await Promise.all(secrets.map(use))).toEqual(secrets.map(() => '200'));
    await call('PATCH', `/v1/users/${id}`, { enabled: false });
    expect(await Promise.all(secrets.map(use))).toEqual(secrets.map(() => '401 token_disabled'));
    await call('PATCH', `/v1/users/${id}`, { enabled: true });
    expect(await Promise.all(secrets.map(use))).toEqual(secrets.map(() => '200'));
  });
});

describe('removing a person', () => {
  it('seed-systems 4.3: revokes every token of theirs, the master tokens too, and nobody else’s', async () => {
    const { id, ids, secrets } = await settled();
    const other = await settled();
    expect(await outcome(await call('DELETE', `/v1/users/${id}`))).toBe('204');
    expect(await Promise.all(secrets.map(use))).toEqual(secrets.map(() => '401 token_revoked'));
    expect(await Promise.all(other.secrets.map(use))).toEqual(secrets.map(() => '200'));
    for (const tokenId of ids) {
      const token = await (await call('GET', `/v1/tokens/${tokenId}`)).json();
      expect(token).toMatchObject({ status: 'revoked', revocationReason: 'affiliation_changed', owner: null });
    }
  });

  it('leaves no row that names them, but for the trail', async () => {
    const { id } = await settled();
    const key = parseId('usr', id);
    await env.DB.prepare('update subscriptions set owner_id = ?').bind(key).run();
    await call('DELETE', `/v1/users/${id}`);
    const { events, changes, shares: _shares, ...tables } = await dumpTables();
    expect(Object.keys(tables)).toContain('group_members');
    for (const [table, rows] of Object.entries(tables)) {
      expect(rows, table).not.toContain(`_id":${key},`);
      expect(rows, table).not.toContain(`"id":${key},`);
    }
    expect(changes).toContain(`ownerId\\":${key}`);
    expect(events).toContain(id);
  });

  it('is one row of the trail for the person and one for the tokens, if there were any', async () => {
    const trail = async () => {
      const { results } = await env.DB.prepare('select action from events order by id desc limit 2').all();
      return results.map(({ action }) => action);
    };
    const { id } = await settled();
    await call('DELETE', `/v1/users/${id}`);
    expect(await trail()).toEqual(['user.deleted', 'tokens.revoked']);
    const made = await call('POST', '/v1/users', { email: 'no.tokens@example.com', name: 'No tokens' });
    const { id: without } = await made.json<{ id: string }>();
    await call('DELETE', `/v1/users/${without}`);
    expect(await trail()).toEqual(['user.deleted', 'user.created']);
    const verified = await (await call('GET', '/v1/events/verify')).json<{ fault: unknown }>();
    expect(verified.fault).toBe(null);
  });

  it('reaches KV by the cron: no copy of theirs is left that lets anybody in', async () => {
    const { id, ids } = await settled();
    await call('DELETE', `/v1/users/${id}`);
    for (let run = 0; run < 3; run += 1) await runCron(world.test, '* * * * *');
    const keys = ids.map((tokenId) => parseId('tok', tokenId));
    const copies = Object.entries(await dumpKv())
      .filter(([key]) => key.startsWith('EDGE t:'))
      .map(([, copy]) => JSON.parse(copy))
      .filter((copy) => keys.includes(copy.id));
    expect(copies.length).toBeGreaterThanOrEqual(ids.length);
    expect(copies.every(({ revokedAt, owner }) => revokedAt !== null && owner === null)).toBe(true);
  });

  it('tells who subscribed to revocations, and the sweeps go on', async () => {
    const { id } = await settled();
    await runCron(world.test, '* * * * *');
    await call('DELETE', `/v1/users/${id}`);
    await runCron(world.test, '* * * * *');
    await runCron(world.test, '*/15 * * * *');
    const told = await env.DB.prepare(
      "select detail from notices where detail like '%all tokens of%' order by event_id desc limit 1",
    ).first();
    expect(JSON.stringify(told)).toContain(id);
    const failed = await env.DB.prepare('select count(*) as n from sweeps where error is not null').first();
    expect(failed).toEqual({ n: 0 });
  });

  it('one who comes again under the same address has none of it', async () => {
    const body = { email: 'again@example.com', name: 'Again' };
    const { id } = await (await call('POST', '/v1/users', body)).json<{ id: string }>();
    await addToGroup('marketing', id);
    const { secret } = await makeToken(world.test, world.admin, { type: 'personal', owner: id });
    await call('DELETE', `/v1/users/${id}`);
    const { id: next } = await (await call('POST', '/v1/users', body)).json<{ id: string }>();
    expect(next).not.toBe(id);
    expect(await (await call('GET', `/v1/users/${next}`)).json()).toMatchObject({ groups: [], memberships: [] });
    expect(await use(secret)).toBe('401 token_revoked');
  });

  it('of two who remove at once one is told that there is nobody', async () => {
    const { id, secrets } = await settled();
    const apps = [world.test, createTestApp()];
    for (const app of apps) app.nowMs = world.test.nowMs;
    const answers = await Promise.all(
      apps.map(async (app) => outcome(await app.call('DELETE', `/v1/users/${id}`, { token: world.admin }))),
    );
    expect(answers.sort()).toEqual(['204', '404 not_found']);
    expect(await use(secrets[0] ?? '')).toBe('401 token_revoked');
  });
});
