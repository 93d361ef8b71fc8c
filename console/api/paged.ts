import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Result } from '../../client/api/index.ts';
import { ask } from './jeton.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null; total?: number | null };

/**
 * A list by pages: the rows so far, and the way to the next ones.
 *
 * @example
 * const users = usePaged(['users', q], (cursor, signal) => jeton.listUsers({ query: { q, cursor }, signal }));
 */
export function usePaged<Item>(
  queryKey: QueryKey,
  list: (cursor: string | undefined, signal: AbortSignal) => Promise<Result<Page<Item>>>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(list(pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // While a filter is typed, what was found before stays until there is an answer.
    placeholderData: (before) => before,
  });
  // Nor does a filter that fails take away what was found before.
  const last = useRef(query.data);
  useEffect(() => {
    if (query.data !== undefined) last.current = query.data;
  }, [query.data]);
  const data = query.data ?? (query.isError ? last.current : undefined);
  const pages = data?.pages ?? [];
  return {
    ...query,
    /** What is shown was found by an earlier filter. */
    stale: query.isPlaceholderData || (query.data === undefined && data !== undefined),
    /** null: no answer yet. */
    rows: data === undefined ? null : pages.flatMap(({ items }) => items),
    total: pages[0]?.total ?? null,
    more: {
      shown: pages.reduce((sum, { items }) => sum + items.length, 0),
      total: pages[0]?.total ?? null,
      hasMore: query.hasNextPage,
      pending: query.isFetchingNextPage,
      onMore: () => query.fetchNextPage(),
    },
  };
}
