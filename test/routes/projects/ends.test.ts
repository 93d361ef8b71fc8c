import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, makeToken, outcome, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let world: World;
let rounds = 0;
let gone = '';

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  rounds += 1;
  gone = `gone${rounds}`;
  await addProject(gone);
});

const detach = (test: TestApp, project: string) =>
  test.call('DELETE', `/v1/projects/${project}?detach=true`, { token: world.admin });

describe('memberships of a deleted project', () => {
  it('do not keep it, and go with it, along with their master tokens', async () => {
    const { id, token } = await person(world);
    await world.test.call('PUT', `/v1/projects/${gone}/members/${id}`, { token: world.admin, json: { role: 'owner' } });
    const list = await world.test.call('GET', '/v1/tokens?type=master', { token });
    const master = (await list.json<{ items: Token[] }>()).items[0];
    const refreshed = await world.test.call('POST', `/v1/tokens/${master?.id}/refresh`, { token });
    const { secret } = await refreshed.json<{ secret: string }>();
    const far = createTestApp();
    far.nowMs = world.test.nowMs;
    expect(await outcome(await far.call('GET', `/v1/projects/${gone}`, { token: secret }))).toBe('200');
    const deleted = await world.test.call('DELETE', `/v1/projects/${gone}`, { token: world.admin });
    expect(await outcome(deleted)).toBe('204');
    await addProject(gone);
    far.nowMs += 10_001;
    const asked = (by: string) => far.call('GET', `/v1/projects/${gone}`, { token: by }).then(outcome);
    expect([await asked(secret), await asked(token)]).toEqual(['401 token_revoked', '404 not_found']);
    const shown = await world.test.call('GET', `/v1/tokens/${master?.id}`, { token: world.admin });
    expect(await shown.json()).toMatchObject({ status: 'revoked', revocationReason: 'affiliation_changed' });
    const events = env.DB.prepare("select after from events where project = ? and action = 'tokens.revoked'");
    expect(await events.bind(gone).first('after')).toContain('"type":"master"');
  });

  it('that are made while it is deleted keep it, and nothing is half done', async () => {
    for (let round = 0; round < 8; round += 1) {
      const project = `${gone}-${round}`;
      await addProject(project);
      const { id } = await person(world);
      await Promise.all([
        detach(world.test, project),
        world.test.call('PUT', `/v1/projects/${project}/members/${id}`, {
          token: world.admin,
          json: { role: 'member' },
        }),
      ]);
      const left = await env.DB.prepare(
        `select (select count(*) from projects where id = ?1) as projects,
           (select count(*) from members where project = ?1) as members,
           (select count(*) from tokens where type = 'master' and projects = ?2 and revoked_at is null) as masters`,
      )
        .bind(project, JSON.stringify([project]))
        .first<Record<string, number>>();
      expect(left?.masters).toBe(left?.members);
      expect(left?.members).toBeLessThanOrEqual(left?.projects ?? -1);
    }
  });
});

describe.each([
  { when: 'before', late: false },
  { when: 'after', late: true },
])('a crash just $when any storage call of a detachment', ({ late }) => {
  it('leaves project, members and tokens as they were, or all of it done', async () => {
    let crashes = 0;
    for (let n = 1; ; n += 1) {
      const project = `${gone}-${n}`;
      await addProject(project);
      const { id } = await person(world);
      const json = { role: 'member' };
      await world.test.call('PUT', `/v1/projects/${project}/members/${id}`, { token: world.admin, json });
      const body = { type: 'client', project, environments: ['staging'] };
      const token = await makeToken(world.test, world.admin, body);
      const { bindings, state } = failingStorage(n, { late });
      const app = createTestApp(bindings);
      app.nowMs = world.test.nowMs;
      expect(await outcome(await detach(app, project))).toMatch(/^(204|503 unavailable)$/);
      for (let run = 0; run < 2; run += 1) await nextMinuteCron(world.test);
      const left = await env.DB.prepare(
        `select (select count(*) from projects where id = ?1) as projects,
           (select count(*) from members where project = ?1) as members,
           (select count(*) from tokens where type = 'master' and projects = ?2 and revoked_at is null) as masters,
           (select count(*) from events where project = ?1 and action = 'project.deleted') as audited,
           (select count(*) from outbox) as owed`,
      )
        .bind(project, JSON.stringify([project]))
        .first<Record<string, number>>();
      const there = left?.projects ?? -1;
      expect(left).toEqual({ projects: there, members: there, masters: there, audited: 1 - there, owed: 0 });
      const shown = await world.test.call('GET', `/v1/tokens/${token.id}`, { token: world.admin });
      expect((await shown.json<Token>()).projects).toEqual(there === 1 ? [project] : []);
      if (state.calls < n) break;
      crashes += 1;
    }
    expect(crashes).toBeGreaterThanOrEqual(4);
  }, 120_000);
});
