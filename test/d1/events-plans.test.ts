import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/d1/database.ts';
import { copiesQuery } from '../../src/d1/events/chain.ts';
import { rangeQuery, rowsQuery } from '../../src/d1/events/export.ts';
import { type EventFilter, pageQuery } from '../../src/d1/events/list.ts';
import { prunedQuery } from '../../src/d1/events/prune.ts';
import { headQuery, unsealedQuery } from '../../src/d1/events/seal.ts';

const db = openDatabase(env.DB, () => new Uint8Array(16));

const FILTERS: EventFilter[] = [
  {},
  { actor: 'usr_1' },
  { action: 'token.created' },
  { target: 'tok_1' },
  { project: 'web' },
  { since: 5 },
  { until: 9 },
  { since: 5, until: 9 },
];
const ALL: EventFilter = Object.assign({}, ...FILTERS);
const CASES = [...FILTERS.flatMap((one) => FILTERS.map((two) => ({ ...one, ...two }))), ALL];
const UNIQUE = [...new Map(CASES.map((by) => [JSON.stringify(by, Object.keys(by).toSorted()), by])).values()];

type Query = { toSQL: () => { sql: string; params: unknown[] } };

async function planOf(query: Query): Promise<string[]> {
  const { sql, params } = query.toSQL();
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

/** Subqueries are scanned, but each is a page at most; events_unsealed holds the rows of the last minute. */
const fullScans = (plan: string[]) =>
  plan.filter((line) => /^SCAN (?:events|o)\b(?! USING INDEX events_unsealed)/.test(line));
const sorts = (plan: string[]) => plan.filter((line) => line.includes('TEMP B-TREE'));

describe('no reader of the audit trail reads all of it', () => {
  it.each(UNIQUE)('the list by %j walks one index, in its order, from the first page on', async (by) => {
    for (const before of [null, { at: 7, id: 7 }]) {
      const plan = await planOf(pageQuery(db, by, 50, before));
      expect(plan).toHaveLength(1);
      expect(plan[0]).toMatch(/^SEARCH events USING INDEX events_by_\w+ \(.*\bat[<>]/);
      expect({ scans: fullScans(plan), sorts: sorts(plan) }).toEqual({ scans: [], sorts: [] });
    }
  });

  it.each([
    ['target', { target: 't', actor: 'a', action: 'x', project: 'p' }],
    ['actor', { actor: 'a', action: 'x', project: 'p' }],
    ['project', { action: 'x', project: 'p' }],
    ['action', { action: 'x' }],
    ['time', { since: 1 }],
  ])('the index by %s serves the filter that it fits best', async (name, by) => {
    expect((await planOf(pageQuery(db, by, 50, null)))[0]).toContain(`INDEX events_by_${name} (`);
  });

  it.each(UNIQUE)('the export by %j walks a bounded range of ids and sorts nothing', async (by) => {
    const plan = await planOf(rowsQuery(db, by, { after: 3, through: 50_003 }, 5_000));
    const reads = plan.filter((line) => /\bevents\b/.test(line));
    expect(reads).toHaveLength(2);
    for (const line of reads)
      expect(line).toMatch(/^SEARCH events USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)$/);
    expect(sorts(plan)).toEqual([]);
  });

  it.each(UNIQUE)('where the export by %j begins and ends is asked of an index', async (by) => {
    const plan = await planOf(rangeQuery(db, by));
    const reads = plan.filter((line) => /\bevents\b/.test(line));
    const expected =
      by.since === undefined && by.until === undefined ? /^SEARCH events$/ : /COVERING INDEX events_by_time/;
    expect(reads).toHaveLength(2);
    for (const line of reads) expect(line).toMatch(expected);
  });

  it.each<[string, Query]>([
    ['rows that are not sealed', unsealedQuery(db, 1_000)],
    ['the last sealed row', headQuery(db)],
    ['copies', copiesQuery(db, 5, 5_005)],
    ['what was pruned', prunedQuery(db, 9)],
  ])('%s', async (_what, query) => {
    const plan = await planOf(query);
    expect(plan.some((line) => line.startsWith('SEARCH'))).toBe(true);
    expect({ plan, scans: fullScans(plan) }).toEqual({ plan, scans: [] });
    expect({ plan, sorts: sorts(plan) }).toEqual({ plan, sorts: [] });
  });

  it('a full scan would be seen, and a sort: the control', async () => {
    const { results } = await env.DB.prepare('explain query plan select * from events order by user_agent').all<{
      detail: string;
    }>();
    const plan = results.map(({ detail }) => detail);
    expect(fullScans(plan)).not.toEqual([]);
    expect(sorts(plan)).not.toEqual([]);
  });
});
