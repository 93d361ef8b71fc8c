import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import {
  addEvents,
  COLUMNS,
  type Column,
  evt,
  faultOf,
  insertOf,
  type RawRow,
  restore,
  type Snapshot,
  sampleEvent,
  sealAll,
  takeSnapshot,
  tamper,
  verifyAll,
} from './trail.ts';

/** Rows 1 to 3 from before there were signatures, 4 to 20 chained, 21 to 23 signed but not chained yet. */
const UNSIGNED = 3;
const SEALED = 20;
const ALL = 23;
let test: TestApp;
let rows: RawRow[];
let snapshot: Snapshot;

beforeAll(async () => {
  test = createTestApp();
  await addEvents(test, SEALED);
  await tamper('update events set signature = null where id <= ?', UNSIGNED);
  await tamper(`update watermarks set at = ? where name = 'unsigned'`, UNSIGNED);
  await sealAll(test);
  await addEvents(test, ALL - SEALED, { action: 'late' });
  snapshot = await takeSnapshot();
  rows = snapshot.rows;
});

beforeEach(async () => {
  await restore(snapshot);
});

describe('a trail that nobody touched', () => {
  it('is clean, its end told apart from its head', async () => {
    expect(await verifyAll(test)).toMatchObject({ checked: ALL, unsealed: ALL - SEALED, fault: null, next: null });
    expect((await verifyAll(test)).head?.id).toBe(evt(SEALED));
  });

  it('is clean though a name was cut in the middle of a character', async () => {
    await test.services.events.add(
      sampleEvent(1, { userAgent: `${'x'.repeat(255)}\ud83d`, after: { name: '\ud83d' } }),
    );
    expect(await faultOf(test)).toBeNull();
  });

  it('is clean under the next root key while the one before is kept, and told as altered without it', async () => {
    const ROOT_KEY = '99'.repeat(32);
    const next = createTestApp({ ROOT_KEY, ROOT_KEY_PREVIOUS: env.ROOT_KEY });
    await addEvents(next, 2, { action: 'rotated' });
    expect(await faultOf(next)).toBeNull();
    await sealAll(next);
    expect(await verifyAll(next)).toMatchObject({ checked: ALL + 2, unsealed: 0, fault: null });
    expect(await faultOf(createTestApp({ ROOT_KEY }))).toBe(`altered ${evt(1)}`);
  });
});

describe('what is altered', () => {
  const flips = fc.record({
    row: fc.nat(ALL - 1),
    column: fc.constantFrom(...COLUMNS),
    at: fc.nat(400),
    mask: fc.integer({ min: 1, max: 255 }),
  });

  it('any byte of any column of any row: that row is named, or the one after it', async () => {
    let flipped = 0;
    await fc.assert(
      fc.asyncProperty(flips, async ({ row, column, at, mask }) => {
        const raw = rows[row];
        const value = raw ? flip(raw[column], at, mask) : null;
        if (!raw || value === null || rows.some(({ id }) => column === 'id' && id === value)) return;
        const set = (literal: string, id: string) =>
          tamper(`update events set "${column}" = ${literal} where id = ${id}`);
        await set(value, raw.id);
        const { fault } = await verifyAll(test);
        await set(raw[column], column === 'id' ? value : raw.id);
        const named = [evt(row + 1), evt(row + 2), ...(column === 'id' ? [idOf(value)] : [])];
        expect(named, `row ${raw.id}, ${column} = ${value}`).toContain(fault?.id);
        flipped += 1;
      }),
      { numRuns: 700 },
    );
    expect(flipped).toBeGreaterThan(450);
    expect(await faultOf(test)).toBeNull();
  }, 120_000);

  it.each(COLUMNS.filter((column) => column !== 'id'))('%s of any row, to nothing or from nothing', async (column) => {
    for (const raw of rows.filter((each) => each[column] === 'null' || NULLABLE.includes(column))) {
      const value = raw[column] !== 'null' ? 'null' : BYTES.includes(column) ? `x'00'` : `''`;
      await tamper(`update events set "${column}" = ${value} where id = ${raw.id}`);
      expect((await verifyAll(test)).fault?.id, `row ${raw.id}`).toBe(evt(Number(raw.id)));
      await tamper(`update events set "${column}" = ${raw[column]} where id = ${raw.id}`);
    }
  });

  it('a row that was taken out of the chain to be changed', async () => {
    await tamper('update events set actor = ?, hash = null, previous_hash = null where id = 10', 'usr_x');
    expect(await faultOf(test)).toBe(`inserted ${evt(10)}`);
    await sealAll(test);
    expect(await faultOf(test)).toBe(`inserted ${evt(10)}`);
  });

  it('rows whose contents changed places', async () => {
    const columns = COLUMNS.filter((name) => !['id', 'previous_hash', 'hash'].includes(name));
    const [ten, eleven] = [rows[9], rows[10]];
    if (!ten || !eleven) throw new Error('no rows');
    for (const [id, from] of [
      [10, eleven],
      [11, ten],
    ] as const) {
      await tamper(
        `update events set ${columns.map((name) => `"${name}" = ${from[name]}`).join(', ')} where id = ${id}`,
      );
    }
    expect(await faultOf(test)).toBe(`altered ${evt(10)}`);
  });

  it('the watermark of unsigned rows lets nobody write without a signature, nor take one away', async () => {
    await tamper(`update watermarks set at = 1000000 where name = 'unsigned'`);
    await tamper(insertOf(forged(ALL + 1, { signature: 'null' })));
    expect(await faultOf(test)).toBe(`inserted ${evt(ALL + 1)}`);
    await restore(snapshot);
    await tamper('update events set signature = null where id = ?', ALL);
    expect(await faultOf(test)).toBe(`inserted ${evt(ALL)}`);
  });
});

describe('what is removed', () => {
  it('any one row, the first and the last too', async () => {
    for (const { id } of rows) {
      await tamper(`delete from events where id = ${id}`);
      expect(await faultOf(test), `row ${id}`).toBe(`removed ${evt(Number(id))}`);
      await restore(snapshot);
    }
  });

  it('all rows', async () => {
    await tamper('delete from events');
    expect(await faultOf(test)).toBe(`removed ${evt(1)}`);
  });

  it('the end of the chain, ids rewound and new rows in its place, sealed or not', async () => {
    await tamper('delete from events where id >= 15');
    await tamper(`update sqlite_sequence set seq = 14 where name = 'events'`);
    expect(await faultOf(test)).toBe(`removed ${evt(15)}`);
    await addEvents(test, 3, { action: 'new' });
    expect(await faultOf(test)).toBe(`altered ${evt(15)}`);
    await sealAll(test);
    expect(await faultOf(test)).toBe(`removed ${evt(18)}`);
    await addEvents(test, 10, { action: 'newer' });
    await sealAll(test);
    expect(await faultOf(test)).toBe(`altered ${evt(SEALED)}`);
  });

  it('a row, the ids behind it moved up and chained anew', async () => {
    await tamper('delete from events where id = 10');
    await tamper('update events set hash = null, previous_hash = null where id > 10');
    for (let id = 11; id <= ALL; id += 1) await tamper('update events set id = ? where id = ?', id - 1, id);
    await tamper(`update sqlite_sequence set seq = ${ALL - 1} where name = 'events'`);
    expect(await faultOf(test)).toBe(`altered ${evt(10)}`);
    await sealAll(test);
    expect(await faultOf(test)).toBe(`altered ${evt(SEALED)}`);
  });
});

describe('what is inserted', () => {
  const ends: [what: string, row: () => RawRow][] = [
    ['a row of nobody’s making', () => forged(ALL + 1)],
    ['one that pretends to be chained', () => forged(ALL + 1, { previous_hash: ZEROS, hash: ZEROS })],
    ['a copy of an old row, not chained', () => copyOf(5, { previous_hash: 'null', hash: 'null' })],
    ['a copy of a row, with the hash that it had', () => copyOf(15, {})],
    ['a copy of the row before', () => copyOf(ALL, {})],
    ['a row with an id far ahead', () => forged(1_000_000)],
    ['a copy with an id far ahead', () => ({ ...copyOf(8, {}), id: '1000000' })],
    ['a row before the first', () => forged(0)],
    ['a row long before the first', () => ({ ...forged(0), id: '-9000000000000000000' })],
  ];

  it.each(ends)('%s', async (_what, make) => {
    const row = make();
    await tamper(insertOf(row));
    expect(await faultOf(test)).toBe(`inserted ${idOf(row.id)}`);
    // Nor does it pass for genuine once the sealer has come by.
    await sealAll(test);
    expect(await faultOf(test)).toBe(`inserted ${idOf(row.id)}`);
  });

  it('a row between two others, those behind it moved down', async () => {
    for (const make of [() => forged(10), () => ({ ...copyOf(4, {}), id: '10' })]) {
      for (let id = ALL; id >= 10; id -= 1) await tamper('update events set id = ? where id = ?', id + 1, id);
      await tamper(insertOf(make()));
      expect((await verifyAll(test)).fault).toMatchObject({ id: evt(10) });
      await restore(snapshot);
    }
  });
});

describe('a long trail', () => {
  it('is checked in steps that leave nothing out', async () => {
    for (const id of [1, UNSIGNED, UNSIGNED + 1, SEALED - 1, SEALED, ALL - 1]) {
      const { verifyEvents } = await import('../../../src/domain/events/verify.ts');
      const rest = await verifyEvents(test.services, { after: evt(id) });
      expect(rest).toMatchObject({ ok: true, value: { checked: ALL - id, fault: null, next: null } });
      await tamper('update events set actor = ? where id = ?', 'usr_x', id + 1);
      const found = await verifyEvents(test.services, { after: evt(id) });
      expect(found).toMatchObject({ ok: true, value: { fault: { id: evt(id + 1) } } });
      await restore(snapshot);
    }
  });

  it('what follows a removed row is not taken for its beginning', async () => {
    const { verifyEvents } = await import('../../../src/domain/events/verify.ts');
    await tamper('delete from events where id = 12');
    const rest = await verifyEvents(test.services, { after: evt(12) });
    expect(rest).toMatchObject({ ok: true, value: { fault: { id: evt(12), what: 'removed' } } });
  });
});

const ZEROS = `x'${'00'.repeat(32)}'`;
const NULLABLE: Column[] = [
  'project',
  'before',
  'after',
  'address',
  'user_agent',
  'signature',
  'previous_hash',
  'hash',
];
const BYTES: Column[] = ['signature', 'previous_hash', 'hash'];

/** A literal with one byte changed; null where it has none. */
function flip(literal: string, at: number, mask: number): string | null {
  if (literal === 'null') return null;
  const hex = /x'([0-9A-F]*)'/.exec(literal)?.[1];
  if (hex === undefined) return String(BigInt.asIntN(64, BigInt(literal) ^ (BigInt(mask) << BigInt(8 * (at % 8)))));
  if (hex === '') return null;
  const index = (at % (hex.length / 2)) * 2;
  const byte = (Number.parseInt(hex.slice(index, index + 2), 16) ^ mask).toString(16).padStart(2, '0');
  return literal.replace(hex, hex.slice(0, index) + byte + hex.slice(index + 2));
}

function idOf(literal: string): string {
  return evt(Math.max(0, Number(literal)));
}

function forged(id: number, columns: Partial<RawRow> = {}): RawRow {
  const { at, actor, action, target, requestId } = sampleEvent(id);
  const row = Object.fromEntries(COLUMNS.map((name) => [name, 'null'])) as RawRow;
  const texts = { actor: `'${actor}'`, action: `'${action}'`, target: `'${target}'`, request_id: `'${requestId}'` };
  return { ...row, id: String(id), at: String(at), ...texts, signature: `x'${'ab'.repeat(16)}'`, ...columns };
}

function copyOf(id: number, columns: Partial<RawRow>): RawRow {
  const row = rows[id - 1];
  if (!row) throw new Error(`no row ${id}`);
  return { ...row, id: String(ALL + 1), ...columns };
}
