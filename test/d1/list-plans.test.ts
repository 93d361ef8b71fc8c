import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { TOKEN_SORTS, TOKEN_STATUSES } from '../../src/contract/token-types.ts';
import { openDatabase } from '../../src/d1/database.ts';
import { expirationsQuery } from '../../src/d1/tokens/expirations.ts';
import type { TokenFilter } from '../../src/d1/tokens/filter.ts';
import { countQuery, pageQuery } from '../../src/d1/tokens/list.ts';

const db = openDatabase(env.DB, () => new Uint8Array(16));
const NOW = 1_000_000;

const FILTERS: Omit<TokenFilter, 'nowSeconds' | 'visible'>[] = [
  {},
  { search: 'shop' },
  { type: 'client' },
  { project: 'web' },
  { environment: 'production' },
  { namespace: 'marketing' },
  { ownerId: 7 },
  { expiringBefore: NOW + 100 },
  { unused: true },
  { overlapping: true },
  ...TOKEN_STATUSES.map((status) => ({ status })),
];
const ALL: Omit<TokenFilter, 'nowSeconds' | 'visible'> = Object.assign({}, ...FILTERS);

/** Each filter alone, each two together, and all at once. */
const CASES = [...FILTERS.flatMap((one) => FILTERS.map((two) => ({ ...one, ...two }))), ALL];
const UNIQUE = [...new Map(CASES.map((by) => [JSON.stringify(by, Object.keys(by).toSorted()), by])).values()];

async function planOf(query: { toSQL: () => { sql: string; params: unknown[] } }): Promise<string[]> {
  const { sql, params } = query.toSQL();
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

/** A scan of token_search is a look-up in its index: FTS5 knows no other kind. tokens_unused holds what is asked for. */
const fullScans = (plan: string[]) =>
  plan.filter((line) => /^SCAN (?!token_search\b|json_each\b|u USING INDEX tokens_unused$)/.test(line));

describe('no list reads every token', () => {
  it.each(TOKEN_SORTS)('by %s: no filter, first page or later, is a full scan', async (sort) => {
    for (const by of UNIQUE) {
      for (const after of [null, { value: sort.endsWith('name') ? 'x' : 5, id: 5 }]) {
        const plan = await planOf(pageQuery(db, { ...by, nowSeconds: NOW, visible: null }, { sort, limit: 50, after }));
        expect(plan.length).toBeGreaterThan(0);
        expect({ by, scans: fullScans(plan) }).toEqual({ by, scans: [] });
      }
    }
  });

  it.each(TOKEN_SORTS)('by %s without a filter: the index gives the order, nothing is sorted', async (sort) => {
    const plan = await planOf(pageQuery(db, { nowSeconds: NOW, visible: null }, { sort, limit: 50, after: null }));
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  });

  it.each(['created', '-created'] as const)(
    'by %s what is found is not sorted, whatever else is asked',
    async (sort) => {
      for (const by of UNIQUE.filter(({ search }) => search !== undefined)) {
        for (const after of [null, { value: 0, id: 5 }]) {
          const plan = await planOf(
            pageQuery(db, { ...by, nowSeconds: NOW, visible: null }, { sort, limit: 50, after }),
          );
          expect(plan.at(0)).toMatch(/^SCAN token_search VIRTUAL TABLE INDEX \d+:M\d[<>]$/);
          expect({ by, plan: plan.join('\n') }).not.toMatchObject({ plan: expect.stringContaining('TEMP B-TREE') });
        }
      }
    },
  );

  it.each(TOKEN_SORTS)('by %s: what never was used, or overlaps, comes from its own index', async (sort) => {
    for (const [by, index] of [
      [{ unused: true }, 'tokens_unused'],
      [{ overlapping: true }, 'tokens_overlapping'],
    ] as const) {
      const plan = await planOf(
        pageQuery(db, { ...by, nowSeconds: NOW, visible: null }, { sort, limit: 50, after: null }),
      );
      expect(plan.join('\n')).toContain(index);
    }
  });

  it('no count is a full scan', async () => {
    for (const by of UNIQUE) {
      const plan = await planOf(countQuery(db, { ...by, nowSeconds: NOW, visible: null }));
      expect({ by, scans: fullScans(plan) }).toEqual({ by, scans: [] });
    }
  });

  it('no count of expirations is a full scan, and without a filter it walks the expiry index', async () => {
    for (const by of UNIQUE.filter(({ search }) => search === undefined)) {
      const plan = await planOf(expirationsQuery(db, { ...by, nowSeconds: NOW, visible: null }, 100));
      expect({ by, scans: fullScans(plan) }).toEqual({ by, scans: [] });
    }
    const [first] = await planOf(expirationsQuery(db, { nowSeconds: NOW, visible: null }, 100));
    expect(first).toContain('tokens_by_expiry');
  });

  it('a full scan would be seen: the control', async () => {
    const { results } = await env.DB.prepare('explain query plan select * from tokens where description = 1').all<{
      detail: string;
    }>();
    expect(fullScans(results.map(({ detail }) => detail))).not.toEqual([]);
  });
});
