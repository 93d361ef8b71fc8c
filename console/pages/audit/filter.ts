import { first, type Search } from '../../app/search.ts';
import type { Word } from '../../parts/command-line.tsx';

export const FILTER_NAMES = ['actor', 'action', 'target', 'project', 'since', 'until'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
/** Which events are meant, by the API's own names. */
export type Filter = Partial<Record<FilterName, string>>;

/** What the address asks for. The API judges the words. */
export function readFilter(search: Search): Filter {
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = first(search, name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

export function isFiltered(filter: Filter): boolean {
  return Object.keys(filter).length > 0;
}

/** The flags of `jeton event …` that choose the same. */
export function flagsOf(filter: Filter): Word[] {
  return FILTER_NAMES.map((name) => filter[name] !== undefined && [`--${name}`, filter[name]]);
}

/** Where the events of a filter are downloaded, a line each. */
export function exportAddress(filter: Filter): string {
  const query = new URLSearchParams(filter as Record<string, string>).toString();
  return `/v1/events.ndjson${query === '' ? '' : `?${query}`}`;
}
