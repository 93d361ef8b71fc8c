import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, outcome, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { addGroup, guard, person } from '../../support/people.ts';
import { addProject, createWorld, dumpTables, type World } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

type Person = { id: string; token: string };

let world: World;
let projects = 0;
let project = '';
let insider: Person;
let outsider: Person;

beforeAll(async () => {
  world = await createWorld();
  await addGroup('editors');
  await addGroup('sales');
});

beforeEach(async () => {
  projects += 1;
  project = `p${projects}`;
  await addProject(project, ['open', 'closed']);
  await guard(project, 'closed', 'editors');
  insider = await person(world, { members: { [project]: 'owner' }, groups: ['editors'] });
  outsider = await person(world, { members: { [project]: 'owner' } });
});

const call = (method: string, rest: string, token: string, json?: unknown, test: TestApp = world.test) =>
  test.call(method, `/v1/projects/${project}/namespaces${rest}`, { token, json });
const regroup = async (token: string, name: string, group: string | null) =>
  outcome(await call('PATCH', `/${name}`, token, { group }));

describe('the group that guards a namespace', () => {
  it('is set by its own people only', async () => {
    expect(await regroup(outsider.token, 'open', 'editors')).toBe('403 insufficient_scope');
    expect(await regroup(insider.token, 'open', 'sales')).toBe('403 insufficient_scope');
    expect(await regroup(insider.token, 'open', 'editors')).toBe('200');
  });

  it('is changed by who is of the present and of the new one', async () => {
    const both = await person(world, { members: { [project]: 'owner' }, groups: ['editors', 'sales'] });
    const next = await person(world, { members: { [project]: 'owner' }, groups: ['sales'] });
    expect(await regroup(insider.token, 'closed', 'sales')).toBe('403 insufficient_scope');
    expect(await regroup(next.token, 'closed', 'sales')).toBe('403 insufficient_scope');
    expect(await regroup(both.token, 'closed', 'sales')).toBe('200');
  });

  it('is lifted by its own people only; to others the namespace stays closed for every change', async () => {
    expect(await regroup(outsider.token, 'closed', null)).toBe('403 insufficient_scope');
    expect(await outcome(await call('PATCH', '/closed', outsider.token, { retentionDays: 1 }))).toBe(
      '403 insufficient_scope',
    );
    expect(await outcome(await call('DELETE', '/closed', outsider.token))).toBe('403 insufficient_scope');
    expect(await regroup(insider.token, 'closed', null)).toBe('200');
  });

  it('is named by who is of it when the namespace is made', async () => {
    const json = { name: 'made', group: 'editors' };
    expect(await outcome(await call('POST', '', outsider.token, json))).toBe('403 insufficient_scope');
    expect(await outcome(await call('POST', '', insider.token, json))).toBe('201');
    expect(await outcome(await call('DELETE', '/made', insider.token))).toBe('204');
  });

  it('is any for an admin, but one that exists; nothing is written otherwise', async () => {
    const before = await dumpTables();
    const invalid = await call('PATCH', '/closed', world.admin, { group: 'ghosts' });
    expect(await invalid.clone().json()).toMatchObject({ errors: [{ field: 'group' }] });
    expect(await outcome(invalid)).toBe('400 invalid_request');
    expect(await outcome(await call('POST', '', world.admin, { name: 'x', group: 'ghosts' }))).toBe(
      '400 invalid_request',
    );
    expect(await dumpTables()).toEqual(before);
    expect(await regroup(world.admin, 'closed', 'sales')).toBe('200');
    expect(await regroup(world.admin, 'closed', null)).toBe('200');
  });

  it('must still be there when the change commits', async () => {
    const { services } = world.test;
    const findNamespace: typeof services.places.findNamespace = async (named) => {
      const found = await services.places.findNamespace(named);
      await env.DB.prepare("delete from groups where id = 'fleeting'").run();
      return found;
    };
    await addGroup('fleeting');
    world.test.services = { ...services, places: { ...services.places, findNamespace } };
    const answer = await regroup(world.admin, 'open', 'fleeting');
    world.test.services = services;
    expect(answer).toBe('400 invalid_request');
  });
});

describe('items of a guarded namespace', () => {
  const item = (name: string) => `/${name}/items/k?environment=staging`;
  const verbs = [
    ['PUT', item],
    ['GET', item],
    ['GET', (name: string) => `/${name}/items?environment=staging`],
    ['DELETE', item],
  ] as const;
  const tryAll = async (token: string, name: string) => {
    const answers = [];
    for (const [method, at] of verbs) answers.push(await outcome(await call(method, at(name), token)));
    return answers;
  };
  const DONE = ['204', '200', '200', '204'];
  const REFUSED = verbs.map(() => '403 insufficient_scope');

  it('are for its people: read, written and deleted by role, and by nobody else of the project', async () => {
    expect(await tryAll(insider.token, 'closed')).toEqual(DONE);
    expect(await tryAll(outsider.token, 'closed')).toEqual(REFUSED);
    expect(await tryAll(outsider.token, 'open')).toEqual(DONE);
  });

  it('are for admins, by personal token and by admin token', async () => {
    const admin = await person(world, { role: 'admin' });
    expect(await tryAll(admin.token, 'closed')).toEqual(DONE);
    expect(await tryAll(world.admin, 'closed')).toEqual(DONE);
  });

  it('are closed to root roles outside the group as well', async () => {
    for (const role of ['editor', 'token_admin', 'viewer']) {
      const { token } = await person(world, { role });
      expect(await outcome(await call('GET', item('closed'), token)), role).toBe('403 insufficient_scope');
    }
  });

  it('are for a master token where its holder is of the group, in its one project', async () => {
    for (const [groups, expected] of [
      [['editors'], DONE],
      [[], REFUSED],
    ] as const) {
      const { id, token } = await person(world, { groups: [...groups] });
      const path = `/v1/projects/${project}/members/${id}`;
      await world.test.call('PUT', path, { token: world.admin, json: { role: 'member' } });
      const list = await world.test.call('GET', '/v1/tokens?type=master', { token });
      const master = (await list.json<{ items: { id: string }[] }>()).items[0]?.id;
      const refreshed = await world.test.call('POST', `/v1/tokens/${master}/refresh`, { token });
      const { secret } = await refreshed.json<{ secret: string }>();
      expect(await tryAll(secret, 'closed')).toEqual(expected);
      expect(await tryAll(secret, 'open')).toEqual(DONE);
    }
  });

  it.each([
    ['that is set later', async () => regroup(world.admin, 'open', 'editors'), 'open'],
    [
      'of a namespace that is made anew',
      async () => {
        await call('DELETE', '/open', world.admin);
        return outcome(await call('POST', '', world.admin, { name: 'open', group: 'editors' }));
      },
      'open',
    ],
  ])('are closed within the bound by a group %s, with KV frozen', async (_what, change, name) => {
    expect(await afterwards(change, name, true)).toBe('403 insufficient_scope');
  });

  it('would stay open without the feed, so the test above can fail', async () => {
    expect(await afterwards(() => regroup(world.admin, 'open', 'editors'), 'open', false)).not.toMatch(/^403/);
  });

  it.each([
    ['the group is lifted', async () => regroup(world.admin, 'closed', null)],
    [
      'the namespace is deleted and made anew without one',
      async () => {
        await call('DELETE', '/closed', world.admin);
        return outcome(await call('POST', '', world.admin, { name: 'closed' }));
      },
    ],
  ])('are open within the bound once %s', async (_what, change) => {
    expect(await afterwards(change, 'closed', true)).toBe('404 not_found');
  });

  /** What a place that knew the outsider before answers them past the bound. */
  async function afterwards(change: () => Promise<string>, name: string, feed: boolean): Promise<string> {
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    const read = async () => ({ changes: [], windowStart: 0, full: false, imports: false });
    if (!feed) far.services = { ...far.services, changes: { ...far.services.changes, read } };
    // The person came to the project behind KV's back.
    await world.test.call('PATCH', `/v1/tokens/${outsider.id}`, { token: world.admin, json: { name: 'x' } });
    await nextMinuteCron(world.test);
    far.nowMs = world.test.nowMs;
    kv.state.mode = 'frozen';
    await call('GET', item(name), outsider.token, undefined, far);
    expect(await change()).toMatch(/^20/);
    far.nowMs += 10_001;
    return outcome(await call('GET', item(name), outsider.token, undefined, far));
  }
});
