import { beforeAll, describe, expect, it } from 'vitest';
import { makeToken, outcome } from '../support/app.ts';
import { runCron } from '../support/crons.ts';
import { person } from '../support/people.ts';
import { addProject, createWorld, type World } from '../support/route-contract.ts';

/** Keboola Storage tokens: each test is named for the line of behaviour that it shows. */
let world: World;
const SCOPE = { type: 'access', project: 'main', environments: ['production'] };
const call = (method: string, path: string, token: string, json?: unknown) =>
  world.test.call(method, path, { token, json });
const make = (body: object) => makeToken(world.test, world.admin, { ...SCOPE, ...body });
const item = (namespace: string) => `/v1/projects/main/namespaces/${namespace}/items/table`;
const put = async (namespace: string, token: string) =>
  outcome(await world.test.call('PUT', item(namespace), { token, body: 'row' }));
/** What a verifier learns when it asks for one thing. */
const verify = async (token: string, resource: string, name: string, action: string) => {
  const answer = await call('POST', '/v1/tokens/verify', world.admin, { token, require: [{ resource, name, action }] });
  return (await answer.json<{ code: string | null }>()).code ?? 'active';
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('main', ['out', 'in']);
});

describe('Keboola Storage tokens', () => {
  it('seed-systems 4.2, 4.19: a token reaches chosen namespaces or all, those of the future too', async () => {
    const writes = (name: string) => ({ grants: [{ resource: 'namespace', name, actions: ['write'] }] });
    const chosen = await make(writes('out'));
    const all = await make(writes('*'));
    expect([await put('out', chosen.secret), await put('in', chosen.secret)]).toEqual([
      '204',
      '403 insufficient_scope',
    ]);
    await call('POST', '/v1/projects/main/namespaces', world.admin, { name: 'later' });
    expect([await put('in', all.secret), await put('later', all.secret)]).toEqual(['204', '204']);
  });

  it('seed-systems 4.6: a refresh gives a new secret under the same id, and the old one is dead at once', async () => {
    const { id, secret } = await make({});
    const answer = await call('POST', '/v1/tokens/self/refresh', secret, {});
    const refreshed = await answer.json<{ token: { id: string }; secret: string }>();
    expect(refreshed.token.id).toBe(id);
    expect(await outcome(await call('GET', '/v1/tokens/self', secret))).toBe('401 token_replaced');
    expect(await outcome(await call('GET', '/v1/tokens/self', refreshed.secret))).toBe('200');
  });

  it('seed-systems 4.9, 4.21: a token is restricted to one bucket and to a time; without one it has its type’s default', async () => {
    const grants = [{ resource: 'bucket', name: 'out.c-tutorial', actions: ['read'] }];
    const { secret } = await make({ grants, expires: '60s' });
    expect(await verify(secret, 'bucket', 'out.c-tutorial', 'read')).toBe('active');
    expect(await verify(secret, 'bucket', 'out.c-other', 'read')).toBe('insufficient_scope');
    world.test.nowMs += 60_000;
    expect(await verify(secret, 'bucket', 'out.c-tutorial', 'read')).toBe('token_expired');
  });

  it('seed-systems 4.11: an expired token is deleted by itself', async () => {
    const { id } = await make({ expires: '1h' });
    world.test.nowMs += 3_600_000;
    expect(await outcome(await call('GET', `/v1/tokens/${id}`, world.admin))).toBe('200');
    await runCron(world.test, '*/15 * * * *');
    expect(await outcome(await call('GET', `/v1/tokens/${id}`, world.admin))).toBe('404 not_found');
  });

  it('seed-systems 4.12: a limited token calls APIs, and is no way into the administration', async () => {
    const grants = [{ resource: 'namespace', name: 'out', actions: ['read', 'write'] }];
    const { secret } = await make({ grants });
    expect(await put('out', secret)).toBe('204');
    for (const path of ['/v1/tokens', '/v1/projects', '/v1/users', '/v1/events', '/v1/subscriptions', '/v1/sweeps']) {
      expect(`${path} ${await outcome(await call('GET', path, secret))}`).toBe(`${path} 403 wrong_token_type`);
    }
  });

  it('seed-systems 4.13, 4.18: a new token may do nothing that it was not granted, and run no component', async () => {
    const { secret } = await make({});
    expect(await put('out', secret)).toBe('403 insufficient_scope');
    expect(await verify(secret, 'component', 'keboola.ex-db-mysql', 'run')).toBe('insufficient_scope');
    expect(await outcome(await call('GET', '/v1/tokens/self', secret))).toBe('200');
  });

  it('seed-systems 4.29: a master token is not deleted, not by its holder and not by an admin', async () => {
    const ada = await person(world);
    await call('PUT', `/v1/projects/main/members/${ada.id}`, world.admin, { role: 'owner' });
    const list = await call('GET', `/v1/tokens?type=master&owner=${ada.id}`, ada.token);
    const [master] = (await list.json<{ items: { id: string; description: string }[] }>()).items;
    const refreshed = await call('POST', `/v1/tokens/${master?.id}/refresh`, ada.token, {});
    const { secret } = await refreshed.json<{ secret: string }>();
    for (const token of [ada.token, world.admin, secret]) {
      expect(await outcome(await call('DELETE', `/v1/tokens/${master?.id}`, token))).toBe('409 conflict');
    }
    expect(await outcome(await call('DELETE', '/v1/tokens/self', secret))).toBe('409 conflict');
    expect(await outcome(await call('GET', '/v1/tokens/self', secret))).toBe('200');
  });

  it('seed-systems 4.14: revoking one dedicated token leaves all others alone', async () => {
    const [one, other] = await Promise.all([make({ name: 'job one' }), make({ name: 'job two' })]);
    await call('DELETE', `/v1/tokens/${one.id}`, world.admin);
    expect(await outcome(await call('GET', '/v1/tokens/self', one.secret))).toBe('401 token_revoked');
    expect(await outcome(await call('GET', '/v1/tokens/self', other.secret))).toBe('200');
  });

  it('seed-systems 4.15: one component and one bucket: that component runs, into that bucket, and nothing else', async () => {
    const grants = [
      { resource: 'component', name: 'keboola.ex-db-mysql', actions: ['run', 'configure'] },
      { resource: 'bucket', name: 'in.c-tutorial', actions: ['read', 'write'] },
    ];
    const { secret } = await make({ grants });
    expect(await verify(secret, 'component', 'keboola.ex-db-mysql', 'run')).toBe('active');
    expect(await verify(secret, 'component', 'keboola.ex-db-mysql', 'configure')).toBe('active');
    expect(await verify(secret, 'bucket', 'in.c-tutorial', 'write')).toBe('active');
    expect(await verify(secret, 'component', 'keboola.ex-google', 'run')).toBe('insufficient_scope');
    expect(await verify(secret, 'bucket', 'in.c-other', 'write')).toBe('insufficient_scope');
  });
});
