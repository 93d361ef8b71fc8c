import { useNavigate, useSearch } from '@tanstack/react-router';
import { changed, first, type Search } from '../../../app/search.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the list shows, as its address has it, and ways to change that. */
export function useListView() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  /** What is the empty word is taken away. */
  const change = (changes: Record<string, string>, replace = false) =>
    navigate({ to: '/access-keys', search: (before) => changed(before, changes), replace, resetScroll: false });
  const guid = first(search, 'guid') ?? '';
  return {
    project: first(search, 'project'),
    /** As it was typed; the API is asked only for what is one. */
    guid,
    isGuid: GUID.test(guid),
    isCreating: first(search, 'new') !== undefined,
    /** The request whose outcome is awaited. */
    request: first(search, 'request'),
    change,
  };
}

export type ListView = ReturnType<typeof useListView>;
