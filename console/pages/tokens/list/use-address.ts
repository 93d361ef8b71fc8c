import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Search } from '../../../app/search.ts';
import { FILTER_NAMES, type FilterName, readFilter, readSort } from './filter.ts';

export type Changes = Partial<Record<FilterName | 'sort', string>>;

/** The view as the address has it, and the way to another one. What is the empty word is left out of it. */
export function useAddress() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Changes, { replace = false } = {}) => {
      const next = (before: Partial<Search>): Search => {
        const all = Object.entries({ ...before, ...changes });
        return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
      };
      return navigate({ to: '/tokens', search: next, replace, resetScroll: false });
    },
    [navigate],
  );
  const clear = useCallback(() => change(Object.fromEntries(FILTER_NAMES.map((name) => [name, '']))), [change]);
  const filter = useMemo(() => readFilter(search), [search]);
  return { search, filter, sort: readSort(search), change, clear };
}

export type Address = ReturnType<typeof useAddress>;
