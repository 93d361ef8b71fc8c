import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../../src/contract/events.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { recordStorage, watchStorage } from '../../support/watched-storage.ts';

const ROWS = 20_000;
const PAGE_ROWS = 5_000;
const storage = recordStorage();
let test: TestApp;
let admin: string;

beforeAll(async () => {
  test = createTestApp(storage.bindings);
  admin = await setUpAdmin(test);
  await env.DB.prepare(
    `insert into events (at, actor, action, target, project, after, request_id)
     select 1900000000 + value / 10, 'usr_' || (value % 2), iif(value % 1000, 'often', 'rarely'), 'tok_1', 'web',
       '{"n":' || value || ',"filler":"${'x'.repeat(300)}"}', 'req_' || value
     from (with recursive n(value) as (select 1 union all select value + 1 from n where value < ${ROWS}) select value from n)`,
  ).run();
});

/** The whole answer: workerd warns of `text()` on a type that it does not know as text. */
const read = async (query = '') => new Response((await open(query)).body).text();
const open = async (query = '', app = test) => {
  const response = await app.call('GET', `/v1/events.ndjson?${query}`, { token: admin });
  expect(response.status).toBe(200);
  return response;
};
const linesOf = (text: string): Event[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const numbers = (text: string) => linesOf(text).flatMap(({ after }) => (after as { n?: number } | null)?.n ?? []);
const pageReads = () => storage.calls.filter(({ sql }) => /octet_length/.test(sql)).length;
const all = Array.from({ length: ROWS }, (_, index) => index + 1);

describe('GET /v1/events.ndjson', () => {
  it('streams every event once, oldest first, a line each', async () => {
    const response = await open();
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson');
    const text = await new Response(response.body).text();
    expect(text.endsWith('}\n')).toBe(true);
    expect(numbers(text)).toEqual(all);
    const ids = linesOf(text).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  });

  it.each([
    ['action=rarely', (n: number) => n % 1000 === 0],
    ['actor=usr_1&since=2030-03-17T18:00:00Z', (n: number) => n % 2 === 1 && Math.floor(n / 10) >= 800],
    ['until=2030-03-17T18:00:00Z', (n: number) => Math.floor(n / 10) < 800],
    [
      'since=2030-03-17T18:00:00Z&until=2030-03-17T18:10:00Z',
      (n: number) => Math.floor(n / 10) >= 800 && Math.floor(n / 10) < 1400,
    ],
    ['target=tok_2', () => false],
    ['since=2040-01-01', () => false],
  ])('%s: exactly what matches', async (query, matches) => {
    expect(numbers(await read(query))).toEqual(all.filter(matches));
  });

  it('goes on after the last line that was read', async () => {
    const found: number[] = [];
    let after = '';
    for (;;) {
      const text = await read(`actor=usr_0&limit=1700${after}`);
      if (text === '') break;
      expect(linesOf(text).length).toBeLessThanOrEqual(1700);
      found.push(...numbers(text));
      after = `&after=${linesOf(text).at(-1)?.id}`;
    }
    expect(found).toEqual(all.filter((n) => n % 2 === 0));
  });

  it('reads a page when the one before was taken, and not before: memory holds one', async () => {
    storage.reset();
    const response = await open();
    expect(pageReads()).toBe(1);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let taken = 0;
    let chunks = 0;
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      // What was read is at most one page, and the piece that is waiting, ahead of what was taken.
      expect(pageReads()).toBeLessThanOrEqual(Math.ceil((taken + 1) / PAGE_ROWS) + 1);
      taken += chunk.value.split('\n').length - 1;
      chunks += 1;
      expect(chunk.value.length).toBeLessThan(200_000);
      if (taken > 2_000 && taken < 2_600) {
        // A reader that pauses: nothing is read meanwhile.
        const before = storage.calls.length;
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(storage.calls.length).toBe(before);
      }
    }
    expect(taken).toBeGreaterThan(ROWS);
    expect(chunks).toBeGreaterThanOrEqual(ROWS / 250);
  });

  it('reads nothing more for a reader that has gone', async () => {
    const response = await open();
    const reader = response.body?.getReader();
    await reader?.read();
    storage.reset();
    await reader?.cancel();
    expect(pageReads()).toBe(0);
  });

  it('a page of large rows is cut by its bytes, and nothing is lost', async () => {
    await env.DB.prepare(
      `insert into events (at, actor, action, target, after, request_id)
       select 2000000000, 'usr_1', 'large', 'tok_1', '{"n":' || value || ',"filler":"' || hex(zeroblob(60000)) || '"}', 'r'
       from (with recursive n(value) as (select 1 union all select value + 1 from n where value < 200) select value from n)`,
    ).run();
    storage.reset();
    const text = await read('action=large');
    expect(numbers(text)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    // 200 rows of 120 kB: 24 MB, in pages of 4.
    expect(pageReads()).toBeGreaterThanOrEqual(6);
  });

  it('storage that fails after the first page breaks the stream: no end is pretended', async () => {
    let reads = 0;
    const app = createTestApp(
      watchStorage({
        before: ({ sql }) => {
          if (/octet_length/.test(sql) && ++reads === 3) throw new Error('D1_ERROR: overloaded');
        },
      }),
    );
    const reader = (await open('', app)).body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const drained = (async () => {
      for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) text += chunk.value;
    })();
    await expect(drained).rejects.toThrow('failed');
    const [last] = linesOf(text.slice(0, text.lastIndexOf('\n'))).slice(-1);
    // What came is whole lines, and the rest can be had.
    const rest = await read(`after=${last?.id}&action=often`);
    const before = linesOf(text).filter(({ action }) => action === 'often');
    expect(numbers(rest).length + before.length).toBe(ROWS - ROWS / 1000);
  });

  it.each(['after=tok_00000000001', 'limit=0', 'limit=1000001', 'cursor=x', 'since=now'])('%s: 400', async (query) => {
    const response = await test.call('GET', `/v1/events.ndjson?${query}`, { token: admin });
    expect(await outcome(response)).toBe('400 invalid_request');
  });
});
