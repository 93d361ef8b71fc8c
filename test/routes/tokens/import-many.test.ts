import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/crypto/digest.ts';
import { toHex } from '../../../src/crypto/hex.ts';
import { randomHex } from '../../../src/crypto/random.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { importRows } from '../../support/import.ts';
import { person } from '../../support/people.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject, addUser } from '../../support/route-contract.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';

const storage = recordStorage();
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp(storage.bindings);
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
});

const PLACE = { project: 'web', environments: ['production'] };
const row = (at: number, fields: object = {}) => ({
  type: 'client',
  name: `old ${at}`,
  ...PLACE,
  secret: randomHex(16),
  ...fields,
});
const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token });

/** D1 counts the statements of a batch one by one. */
function statements(): number {
  return storage.calls
    .filter(({ binding }) => binding === 'DB')
    .reduce((sum, { sql }) => sum + sql.split(';\n').length, 0);
}

describe('a thousand rows in one call', () => {
  /** Every tenth row is bad, each in another way. */
  const BAD = [
    { expires: '2020-01-01' },
    { project: 'none' },
    { secret: 'short' },
    { type: 'admin' },
    { grants: [{ resource: 'namespace', name: 'none', actions: ['read'] }] },
  ];

  it('are imported by some dozens of D1 queries, a bad row every tenth losing none of the others', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) =>
      row(at, at % 10 === 9 ? BAD[((at - 9) / 10) % BAD.length] : {}),
    );
    // Not in the millisecond of the admin token, whose id could be in the way.
    test.nowMs += 20_000;
    storage.reset();
    test.settles = false;
    const { results, ...counts } = await importRows(test, admin, rows);
    test.settles = true;
    expect(counts).toEqual({ imported: 900, exists: 0, refused: 100 });
    expect(results.filter(({ status }) => status === 'refused').map(({ row: at }) => at % 10)).toEqual(
      Array(100).fill(9),
    );
    expect(statements()).toBeLessThan(50);
    const ids = results.flatMap(({ id }) => id ?? []);
    // In the order of the file, which is that of creation.
    expect(ids).toEqual([...new Set(ids)].sort());

    test.nowMs += 20_000;
    storage.reset();
    const again = await importRows(test, admin, rows);
    expect(again).toMatchObject({ imported: 0, exists: 900, refused: 100 });
    expect(again.results.flatMap(({ id }) => id ?? [])).toEqual(ids);
  }, 60_000);

  it('take no more queries from a member, nor for people and namespaces by the hundred', async () => {
    test.nowMs += 20_000;
    const owners = await Promise.all(Array.from({ length: 150 }, () => addUser('none')));
    const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
    const member = await person({ test, admin, kvWrites: () => 0 }, { members: { web: 'member' } });
    const administrator = await person({ test, admin, kvWrites: () => 0 }, { role: 'token_admin' });
    const many = Array.from({ length: 300 }, (_, at) =>
      row(at, { grants: [...grants, { resource: 'bucket', name: `b${at}`, actions: ['read'] }] }),
    );
    const personal = owners.map((owner) => ({ type: 'personal', name: 'p', owner, secret: randomHex(16) }));
    for (const [token, rows] of [
      [member.token, many],
      [administrator.token, personal],
    ] as const) {
      test.nowMs += 20_000;
      storage.reset();
      test.settles = false;
      expect((await importRows(test, token, rows)).imported).toBe(rows.length);
      test.settles = true;
      expect(statements()).toBeLessThan(50);
    }
  }, 60_000);

  it('as large as the call may be fit into what D1 takes', async () => {
    test.nowMs += 20_000;
    const grants = Array.from({ length: 25 }, (_, at) => ({
      resource: 'bucket',
      name: `${at}${'n'.repeat(100)}`,
      actions: ['read'],
    }));
    const rows = Array.from({ length: 800 }, (_, at) => row(at, { grants, description: '✓'.repeat(250) }));
    expect(JSON.stringify({ tokens: rows }).length).toBeGreaterThan(3_000_000);
    expect((await importRows(test, admin, rows)).imported).toBe(800);
  }, 60_000);

  it('reach KV by the queue, and a copy of each is right', async () => {
    const secrets = Array.from({ length: 200 }, () => randomHex(16));
    test.nowMs += 20_000;
    const app = createTestApp();
    app.nowMs = test.nowMs;
    await importRows(
      app,
      admin,
      secrets.map((secret, at) => row(at, { secret })),
    );
    await drainQueue(app);
    const copies = await Promise.all(secrets.map((secret) => env.EDGE.get(`t:${toHex(sha256(secret))}`)));
    expect(copies.filter((copy) => copy === null)).toEqual([]);
  }, 60_000);
});

/** What is there of strings: each token with its one secret, its audit row, its facets. */
async function remains(secrets: readonly string[]) {
  const { results } = await env.DB.prepare(
    `select t.id,
       (select count(*) from secrets x where x.token_id = t.id and x.imported = 1) as secrets,
       (select count(*) from token_facets f where f.token_id = t.id) as facets,
       (select count(*) from events e where e.action = 'token.imported' and json_extract(e.after, '$.name') = t.name) as audited
     from secrets s join tokens t on t.id = s.token_id
     where s.digest in (select unhex(value) from json_each(?))`,
  )
    .bind(JSON.stringify(secrets.map((secret) => toHex(sha256(secret)))))
    .all<{ id: number; secrets: number; facets: number; audited: number }>();
  return results;
}

describe.each([
  { when: 'before', late: false },
  { when: 'after', late: true },
])('storage that fails just $when any call of an import', ({ late }) => {
  it('leaves nothing half-made; the same call again brings in what is missing, each token once', async () => {
    const seen = new Set<number>();
    for (let n = 1; ; n += 1) {
      test.nowMs += 100_000;
      // More than go into one batch.
      const rows = Array.from({ length: 260 }, (_, at) => row(at, { name: `${late} ${n} ${at}` }));
      const secrets = rows.map(({ secret }) => secret);
      const { bindings, state } = failingStorage(n, { late });
      const app = createTestApp(bindings);
      app.nowMs = test.nowMs;
      const answer = await app.call('POST', '/v1/tokens/import', { token: admin, json: { tokens: rows } });
      expect(await outcome(answer)).toMatch(/^(200|503 unavailable)$/);
      const left = await remains(secrets);
      for (const { id: _, ...parts } of left) expect(parts).toEqual({ secrets: 1, facets: 2, audited: 1 });
      seen.add(left.length);
      const again = await importRows(test, admin, rows);
      expect(again).toMatchObject({ imported: 260 - left.length, exists: left.length, refused: 0 });
      expect(await remains(secrets)).toHaveLength(260);
      expect(await outcome(await self(test, secrets[259] ?? ''))).toBe('200');
      if (state.calls < n) break;
    }
    expect(seen).toEqual(new Set([0, 250, 260]));
  }, 120_000);
});

it('a name that goes, or a string that is taken, while the rows are on their way spoils no other row', async () => {
  test.nowMs += 100_000;
  await addProject('going');
  const rows = [row(0), row(1, { project: 'going' }), row(2), row(3)];
  const app = createTestApp();
  app.nowMs = test.nowMs;
  const { tokens } = app.services;
  let raced = false;
  app.services = {
    ...app.services,
    tokens: {
      ...tokens,
      import: async (...args) => {
        if (!raced) {
          raced = true;
          await env.DB.prepare(`delete from projects where id = 'going'`).run();
          test.nowMs += 5;
          await importRows(test, admin, [rows[2] ?? {}]);
        }
        return tokens.import(...args);
      },
    },
  };
  const { results } = await importRows(app, admin, rows);
  expect(results.map(({ status }) => status)).toEqual(['imported', 'refused', 'exists', 'imported']);
  expect(results[1]?.detail).toContain('project going does not exist');
});
