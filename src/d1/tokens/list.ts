import { and, count, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { TokenSort } from '../../contract/token-types.ts';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';
import { conditions, matches, type TokenFilter, type Walk } from './filter.ts';
import { NEVER, type TokenRecord, toRecord } from './record.ts';

/** Where a page begins: after the row with this sort value and id. */
export type After = { value: string | number; id: number };
export type Page = { sort: TokenSort; limit: number; after: After | null };

/** One page of tokens, and where the next one begins; null when this is the last. One indexed query. */
export async function listTokens(
  db: Database,
  filter: TokenFilter,
  page: Page,
): Promise<{ items: TokenRecord[]; next: After | null }> {
  const rows = (await pageQuery(db, filter, page)).map(toRecord);
  const items = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? items.at(-1) : undefined;
  return { items, next: last ? { value: sortValue(page.sort, last), id: last.id } : null };
}

/** How many tokens a filter matches: a count over the same indexes. */
export async function countTokens(db: Database, filter: TokenFilter): Promise<number> {
  const [row] = await countQuery(db, filter);
  return row?.total ?? 0;
}

/**
 * The statement behind {@link listTokens}; apart, so that a test can ask SQLite for its plan. A search walks what it
 * finds by id: in that order it stops at the end of the page, in any other it looks at all that is found.
 */
export function pageQuery(db: Database, filter: TokenFilter, { sort, limit, after }: Page) {
  const { walk, by, start, beyond } = ORDERS[sort];
  const { search } = filter;
  if (search === undefined) {
    return db
      .select()
      .from(tokens)
      .where(and(...conditions(filter, walk), beyond(after ?? start, ID)))
      .orderBy(...by(ID))
      .limit(limit + 1);
  }
  const seen = walk === 'ids' ? walk : 'all';
  return db
    .select(getTableColumns(tokens))
    .from(sql`token_search`)
    .crossJoin(tokens)
    .where(and(matches(search), ...conditions(filter, seen), beyond(after ?? start, FOUND_ID)))
    .orderBy(...by(FOUND_ID))
    .limit(limit + 1);
}

/** The statement behind {@link countTokens}. */
export function countQuery(db: Database, filter: TokenFilter) {
  const total = { total: count() };
  const wanted = conditions(filter, 'all');
  if (filter.search === undefined)
    return db
      .select(total)
      .from(tokens)
      .where(and(...wanted));
  const found = matches(filter.search);
  return db
    .select(total)
    .from(sql`token_search`)
    .crossJoin(tokens)
    .where(and(found, ...wanted));
}

function sortValue(sort: TokenSort, record: TokenRecord): string | number {
  if (sort === 'name' || sort === '-name') return record.name;
  if (sort === 'expires' || sort === '-expires') return record.expiresAt ?? NEVER;
  return record.id;
}

/** The id of a row, and the same as the search index has it: FTS5 gives its own order and bound only by its own name. */
const ID = sql`${tokens.id}`;
const FOUND_ID = sql`token_search.rowid`;

type Order = { walk: Walk; start: After; by: (id: SQL) => SQL[]; beyond: (after: After, id: SQL) => SQL };

/**
 * Every page starts at a bound, the first one too, so that it is a search of the sort's index and never a scan.
 * An empty BLOB sorts after every TEXT: it bounds names from above. FTS5 passes over bounds that are no INTEGER.
 */
const ORDERS: Record<TokenSort, Order> = {
  created: {
    walk: 'ids',
    start: { value: 0, id: -1 },
    by: (id) => [sql`${id}`],
    beyond: (after, id) => sql`${id} > cast(${after.id} as integer)`,
  },
  '-created': {
    walk: 'ids',
    start: { value: 0, id: Number.MAX_SAFE_INTEGER },
    by: (id) => [sql`${id} desc`],
    beyond: (after, id) => sql`${id} < cast(${after.id} as integer)`,
  },
  name: {
    walk: 'names',
    start: { value: '', id: -1 },
    by: (id) => [sql`${tokens.name}`, sql`${id}`],
    beyond: (after, id) => sql`(${tokens.name}, ${id}) > (${after.value}, ${after.id})`,
  },
  '-name': {
    walk: 'names',
    start: { value: -1, id: 0 },
    by: (id) => [sql`${tokens.name} desc`, sql`${id} desc`],
    beyond: (after, id) =>
      typeof after.value === 'number'
        ? sql`(${tokens.name}, ${id}) < (x'', ${after.id})`
        : sql`(${tokens.name}, ${id}) < (${after.value}, ${after.id})`,
  },
  expires: {
    walk: 'ends',
    start: { value: -1, id: -1 },
    by: (id) => [sql`${tokens.expiresAt}`, sql`${id}`],
    beyond: (after, id) => sql`(${tokens.expiresAt}, ${id}) > (${after.value}, ${after.id})`,
  },
  '-expires': {
    walk: 'ends',
    start: { value: NEVER + 1, id: 0 },
    by: (id) => [sql`${tokens.expiresAt} desc`, sql`${id} desc`],
    beyond: (after, id) => sql`(${tokens.expiresAt}, ${id}) < (${after.value}, ${after.id})`,
  },
};
