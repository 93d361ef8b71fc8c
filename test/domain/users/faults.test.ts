import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { createTestApp, makeToken, outcome, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { addRole, addToGroup, person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let calm: World;

beforeAll(async () => {
  calm = await createWorld();
  await addProject('web');
  await addRole('spare', []);
});

type Person = { id: string; secrets: string[] };

async function settled(): Promise<Person> {
  const { id, token } = await person(calm, { role: 'viewer', members: { web: 'member' } });
  await addToGroup('marketing', id);
  const body = { type: 'client', owner: id, project: 'web', environments: ['staging'] };
  const { secret } = await makeToken(calm.test, calm.admin, body);
  return { id, secrets: [token, secret] };
}

/** The same request at a place of its own, with storage that the test breaks. */
function appOver(bindings: ReturnType<typeof failingStorage>['bindings'] | undefined): TestApp {
  const app = createTestApp(bindings);
  app.nowMs = calm.test.nowMs;
  return app;
}

const use = async (token: string) => outcome(await appOver(undefined).call('GET', '/v1/tokens/self', { token }));

/** How many rows still speak of a person; the trail is no such row. */
async function traces(id: string): Promise<Record<string, number>> {
  const key = parseId('usr', id);
  const row = await env.DB.prepare(
    `select (select count(*) from users where id = ?1) as users,
       (select count(*) from members where user_id = ?1) as members,
       (select count(*) from group_members where user_id = ?1) as groups,
       (select count(*) from tokens where owner_id = ?1) as tokens,
       (select count(*) from tokens where owner_id = ?1 and revoked_at is null) as alive,
       (select count(*) from events where target = ?2 and action = 'user.deleted') as removals`,
  )
    .bind(key, id)
    .first<Record<string, number>>();
  return row ?? {};
}

const WHOLE = { users: 1, members: 1, groups: 1, tokens: 2, alive: 2, removals: 0 };
const GONE = { users: 0, members: 0, groups: 0, tokens: 0, alive: 0, removals: 1 };

/** Runs an operation with storage failing at its n-th call for n = 1, 2, … until it needs no more; returns how many. */
async function crashEverywhere(
  late: boolean,
  operation: (app: TestApp, id: string) => Promise<Response>,
  check: (one: Person, answer: string) => Promise<void>,
) {
  for (let n = 1; ; n += 1) {
    const one = await settled();
    const { bindings, state } = failingStorage(n, { late });
    const answer = await outcome(await operation(appOver(bindings), one.id));
    expect(answer).toMatch(/^(20\d|503 unavailable)$/);
    await check(one, answer);
    await nextMinuteCron(calm.test);
    await nextMinuteCron(calm.test);
    const owed = await env.DB.prepare('select count(*) as n from outbox').first();
    expect(owed).toEqual({ n: 0 });
    if (state.calls < n) return n - 1;
  }
}

describe.each([
  { when: 'before', late: false },
  { when: 'after', late: true },
])('storage that fails just $when any call', ({ late }) => {
  it('of a removal leaves the person whole or gone, and said so is so; asked again they are gone', async () => {
    const remove = (app: TestApp, id: string) => app.call('DELETE', `/v1/users/${id}`, { token: calm.admin });
    const crashes = await crashEverywhere(late, remove, async ({ id, secrets }, answer) => {
      const left = await traces(id);
      expect([WHOLE, GONE]).toContainEqual(left);
      if (answer === '204') expect(left).toEqual(GONE);
      const refused = left.users === 0 ? '401 token_revoked' : '200';
      expect(await Promise.all(secrets.map(use))).toEqual([refused, refused]);
      expect(await outcome(await remove(appOver(undefined), id))).toMatch(/^(204|404 not_found)$/);
      expect(await traces(id)).toEqual(GONE);
      await nextMinuteCron(calm.test);
      await nextMinuteCron(calm.test);
      await expectCopiesRevoked(secrets);
    });
    expect(crashes).toBeGreaterThanOrEqual(4);
  }, 120_000);

  it('of a disabling stops all tokens or none, and never says it did what it did not', async () => {
    const disable = (app: TestApp, id: string) =>
      app.call('PATCH', `/v1/users/${id}`, { token: calm.admin, json: { enabled: false } });
    const crashes = await crashEverywhere(late, disable, async ({ id, secrets }, answer) => {
      const [first, second] = await Promise.all(secrets.map(use));
      expect(first).toBe(second);
      expect(['200', '401 token_disabled']).toContain(first);
      if (answer === '200') expect(first).toBe('401 token_disabled');
      const row = env.DB.prepare("select count(*) as n from events where target = ? and action = 'user.updated'");
      expect(await row.bind(id).first()).toEqual({ n: first === '200' ? 0 : 1 });
    });
    expect(crashes).toBeGreaterThanOrEqual(4);
  }, 120_000);
});

/** What KV holds of these secrets lets nobody in, whoever reads it. */
async function expectCopiesRevoked(secrets: readonly string[]): Promise<void> {
  for (const secret of secrets) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const copy = await env.EDGE.get<TokenCopy>(`t:${hex}`, 'json');
    expect(copy?.revokedAt).not.toBeNull();
    expect(copy?.owner).toBeNull();
  }
}
