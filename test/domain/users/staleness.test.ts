import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, outcome, type TestApp } from '../../support/app.ts';
import { addMember, addRole, guard, type Place, person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

/** Rights follow people: `near` changes them, `far` has seen a token of theirs before and reads KV as it likes. */
let near: World;

const BOUND_MS = 10_000;
const ITEMS = '/v1/projects/web/namespaces/guarded/items?environment=staging';

beforeAll(async () => {
  near = await createWorld();
  await addProject('web', ['guarded', 'open']);
  await guard('web', 'guarded', 'marketing');
  await addRole('spare', []);
});

const change = (method: string, path: string, json?: unknown) =>
  near.test.call(method, path, { token: near.admin, json });

type Case = {
  place: Place;
  /** What was allowed before, by bounded copies. */
  read: string;
  take: (id: string) => Promise<Response>;
  afterwards: string;
};

const TAKEN: Record<string, Case> = {
  'a root role taken away': {
    place: { role: 'viewer' },
    read: '/v1/users',
    take: (id) => change('PATCH', `/v1/users/${id}`, { role: 'none' }),
    afterwards: '403 insufficient_scope',
  },
  'a custom role that permits less': {
    place: { members: { web: 'reader' } },
    read: ITEMS.replace('guarded', 'open'),
    take: () => change('PATCH', '/v1/roles/reader', { permissions: ['token:read'] }),
    afterwards: '403 insufficient_scope',
  },
  'a group that the person left': {
    place: { members: { web: 'member' }, groups: ['marketing'] },
    read: ITEMS,
    take: (id) => change('DELETE', `/v1/groups/marketing/members/${id}`),
    afterwards: '403 insufficient_scope',
  },
  'a disabled person': {
    place: { role: 'viewer' },
    read: '/v1/users',
    take: (id) => change('PATCH', `/v1/users/${id}`, { enabled: false }),
    afterwards: '401 token_disabled',
  },
  'a removed person': {
    place: { role: 'viewer' },
    read: '/v1/users',
    take: (id) => change('DELETE', `/v1/users/${id}`),
    afterwards: '401 token_revoked',
  },
};

/** A location with its own isolate and view of KV; without the feed it is the control. */
function location(mode: 'frozen' | 'reordering' | 'forgetful', feed: boolean) {
  const kv = createUnfaithfulKv();
  const far = createTestApp({ EDGE: kv.binding });
  far.nowMs = near.test.nowMs;
  if (!feed) {
    const read = async () => ({ changes: [], windowStart: 0, full: false, imports: false });
    far.services = { ...far.services, changes: { ...far.services.changes, read } };
  }
  kv.state.mode = mode;
  return { far, kv };
}

let roles = 0;

/** What the far location answers before and after the change, once the bound has passed. */
async function aroundChange(name: string, { far, kv }: ReturnType<typeof location>): Promise<string[]> {
  const { place, read, take } = TAKEN[name] ?? { place: {}, read: '', take: () => Promise.reject(new Error(name)) };
  if (roles === 0) await addRole('reader', ['namespace:read']);
  else await change('PATCH', '/v1/roles/reader', { permissions: ['namespace:read'] });
  roles += 1;
  const { id, token } = await person(near, place);
  const ask = async (app: TestApp) => outcome(await app.call('GET', read, { token }));
  const before = await ask(far);
  expect(await outcome(await take(id))).toMatch(/^20/);
  await kv.arriveReversed();
  far.nowMs += BOUND_MS + 1;
  return [before, await ask(far)];
}

describe.each(['frozen', 'reordering', 'forgetful'] as const)('with KV %s', (mode) => {
  it.each(Object.keys(TAKEN))('%s is known everywhere within the bound', async (name) => {
    expect(await aroundChange(name, location(mode, true))).toEqual(['200', TAKEN[name]?.afterwards]);
  });
});

describe('the control without the feed', () => {
  it.each(Object.keys(TAKEN))('lets %s go unnoticed with KV frozen, so the tests above can fail', async (name) => {
    expect(await aroundChange(name, location('frozen', false))).toEqual(['200', '200']);
  });
});

describe('strict routes', () => {
  it('seed-systems 3.7: a role taken away is gone with the very next request, whatever memory and KV hold', async () => {
    const { id, token } = await person(near, { role: 'admin' });
    const { far } = location('frozen', true);
    const write = async (name: string) =>
      outcome(await far.call('POST', '/v1/groups', { token, json: { id: name, name } }));
    expect(await write('before')).toBe('201');
    await change('PATCH', `/v1/users/${id}`, { role: 'editor' });
    expect(await write('after')).toBe('403 insufficient_scope');
    await change('PATCH', `/v1/users/${id}`, { role: 'admin' });
    expect(await write('again')).toBe('201');
  });

  it('refuse every token of a disabled person at once, the other routes within the bound', async () => {
    const { id } = await person(near);
    const grants = [{ resource: 'namespace', name: 'open', actions: ['read'] }];
    const body = { type: 'client', owner: id, project: 'web', environments: ['staging'], grants };
    const { secret } = await makeToken(near.test, near.admin, body);
    const { far } = location('frozen', true);
    const read = async () => outcome(await far.call('GET', ITEMS.replace('guarded', 'open'), { token: secret }));
    const refresh = async () => outcome(await far.call('POST', '/v1/tokens/self/refresh', { token: secret }));
    expect(await read()).toBe('200');
    await change('PATCH', `/v1/users/${id}`, { enabled: false });
    expect(await refresh()).toBe('401 token_disabled');
    far.nowMs += BOUND_MS + 1;
    expect(await read()).toBe('401 token_disabled');
    await change('PATCH', `/v1/users/${id}`, { enabled: true });
    far.nowMs += BOUND_MS + 1;
    expect(await read()).toBe('200');
    expect(await refresh()).toBe('200');
  });
});

describe('the location that made the change', () => {
  it.each(Object.keys(TAKEN))('knows of %s with its next answer', async (name) => {
    const { place, read, take, afterwards } = TAKEN[name] ?? {
      place: {},
      read: '',
      take: () => Promise.reject(new Error(name)),
      afterwards: '',
    };
    await change('PATCH', '/v1/roles/reader', { permissions: ['namespace:read'] });
    const { id, token } = await person(near, place);
    const ask = async () => outcome(await near.test.call('GET', read, { token }));
    expect(await ask()).toBe('200');
    await take(id);
    expect(await ask()).toBe(afterwards);
  });

  it('and of rights that are given', async () => {
    const { id, token } = await person(near);
    const ask = async (path: string) => outcome(await near.test.call('GET', path, { token }));
    expect(await ask('/v1/users')).toBe('403 insufficient_scope');
    await change('PATCH', `/v1/users/${id}`, { role: 'viewer' });
    expect(await ask('/v1/users')).toBe('200');
    await addMember('web', id, 'member');
    expect(await ask(ITEMS)).toBe('403 insufficient_scope');
    await change('PUT', `/v1/groups/marketing/members/${id}`);
    expect(await ask(ITEMS)).toBe('200');
  });
});
