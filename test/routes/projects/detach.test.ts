import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, makeToken, outcome, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { person } from '../../support/people.ts';
import { addProject, createWorld, dumpKv, dumpTables, type World } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

type Issued = { id: string; secret: string };

let world: World;
let rounds = 0;
/** The project that goes, and one that stays. */
let gone = '';
let stays = '';

const GRANTS = [{ resource: 'namespace', name: '*', actions: ['read', 'write', 'delete'] }];
const BUCKET = [{ resource: 'bucket', name: 'b', actions: ['read'] }];

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  rounds += 1;
  gone = `gone${rounds}`;
  stays = `stays${rounds}`;
  await addProject(gone);
  await addProject(stays, ['n']);
});

const make = (projects: string[], more: object = {}): Promise<Issued> =>
  makeToken(world.test, world.admin, {
    type: 'client',
    projects,
    environments: ['staging'],
    grants: [...GRANTS, ...BUCKET],
    ...more,
  });
const detach = (test: TestApp = world.test, project = gone) =>
  test.call('DELETE', `/v1/projects/${project}?detach=true`, { token: world.admin });
const projectsOf = async ({ id }: Issued) =>
  (await (await world.test.call('GET', `/v1/tokens/${id}`, { token: world.admin })).json<Token>()).projects;
/** Somebody makes a project of the same name, with a namespace of the same name. */
const makeAgain = () => addProject(gone, ['n']);

/** All that a token might do in the project, and what may be asked about it: anything but a refusal is a way in. */
async function waysIn({ secret }: Issued, app: TestApp = world.test): Promise<string[]> {
  const item = `/v1/projects/${gone}/namespaces/n/items/k`;
  const requests: [string, string, string?][] = [
    ['GET', item],
    ['PUT', item, 'v'],
    ['DELETE', item],
    ['GET', `/v1/projects/${gone}/namespaces/n/items`],
    ['GET', `/v1/projects/${gone}/namespaces`],
    ['GET', `/v1/projects/${gone}/namespaces/n`],
    ['GET', `/v1/projects/${gone}`],
    ['GET', `/v1/projects/${gone}/members`],
    ['GET', '/v1/tokens'],
  ];
  const open: string[] = [];
  for (const [method, path, body] of requests) {
    const response = await app.call(method, path, { token: secret, ...(body !== undefined && { body }) });
    if (response.status < 400) open.push(`${method} ${path}`);
    await response.body?.cancel();
  }
  for (const need of [
    { resource: 'namespace', name: 'n', action: 'read' },
    { resource: 'bucket', name: 'b', action: 'read' },
  ]) {
    for (const project of [undefined, gone]) {
      const json = { token: secret, require: [need], ...(project && { project }) };
      const response = await app.call('POST', '/v1/tokens/verify', { token: world.admin, json });
      const { active } = await response.json<{ active: boolean }>();
      if (active) open.push(`verify ${need.resource} in ${project}`);
    }
  }
  return open;
}

describe('deleting a project with ?detach=true', () => {
  it('takes it out of every token that names it, whatever its type and however it is', async () => {
    const alone = await make([gone]);
    const listed = await make([stays, gone]);
    const access = await make([gone], { type: 'access' });
    const frontend = await make([gone], { type: 'frontend', grants: [], allowedOrigins: ['*'] });
    const disabled = await make([gone, stays]);
    await world.test.call('POST', `/v1/tokens/${disabled.id}/disable`, { token: world.admin });
    const all = await make(['*']);
    const other = await make([stays]);
    expect(await outcome(await world.test.call('DELETE', `/v1/projects/${gone}`, { token: world.admin }))).toBe(
      '409 conflict',
    );
    expect(await outcome(await detach())).toBe('204');
    const left = await Promise.all([alone, listed, access, frontend, disabled, all, other].map(projectsOf));
    expect(left).toEqual([[], [stays], [], [], [stays], ['*'], [stays]]);
  });

  it('is still refused while it has namespaces, and then changes nothing', async () => {
    const token = await make([gone]);
    await env.DB.prepare("insert into namespaces (project, name, retention_days, created_at) values (?, 'n', 0, 0)")
      .bind(gone)
      .run();
    const before = await dumpTables();
    const refused = await detach();
    expect(await refused.clone().json()).toMatchObject({ detail: `project ${gone} is still used: 1 namespace.` });
    expect(await outcome(refused)).toBe('409 conflict');
    expect(await dumpTables()).toEqual(before);
    expect(await projectsOf(token)).toEqual([gone]);
  });

  it('leaves one audit row for the tokens, one for the project, and one row each in feed and outbox', async () => {
    await Promise.all(Array.from({ length: 12 }, () => make([gone, stays])));
    const count = async () => {
      const { changes = '', outbox = '' } = await dumpTables();
      return [changes, outbox].map((json) => JSON.parse(json).length);
    };
    const [changes = 0, outbox = 0] = await count();
    await detach();
    // One for the tokens, one for people.
    expect(await count()).toEqual([changes + 2, outbox + 2]);
    const { results } = await env.DB.prepare(
      "select action from events where project = ? and action not like 'token%' order by id",
    )
      .bind(gone)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action).sort()).toEqual(['project.deleted', 'project.detached']);
  });

  it.each(['?detach=yes', '?detach=', '?other=1'])('is not %s', async (query) => {
    const response = await world.test.call('DELETE', `/v1/projects/${gone}${query}`, { token: world.admin });
    expect(await outcome(response)).toBe('400 invalid_request');
  });
});

describe('a token whose list lost its last project', () => {
  it('had every way in before, so that the tests below can fail', async () => {
    await env.DB.prepare("insert into namespaces (project, name, retention_days, created_at) values (?, 'n', 0, 0)")
      .bind(gone)
      .run();
    expect((await waysIn(await make([gone]))).length).toBeGreaterThanOrEqual(7);
  });

  it.each(['client', 'access'])('of type %s grants nothing, also once the project is made again', async (type) => {
    const token = await make([gone], { type });
    await detach();
    await makeAgain();
    expect(await waysIn(token)).toEqual([]);
    for (let run = 0; run < 3; run += 1) await nextMinuteCron(world.test);
    expect(await waysIn(token)).toEqual([]);
    expect(await waysIn(token, fresh())).toEqual([]);
  });

  it('still tells its holder what it is, and says that it is for no project', async () => {
    const token = await make([gone]);
    await detach();
    const self = await world.test.call('GET', '/v1/tokens/self', { token: token.secret });
    expect(await self.json()).toMatchObject({ projects: [] });
  });

  it('is not widened by a refresh, nor by new grants', async () => {
    const token = await make([gone]);
    await detach();
    await makeAgain();
    const refreshed = await world.test.call('POST', '/v1/tokens/self/refresh', { token: token.secret });
    const { secret } = await refreshed.json<{ secret: string }>();
    expect(secret).toMatch(/^\[\]:staging\.jtn_/);
    const grants = [{ resource: 'namespace', name: 'n', actions: ['read'] }];
    const patched = await world.test.call('PATCH', `/v1/tokens/${token.id}`, { token: world.admin, json: { grants } });
    expect(await outcome(patched)).toBe('400 invalid_request');
    await world.test.call('PATCH', `/v1/tokens/${token.id}`, { token: world.admin, json: { grants: GRANTS } });
    expect(await waysIn({ ...token, secret })).toEqual([]);
  });

  it('is seen by those who see all tokens, and by nobody of the new project', async () => {
    const token = await make([gone]);
    await detach();
    await makeAgain();
    const owner = await person(world, { members: { [gone]: 'owner' } });
    const show = async (by: string) => outcome(await world.test.call('GET', `/v1/tokens/${token.id}`, { token: by }));
    expect(await show(owner.token)).toBe('404 not_found');
    expect(await show(world.admin)).toBe('200');
    const list = await world.test.call('GET', `/v1/tokens?project=${gone}`, { token: owner.token });
    expect(JSON.stringify(await list.json())).not.toContain(token.id);
  });

  it('keeps what its other projects give, no more', async () => {
    const token = await make([gone, stays]);
    await detach();
    await makeAgain();
    expect((await waysIn(token)).filter((way) => way.includes(gone))).toEqual([]);
    const list = await world.test.call('GET', `/v1/projects/${stays}/namespaces/n/items`, { token: token.secret });
    expect(await outcome(list)).toBe('200');
  });
});

function fresh(): TestApp {
  const app = createTestApp();
  app.nowMs = world.test.nowMs;
  return app;
}

describe('edge copies from before', () => {
  const BOUND_MS = 10_000;
  const FEEDLESS = { changes: [], windowStart: 0, full: false, imports: false };

  async function afterwards(feed: boolean): Promise<string[]> {
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    if (!feed) far.services = { ...far.services, changes: { ...far.services.changes, read: async () => FEEDLESS } };
    const token = await make([gone]);
    far.nowMs = world.test.nowMs;
    kv.state.mode = 'frozen';
    expect((await waysIn(token, far)).length).toBeGreaterThan(0);
    await detach();
    await makeAgain();
    far.nowMs += BOUND_MS + 1;
    return waysIn(token, far);
  }

  it('open nothing within the bound, with KV frozen', async () => {
    expect(await afterwards(true)).toEqual([]);
  });

  it('would without the feed, so the test above can fail', async () => {
    expect((await afterwards(false)).length).toBeGreaterThan(0);
  });

  it('are all replaced in KV by the cron', async () => {
    await make([gone]);
    await make([gone, stays]);
    const naming = async () => {
      const copies = Object.values(await dumpKv()).map((copy) => JSON.parse(copy));
      return copies.filter(({ projects }) => projects?.includes(gone)).length;
    };
    expect(await naming()).toBe(2);
    await detach();
    for (let run = 0; run < 3; run += 1) await nextMinuteCron(world.test);
    expect(await naming()).toBe(0);
  });
});
