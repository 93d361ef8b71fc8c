import { useQuery } from '@tanstack/react-query';
import type { TokenSort } from '../../../../src/contract/token-types.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import type { Filter } from './filter.ts';

/** The list by pages. Nothing is counted with it: a page is one indexed query, however many tokens there are. */
export function useTokens(filter: Filter, sort: TokenSort) {
  return usePaged(['tokens', 'list', filter, sort], (cursor, signal) =>
    jeton.listTokens({ query: { ...filter, sort, cursor, count: 'false' }, signal }),
  );
}

/** How many tokens a filter matches, asked for apart: the list does not wait for it. */
export function useCount(filter: Filter) {
  return useQuery({
    queryKey: ['tokens', 'count', filter],
    queryFn: async ({ signal }) => (await ask(jeton.listTokens({ query: { ...filter, limit: 1 }, signal }))).total,
    placeholderData: (before) => before,
  });
}
