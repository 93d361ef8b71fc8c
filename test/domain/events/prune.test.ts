import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pruneEvents } from '../../../src/domain/events/prune.ts';
import { verifyEvents } from '../../../src/domain/events/verify.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { failingStorage } from '../../support/watched-storage.ts';
import {
  addAll,
  addEvents,
  COLUMNS,
  evt,
  faultOf,
  insertOf,
  restore,
  type Snapshot,
  sampleEvent,
  sealAll,
  takeSnapshot,
  tamper,
  verifyAll,
} from './trail.ts';

const DAY = 86_400;
const START = 2_000_000_000;
/** Rows 1 to 40 a day apart, chained, and two that are not yet. */
const ROWS = 40;
const NOW_MS = (START + ROWS * DAY) * 1000;
let test: TestApp;
let snapshot: Snapshot;

beforeAll(async () => {
  test = createTestApp();
  await addAll(
    test,
    Array.from({ length: ROWS }, (_, n) => sampleEvent(n, { at: START + n * DAY })),
  );
  await sealAll(test);
  await addEvents(test, 2, { at: START + ROWS * DAY });
  snapshot = await takeSnapshot();
});

beforeEach(async () => {
  await restore(snapshot);
});

const prune = (retentionDays: number, app = test) =>
  pruneEvents({ events: app.services.events, nowMs: NOW_MS, retentionDays });
const firstId = () => env.DB.prepare('select min(id) as id from events').first<number>('id');
const marks = async () =>
  (await env.DB.prepare(`select after from events where action = 'events.pruned'`).all<{ after: string }>()).results;

describe('pruning', () => {
  it('deletes what is past its retention, and tells so in one row', async () => {
    expect(await prune(30)).toEqual({ pruned: 10, more: false });
    expect(await firstId()).toBe(11);
    expect((await marks()).map(({ after }) => JSON.parse(after).through)).toEqual([10]);
    const row = await env.DB.prepare(`select actor, target from events where action = 'events.pruned'`).first();
    expect(row).toEqual({ actor: 'sweep', target: 'events' });
    expect(await verifyAll(test)).toMatchObject({ checked: 33, fault: null });
    await sealAll(test);
    expect(await verifyAll(test)).toMatchObject({ unsealed: 0, fault: null });
  });

  it('leaves no row of its own when there is nothing to prune', async () => {
    expect(await prune(60)).toEqual({ pruned: 0, more: false });
    expect(await marks()).toEqual([]);
  });

  it('keeps the last row of the chain, to which the next is chained, and all that is not chained yet', async () => {
    expect(await prune(-10)).toEqual({ pruned: ROWS - 1, more: false });
    expect(await firstId()).toBe(ROWS);
    expect(await faultOf(test)).toBeNull();
    await sealAll(test);
    expect(await verifyAll(test)).toMatchObject({ unsealed: 0, fault: null });
  });

  it('leaves no hole where the clock of one Worker was ahead of another’s', async () => {
    await tamper('delete from events');
    await tamper(`update sqlite_sequence set seq = 0 where name = 'events'`);
    await env.EDGE.delete('audit-head');
    const days = [0, 1, 39, 2, 3, 39, 39];
    await addAll(
      test,
      days.map((day, n) => sampleEvent(n, { at: START + day * DAY })),
    );
    await sealAll(test);
    expect(await prune(30)).toEqual({ pruned: 2, more: false });
    expect(await firstId()).toBe(3);
    expect(await faultOf(test)).toBeNull();
  });

  it('is done in bounded runs, with a row each', async () => {
    await tamper('delete from events');
    await tamper(`update sqlite_sequence set seq = 0 where name = 'events'`);
    await tamper(`insert into events (at, actor, action, target, request_id, previous_hash, hash)
      select 1, 'a', 'b', 'c', value, x'00', x'00' from (with recursive n(value) as (select 1 union all select value + 1 from n where value < 41500) select value from n)`);
    expect(await prune(30)).toEqual({ pruned: 40_000, more: true });
    expect(await prune(30)).toEqual({ pruned: 1_499, more: false });
    expect((await marks()).map(({ after }) => JSON.parse(after).through)).toEqual([40_000, 41_499]);
  });

  it('twice at once: no row is told of twice, and the trail checks', async () => {
    const both = await Promise.all([prune(30), prune(30)]);
    expect(both.map(({ pruned }) => pruned).toSorted()).toEqual([0, 10]);
    expect(await marks()).toHaveLength(1);
    expect(await faultOf(test)).toBeNull();
  });

  it('a second run goes on from where the first ended', async () => {
    await prune(30);
    await sealAll(test);
    expect(await prune(20)).toEqual({ pruned: 10, more: false });
    await sealAll(test);
    expect(await verifyAll(test)).toMatchObject({ unsealed: 0, fault: null });
    expect(await marks()).toHaveLength(2);
  });
});

describe('what is removed under the cover of pruning', () => {
  it('one row more than was told is found, before it is sealed and after', async () => {
    await prune(30);
    await tamper('delete from events where id = 11');
    expect(await faultOf(test)).toBe(`removed ${evt(1)}`);
    await sealAll(test);
    expect(await faultOf(test)).toBe(`removed ${evt(1)}`);
  });

  it('rows are not taken for pruned on the word of somebody else', async () => {
    await tamper('delete from events where id <= 10');
    const row = Object.fromEntries(COLUMNS.map((name) => [name, 'null'])) as Parameters<typeof insertOf>[0];
    const texts = { actor: `'sweep'`, action: `'events.pruned'`, target: `'events'`, request_id: `'sweep'` };
    const after = `'{"through":10,"olderThan":2000000000}'`;
    await tamper(insertOf({ ...row, ...texts, id: String(ROWS + 3), at: String(NOW_MS / 1000), after }));
    expect(await faultOf(test)).toBe(`removed ${evt(1)}`);
  });

  it('a pruned row that comes back is a copy', async () => {
    const old = snapshot.rows[4];
    if (!old) throw new Error('no row');
    await prune(30);
    await tamper(insertOf({ ...old, id: String(ROWS + 4), previous_hash: 'null', hash: 'null' }));
    expect(await faultOf(test)).toBe(`inserted ${evt(ROWS + 4)}`);
    await sealAll(test);
    expect(await faultOf(test)).toBe(`inserted ${evt(ROWS + 4)}`);
    const rest = await verifyEvents(test.services, { after: evt(ROWS + 3) });
    expect(rest).toMatchObject({ ok: true, value: { fault: { id: evt(ROWS + 4), what: 'inserted' } } });
  });
});

describe.each([{ late: false }, { late: true }])(
  'a crash at any storage call of pruning ($late: after it)',
  ({ late }) => {
    it('is never an alarm, and the next run makes it good', async () => {
      await fill();
      const filled = await takeSnapshot();
      let crashes = 0;
      for (let n = 1; ; n += 1) {
        await restore(filled);
        const { bindings } = failingStorage(n, { late });
        const failed = await prune(30, createTestApp(bindings)).then(
          () => false,
          () => true,
        );
        expect(await faultOf(test), `crash at call ${n}`).toBeNull();
        const rest = await prune(30);
        expect(rest.more).toBe(false);
        expect(await firstId()).toBe(FILLED + 1);
        expect(await faultOf(test)).toBeNull();
        if (!failed) break;
        crashes += 1;
      }
      // Once to look, and three chunks.
      expect(crashes).toBe(4);
    }, 60_000);
  },
);

const FILLED = 2_100;

/** A trail of three chunks to prune and one row to keep, signed and sealed by the product itself. */
async function fill(): Promise<void> {
  await tamper('delete from events');
  await tamper(`update sqlite_sequence set seq = 0 where name = 'events'`);
  await env.EDGE.delete('audit-head');
  await addEvents(test, FILLED, { at: START });
  await addEvents(test, 2, { at: START + ROWS * DAY });
  await sealAll(test);
}

describe('a check that runs while the trail is pruned', () => {
  it('raises no false alarm', async () => {
    await fill();
    const { readChain } = test.services.events;
    // Pages of 500 rows, and the whole of the pruning between the first two.
    let pages = 0;
    const events: typeof test.services.events = {
      ...test.services.events,
      readChain: async (after) => {
        pages += 1;
        if (pages === 2) expect(await prune(30)).toMatchObject({ pruned: FILLED });
        return readChain(after, 500);
      },
    };
    expect(await verifyEvents({ ...test.services, events }, {})).toMatchObject({ ok: true, value: { fault: null } });
    expect(pages).toBeGreaterThan(2);
  }, 60_000);
});
