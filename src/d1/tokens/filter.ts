import { eq, gt, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { TokenStatus, TokenType } from '../../contract/token-types.ts';
import { tokens } from '../schema.ts';

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
  /** Only what was never used. */
  unused?: boolean | undefined;
  /** Only where a secret that was replaced still works. */
  overlapping?: boolean | undefined;
};

/**
 * How a statement comes to its rows: in the order of ids, names or ends until a page is full, or over `all` that there
 * are. What a filter passes is collected by its own index, or probed at each row, whichever holds at a million rows.
 */
export type Walk = 'ids' | 'names' | 'ends' | 'all';

/** The filter as conditions, but for `search`, which is what a statement walks: see {@link matches}. */
export function conditions(filter: TokenFilter, walk: Walk): (SQL | undefined)[] {
  const { nowSeconds, type, project, environment, namespace, ownerId, status, expiringBefore } = filter;
  // The unary plus keeps SQLite from choosing the expiry index and sorting a million rows for a page of fifty.
  const walksExpiry = walk === 'ends' || walk === 'all' || expiringBefore !== undefined;
  const expiresAt = walksExpiry ? sql`${tokens.expiresAt}` : sql`+${tokens.expiresAt}`;
  return [
    ...statusConditions(status, expiresAt, nowSeconds),
    type === undefined ? undefined : eq(tokens.type, type),
    ownerId === undefined ? undefined : eq(tokens.ownerId, ownerId),
    project === undefined ? undefined : hasFacet(`project:${project}`, 'project:*'),
    filter.visible === null ? undefined : seenBy(filter.visible),
    namespace === undefined ? undefined : hasFacet(`namespace:${namespace}`, 'namespace:*'),
    environment === undefined ? undefined : appliesToEnvironment(environment, walk),
    expiringBefore === undefined ? undefined : lt(tokens.expiresAt, expiringBefore),
    filter.unused ? neverUsed(walk, status) : undefined,
    filter.overlapping ? overlapsAt(nowSeconds) : undefined,
  ];
}

/** What the search index finds. A statement starts there: `from token_search cross join tokens`. */
export function matches(search: string): SQL {
  const phrase = `"${search.replaceAll('"', '""')}"`;
  return sql`token_search match ${phrase} and ${tokens.id} = token_search.rowid`;
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

/** Names the thing, or all of its sort: a token for `*` applies to each. */
function hasFacet(named: string, all: string): SQL {
  return sql`${tokens.id} in (select token_id from token_facets where facet in (${named}, ${all}))`;
}

/** Few environments cover most tokens: for one page, probing each row is cheaper than collecting a million ids. */
function appliesToEnvironment(name: string, walk: Walk): SQL {
  const named = `environment:${name}`;
  if (walk === 'all') return hasFacet(named, 'environment:*');
  return sql`exists (select 1 from token_facets e
    where e.facet in (${named}, 'environment:*') and e.token_id = ${tokens.id})`;
}

/** Walked by id the partial index gives the order itself. Revoked tokens are not in it. */
function neverUsed(walk: Walk, status: TokenStatus | undefined): SQL {
  if (walk === 'ids' || status === 'revoked') return isNull(tokens.lastUsedAt);
  return sql`${tokens.id} in (select u.id from tokens u where u.last_used_at is null and u.revoked_at is null)`;
}

function overlapsAt(nowSeconds: number): SQL {
  return sql`${tokens.id} in (select o.id from tokens o
    where o.overlap_ends_at > ${nowSeconds} and o.revoked_at is null)`;
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
