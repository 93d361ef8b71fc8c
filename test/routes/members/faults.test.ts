import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { addProject, addUser } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let calm: TestApp;
let admin = '';
let rounds = 0;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
});

/** What D1 holds of a membership: its row, its live master tokens, and the audit rows of both. */
async function held(project: string, user: string) {
  const row = await env.DB.prepare(
    `select (select count(*) from members where project = ?1 and user_id = ?2) as members,
       (select count(*) from tokens where type = 'master' and owner_id = ?2 and revoked_at is null) as live,
       (select count(*) from tokens where type = 'master' and owner_id = ?2) as made,
       (select count(*) from events where project = ?1 and action = 'member.added') as added,
       (select count(*) from events where project = ?1 and action = 'member.removed') as removed,
       (select count(*) from events where project = ?1 and action = 'token.created') as created,
       (select count(*) from events where project = ?1 and action = 'token.revoked') as revoked,
       (select count(*) from outbox) as owed`,
  )
    .bind(project, parseId('usr', user))
    .first<Record<string, number>>();
  if (!row) throw new Error('no row');
  return row;
}

type Operation = { prepare: boolean; run: (app: TestApp, path: string) => Promise<Response> };

const OPERATIONS: Record<string, Operation> = {
  PUT: { prepare: false, run: (app, path) => app.call('PUT', path, { token: admin, json: { role: 'member' } }) },
  DELETE: { prepare: true, run: (app, path) => app.call('DELETE', path, { token: admin }) },
};

/** Crashes an operation at its n-th storage call for n = 1, 2, … until it needs no more; looks at what is left. */
async function crashEverywhere(late: boolean, { prepare, run }: Operation): Promise<number> {
  for (let n = 1; ; n += 1) {
    rounds += 1;
    const project = `round${rounds}`;
    await addProject(project);
    const user = await addUser('none');
    const path = `/v1/projects/${project}/members/${user}`;
    if (prepare) await calm.call('PUT', path, { token: admin, json: { role: 'member' } });
    const { bindings, state } = failingStorage(n, { late });
    const app = createTestApp(bindings);
    app.nowMs = calm.nowMs;
    expect(await outcome(await run(app, path))).toMatch(/^(20[04]|503 unavailable)$/);
    for (let cron = 0; cron < 3; cron += 1) await nextMinuteCron(calm);
    const { members, live, made = 0, added, removed, created, revoked, owed } = await held(project, user);
    expect([members, added, created, owed]).toEqual([live, made, made, 0]);
    expect([removed, revoked]).toEqual([made - (live ?? 0), made - (live ?? 0)]);
    // Whoever repeats it after a lost answer ends where they wanted to be.
    expect(await outcome(await run(calm, path))).toMatch(/^(20[04]|404 not_found)$/);
    expect(await held(project, user)).toMatchObject(prepare ? { members: 0, live: 0 } : { members: 1, live: 1 });
    if (state.calls < n) return n - 1;
  }
}

describe.each([
  { when: 'before', late: false },
  { when: 'after', late: true },
])('a crash just $when any storage call', ({ late }) => {
  it.each(Object.keys(OPERATIONS))(
    'of %s …/members/{user} leaves membership, master token and audit rows together or not at all',
    async (name) => {
      const operation = OPERATIONS[name];
      if (!operation) throw new Error('no such operation');
      expect(await crashEverywhere(late, operation)).toBeGreaterThanOrEqual(4);
    },
    120_000,
  );
});
