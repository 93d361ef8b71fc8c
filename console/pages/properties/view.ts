import { useNavigate, useSearch } from '@tanstack/react-router';
import { first, oneOf, type Search } from '../../app/search.ts';

export const TABS = ['environments', 'versions', 'document', 'compare', 'history'] as const;
export type Tab = (typeof TABS)[number];

/** What the page of a property shows, as its address has it; and ways to change that. */
export function useView(id: string) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (next: Search, replace = false) =>
    navigate({ to: '/properties/$id', params: { id }, search: next, replace, resetScroll: false });
  return {
    tab: oneOf(search, 'tab', TABS) ?? 'environments',
    version: numberIn(search, 'version'),
    from: numberIn(search, 'from'),
    to: numberIn(search, 'to'),
    environment: first(search, 'environment'),
    edit: first(search, 'edit') === 'yes',
    /** The environment that a version is about to be activated in. */
    activate: first(search, 'activate'),
    /** Shows a tab, and of it what the rest names. */
    open: (tab: Tab, rest: Search = {}, replace = false) => go({ tab, ...rest }, replace),
    /** Asks for the activation of a version over what is shown. */
    ask: (environment: string, version: number) =>
      go({ ...search, activate: environment, activateVersion: String(version) }),
    asked: numberIn(search, 'activateVersion'),
    /** Back to what was shown before it was asked. */
    close: () => {
      const { activate, activateVersion, ...rest } = search;
      return go(rest, true);
    },
  };
}

export type View = ReturnType<typeof useView>;

function numberIn(search: Search, name: string): number | null {
  const word = first(search, name) ?? '';
  return /^[1-9]\d{0,5}$/.test(word) ? Number(word) : null;
}
