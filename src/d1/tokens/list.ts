import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { TokenSort, TokenStatus, TokenType } from '../../contract/tokens.ts';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';
import { NEVER, type TokenRecord, toRecord } from './record.ts';

/** What a caller may see, where that is not all. Each list that is empty shows nothing. */
export type Visibility = {
  /** What this person owns; in the one project only where `ownedIn` names it. */
  ownerId: number | null;
  ownedIn: string | null;
  /** Tokens of all types that are for no other than these environments. */
  everywhereIn: readonly string[];
  /** Client, frontend and access tokens that apply to these projects. */
  projects: readonly string[];
  /** The same, but for no other than some environments. */
  projectsIn: readonly { project: string; environments: readonly string[] }[];
};

export type TokenFilter = {
  nowSeconds: number;
  visible: Visibility | null;
  /** A substring of name, description or owner, at least 3 characters: shorter ones have no trigram to look up. */
  search?: string | undefined;
  type?: TokenType | undefined;
  project?: string | undefined;
  environment?: string | undefined;
  namespace?: string | undefined;
  ownerId?: number | undefined;
  /** Left out: all that have neither expired nor been revoked. */
  status?: TokenStatus | undefined;
  expiringBefore?: number | undefined;
};

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

/** The statement behind {@link listTokens}; apart, so that a test can ask SQLite for its plan. */
export function pageQuery(db: Database, filter: TokenFilter, { sort, limit, after }: Page) {
  const order = ORDERS[sort];
  return db
    .select()
    .from(tokens)
    .where(and(...conditions(filter, order.walksExpiry), order.beyond(after ?? order.start)))
    .orderBy(...order.by)
    .limit(limit + 1);
}

/** The statement behind {@link countTokens}. */
export function countQuery(db: Database, filter: TokenFilter) {
  return db
    .select({ total: count() })
    .from(tokens)
    .where(and(...conditions(filter, true)));
}

function sortValue(sort: TokenSort, record: TokenRecord): string | number {
  if (sort === 'name' || sort === '-name') return record.name;
  if (sort === 'expires' || sort === '-expires') return record.expiresAt ?? NEVER;
  return record.id;
}

type Order = { walksExpiry: boolean; by: SQL[]; start: After; beyond: (after: After) => SQL };

/**
 * Every page starts at a bound, the first one too, so that it is a search of the sort's index and never a scan.
 * An empty BLOB sorts after every TEXT: it bounds names from above.
 */
const ORDERS: Record<TokenSort, Order> = {
  created: {
    walksExpiry: false,
    by: [asc(tokens.id)],
    start: { value: 0, id: -1 },
    beyond: ({ id }) => gt(tokens.id, id),
  },
  '-created': {
    walksExpiry: false,
    by: [desc(tokens.id)],
    start: { value: 0, id: Number.MAX_SAFE_INTEGER },
    beyond: ({ id }) => lt(tokens.id, id),
  },
  name: {
    walksExpiry: false,
    by: [asc(tokens.name), asc(tokens.id)],
    start: { value: '', id: -1 },
    beyond: ({ value, id }) => sql`(${tokens.name}, ${tokens.id}) > (${value}, ${id})`,
  },
  '-name': {
    walksExpiry: false,
    by: [desc(tokens.name), desc(tokens.id)],
    start: { value: -1, id: 0 },
    beyond: ({ value, id }) =>
      typeof value === 'number'
        ? sql`(${tokens.name}, ${tokens.id}) < (x'', ${id})`
        : sql`(${tokens.name}, ${tokens.id}) < (${value}, ${id})`,
  },
  expires: {
    walksExpiry: true,
    by: [asc(tokens.expiresAt), asc(tokens.id)],
    start: { value: -1, id: -1 },
    beyond: ({ value, id }) => sql`(${tokens.expiresAt}, ${tokens.id}) > (${value}, ${id})`,
  },
  '-expires': {
    walksExpiry: true,
    by: [desc(tokens.expiresAt), desc(tokens.id)],
    start: { value: NEVER + 1, id: 0 },
    beyond: ({ value, id }) => sql`(${tokens.expiresAt}, ${tokens.id}) < (${value}, ${id})`,
  },
};

/**
 * The filter as conditions. `usesExpiryIndex` is false where a page walks another order: the unary plus keeps SQLite
 * from choosing the expiry index and sorting a million rows for a page of fifty.
 */
function conditions(filter: TokenFilter, usesExpiryIndex: boolean): (SQL | undefined)[] {
  const { nowSeconds, search, type, project, environment, namespace, ownerId, expiringBefore } = filter;
  const expiresAt =
    usesExpiryIndex || expiringBefore !== undefined ? sql`${tokens.expiresAt}` : sql`+${tokens.expiresAt}`;
  return [
    ...statusConditions(filter.status, expiresAt, nowSeconds),
    search === undefined ? undefined : found(search),
    type === undefined ? undefined : eq(tokens.type, type),
    ownerId === undefined ? undefined : eq(tokens.ownerId, ownerId),
    project === undefined ? undefined : hasFacet('project', project),
    filter.visible === null ? undefined : seenBy(filter.visible),
    namespace === undefined ? undefined : hasFacet('namespace', namespace),
    environment === undefined ? undefined : appliesToEnvironment(environment),
    expiringBefore === undefined ? undefined : lt(tokens.expiresAt, expiringBefore),
  ];
}

function statusConditions(status: TokenStatus | undefined, expiresAt: SQL, nowSeconds: number): SQL[] {
  const unexpired = sql`${expiresAt} > ${nowSeconds}`;
  const begun = sql`coalesce(${tokens.notBefore}, 0) <= ${nowSeconds}`;
  const enabled = isNull(tokens.disabledAt);
  const unrevoked = isNull(tokens.revokedAt);
  switch (status) {
    case undefined:
      return [unrevoked, unexpired];
    case 'active':
      return [unrevoked, unexpired, enabled, begun];
    case 'disabled':
      return [unrevoked, unexpired, isNotNull(tokens.disabledAt)];
    case 'not_yet_valid':
      return [unrevoked, unexpired, enabled, gt(tokens.notBefore, nowSeconds)];
    case 'expired':
      return [unrevoked, lte(tokens.expiresAt, nowSeconds)];
    case 'revoked':
      return [isNotNull(tokens.revokedAt)];
  }
}

function found(search: string): SQL {
  const phrase = `"${search.replaceAll('"', '""')}"`;
  return sql`${tokens.id} in (select rowid from token_search where token_search match ${phrase})`;
}

/** Names the thing, or all of its sort: a token for `*` applies to each. */
function hasFacet(sort: 'project' | 'namespace', name: string): SQL {
  return sql`${tokens.id} in (select token_id from token_facets where facet in (${`${sort}:${name}`}, ${`${sort}:*`}))`;
}

/** The tokens that somebody may see: collected by index, each project's by its facet. */
function seenBy({ ownerId, ownedIn, everywhereIn, projects, projectsIn }: Visibility): SQL {
  const inProject = ownedIn === null ? sql`` : sql`and o.projects = ${JSON.stringify([ownedIn])}`;
  return sql`${tokens.id} in (
    select o.id from tokens o where o.owner_id = ${ownerId} ${inProject}
    union ${ofProjects(projects, null)}
    ${projectsIn.map(({ project, environments }) => sql`union ${ofProjects([project], environments)}`).reduce((all, one) => sql`${all} ${one}`, sql``)}
    ${everywhereIn.length === 0 ? sql`` : sql`union select a.id from tokens a where ${onlyIn(sql`a.id`, everywhereIn)}`}
  )`;
}

function ofProjects(projects: readonly string[], environments: readonly string[] | null): SQL {
  const facets = projects.length === 0 ? [] : ['project:*', ...projects.map((project) => `project:${project}`)];
  const narrowed = environments === null ? sql`` : sql`and ${onlyIn(sql`p.id`, environments)}`;
  return sql`select p.id from token_facets f join tokens p on p.id = f.token_id
    where f.facet in (select value from json_each(${JSON.stringify(facets)}))
      and p.type in ('client', 'frontend', 'access') ${narrowed}`;
}

/** Whether a token is for no environment besides these. */
function onlyIn(id: SQL, environments: readonly string[]): SQL {
  const allowed = JSON.stringify(environments.map((environment) => `environment:${environment}`));
  return sql`not exists (select 1 from token_facets e where e.token_id = ${id}
    and e.facet >= 'environment:' and e.facet < 'environment;' and e.facet not in (select value from json_each(${allowed})))`;
}

/** Few environments cover most tokens: probing each row of the walk is cheaper than collecting a million ids. */
function appliesToEnvironment(name: string): SQL {
  const facets = sql`(${`environment:${name}`}, 'environment:*')`;
  return sql`exists (select 1 from token_facets e where e.facet in ${facets} and e.token_id = ${tokens.id})`;
}
