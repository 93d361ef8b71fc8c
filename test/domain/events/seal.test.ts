import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealChunk, sealEvents } from '../../../src/domain/events/seal.ts';
import { verifyEvents } from '../../../src/domain/events/verify.ts';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../../support/app.ts';
import { failingStorage, recordStorage } from '../../support/watched-storage.ts';
import { addEvents, evt, faultOf, restore, type Snapshot, sealAll, takeSnapshot, tamper, verifyAll } from './trail.ts';

let test: TestApp;
let admin: string;
let snapshot: Snapshot;

beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  await sealAll(test);
  await addEvents(test, 30);
  snapshot = await takeSnapshot();
});

beforeEach(async () => {
  await restore(snapshot);
});

const hashes = async () =>
  (await env.DB.prepare('select id, hex(hash) as hash, hex(previous_hash) as previous from events order by id').all())
    .results;

describe('sealing', () => {
  it('chains every row, and is done when none is left', async () => {
    expect(await sealEvents(test.services)).toEqual({ sealed: 30, more: false });
    expect(await sealEvents(test.services)).toEqual({ sealed: 0, more: false });
    const clean = await verifyAll(test);
    expect(clean).toMatchObject({ checked: 32, unsealed: 0, fault: null });
    expect(clean.head?.id).toBe(evt(32));
  });

  it('two sealers at once, or a dozen, leave what one would have left', async () => {
    await sealAll(test);
    const alone = await hashes();
    await restore(snapshot);
    const all = await Promise.all(Array.from({ length: 12 }, () => sealEvents(test.services)));
    expect(all.reduce((sum, { sealed }) => sum + sealed, 0)).toBe(30);
    expect(await hashes()).toEqual(alone);
    expect(await faultOf(test)).toBeNull();
  });

  it('two sealers under two root keys leave one chain: who looked before the other wrote writes nothing', async () => {
    const next = createTestApp({ ROOT_KEY: '99'.repeat(32), ROOT_KEY_PREVIOUS: env.ROOT_KEY });
    const seen = await next.services.events.findUnsealed(10);
    const sealing = (app: TestApp, rows: typeof seen.rows) =>
      sealChunk({
        events: { ...app.services.events, findUnsealed: async () => ({ ...seen, rows }) },
        keyring: app.services.keyring,
      });
    expect(await sealing(test, seen.rows.slice(0, 5))).toEqual({ found: 5, sealed: 5 });
    expect(await sealing(next, seen.rows)).toEqual({ found: 10, sealed: 0 });
    await sealAll(next);
    expect(await verifyAll(next)).toMatchObject({ unsealed: 0, fault: null });
  });

  it('writes a chunk in one statement, however many rows', async () => {
    const { bindings, calls } = recordStorage();
    const watched = createTestApp(bindings);
    expect(await sealChunk(watched.services)).toEqual({ found: 30, sealed: 30 });
    expect(calls.filter(({ sql }) => /^update/i.test(sql))).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it('is done in bounded runs', async () => {
    await tamper(`insert into events (at, actor, action, target, request_id)
      select 1, 'a', 'b', 'c', value from (with recursive n(value) as (select 1 union all select value + 1 from n where value < 11000) select value from n)`);
    expect(await sealEvents(test.services)).toEqual({ sealed: 10_000, more: true });
    expect(await sealEvents(test.services)).toEqual({ sealed: 1_030, more: false });
  });

  it('what a change of a token leaves is chained behind its answer, without a word to KV', async () => {
    const before = await env.EDGE.get('audit-head');
    await makeToken(test, admin, { type: 'admin' });
    expect(await verifyAll(test)).toMatchObject({ unsealed: 0, fault: null });
    expect(await env.EDGE.get('audit-head')).toBe(before);
  });
});

describe.each([{ late: false }, { late: true }])(
  'a crash at any storage call of sealing ($late: after it)',
  ({ late }) => {
    it('leaves a trail that checks, and the next run makes it whole', async () => {
      let crashes = 0;
      for (let n = 1; ; n += 1) {
        await restore(snapshot);
        const { bindings, state } = failingStorage(n, { late });
        const failed = await sealEvents(createTestApp(bindings).services).then(
          () => false,
          () => true,
        );
        expect(await faultOf(test)).toBeNull();
        await sealAll(test);
        expect(await verifyAll(test)).toMatchObject({ unsealed: 0, fault: null });
        expect(JSON.parse((await env.EDGE.get('audit-head')) ?? '')).toMatchObject({ id: 32 });
        expect(failed).toBe(state.calls >= n);
        if (!failed) break;
        crashes += 1;
      }
      expect(crashes).toBeGreaterThanOrEqual(6);
    });
  },
);

describe('the head in KV', () => {
  it('is written once a run, and not when nothing is new', async () => {
    const { bindings, calls } = recordStorage();
    const watched = createTestApp(bindings);
    const writes = () => calls.filter(({ binding, operation }) => binding === 'EDGE' && operation === 'put').length;
    await sealAll(watched);
    expect(writes()).toBe(1);
    await sealAll(watched);
    expect(writes()).toBe(1);
  });

  it('follows what was chained behind answers', async () => {
    await sealChunk(test.services);
    await sealEvents(test.services);
    expect(JSON.parse((await env.EDGE.get('audit-head')) ?? '')).toMatchObject({ id: 32 });
  });

  it('an older one, as another location may see it, is no alarm', async () => {
    await sealAll(test);
    const old = (await env.EDGE.get('audit-head')) ?? '';
    await addEvents(test, 3);
    await sealAll(test);
    await env.EDGE.put('audit-head', old);
    expect(await faultOf(test)).toBeNull();
    await sealAll(test);
    expect(JSON.parse((await env.EDGE.get('audit-head')) ?? '')).toMatchObject({ id: 35 });
  });

  it('does not follow a chain that has lost what it names', async () => {
    await sealAll(test);
    const kept = await env.EDGE.get('audit-head');
    await tamper('delete from events where id > 20');
    await tamper(`update sqlite_sequence set seq = 20 where name = 'events'`);
    await addEvents(test, 20);
    await sealAll(test);
    expect(await env.EDGE.get('audit-head')).toBe(kept);
    expect(await faultOf(test)).toBe(`altered ${evt(32)}`);
  });
});

describe('a check that runs while rows are added and sealed', () => {
  it('raises no false alarm when the sealer overtakes it between two pages', async () => {
    const { readChain } = test.services.events;
    let pages = 0;
    const events: typeof test.services.events = {
      ...test.services.events,
      readChain: async (after) => {
        pages += 1;
        if (pages === 3) await sealAll(test);
        return readChain(after, 6);
      },
    };
    const checked = await verifyEvents({ ...test.services, events }, {});
    expect(checked).toMatchObject({ ok: true, value: { checked: 32, unsealed: 30, fault: null } });
    expect(pages).toBeGreaterThan(4);
  });

  it('raises no false alarm in a crowd', async () => {
    let checks = 0;
    const busy = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await addEvents(test, 3);
        await (n % 3 === 0 ? sealEvents(test.services) : sealChunk(test.services));
      }
    })();
    const done = busy.then(() => true);
    while (!(await Promise.race([done, verifyAll(test).then(({ fault }) => fault)]))) checks += 1;
    expect(await verifyAll(test)).toMatchObject({ fault: null });
    expect(checks).toBeGreaterThan(3);
  });
});
