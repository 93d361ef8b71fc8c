import type { Call } from '../../../../client/api/index.ts';
import { TOKEN_SORTS, TOKEN_STATUSES, TOKEN_TYPES, type TokenSort } from '../../../../src/contract/token-types.ts';
import { first, oneOf, type Search } from '../../../app/search.ts';
import type { Word } from '../../../parts/command-line.tsx';

/** What of the address says which tokens are meant, by the API's own names. */
export const FILTER_NAMES = [
  'q',
  'type',
  'project',
  'environment',
  'namespace',
  'owner',
  'status',
  'expiringBefore',
  'unused',
  'overlapping',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** As the API takes it. */
export type Filter = Pick<NonNullable<Call<'listTokens'>['query']>, FilterName>;

/** Shorter ones have no trigram to look up. */
export const SHORTEST_SEARCH = 3;
export const DEFAULT_SORT: TokenSort = '-created';

/** What the address asks for. Words that mean nothing are passed over; the API judges names and times. */
export function readFilter(search: Search): Filter {
  const q = first(search, 'q') ?? '';
  const named = (name: FilterName) => first(search, name) || undefined;
  return {
    q: isSearch(q) ? q : undefined,
    type: oneOf(search, 'type', TOKEN_TYPES),
    project: named('project'),
    environment: named('environment'),
    namespace: named('namespace'),
    owner: named('owner'),
    status: oneOf(search, 'status', TOKEN_STATUSES),
    expiringBefore: named('expiringBefore'),
    unused: oneOf(search, 'unused', ['true']),
    overlapping: oneOf(search, 'overlapping', ['true']),
  };
}

export function isSearch(text: string): boolean {
  return [...text].length >= SHORTEST_SEARCH;
}

export function readSort(search: Search): TokenSort {
  return oneOf(search, 'sort', TOKEN_SORTS) ?? DEFAULT_SORT;
}

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** `jeton token list` with the same filter. */
export function commandOf(filter: Filter, sort: TokenSort): Word[] {
  const { q, type, project, environment, namespace, owner, status, expiringBefore, unused, overlapping } = filter;
  return [
    'token',
    'list',
    q !== undefined && ['--search', q],
    type !== undefined && ['--type', type],
    project !== undefined && ['--project', project],
    environment !== undefined && ['--environment', environment],
    namespace !== undefined && ['--namespace', namespace],
    owner !== undefined && ['--owner', owner],
    status !== undefined && ['--status', status],
    expiringBefore !== undefined && ['--expiring', expiringBefore],
    unused && '--unused',
    overlapping && '--overlapping',
    sort !== DEFAULT_SORT && ['--sort', sort],
  ];
}
