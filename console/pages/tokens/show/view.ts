import { useNavigate, useSearch } from '@tanstack/react-router';
import { oneOf, type Search } from '../../../app/search.ts';

const TABS = ['details', 'history', 'links'] as const;
export type TokenTab = (typeof TABS)[number];

const DOINGS = ['refresh', 'edit', 'share', 'reveal', 'disable', 'enable', 'revoke'] as const;
/** A dialog that the page can have open. */
export type Doing = (typeof DOINGS)[number];

/** What of a token's page is open. It stands in the address, so that back closes a dialog and a reload keeps it. */
export function useTokenView() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (change: Record<string, string | undefined>, replace: boolean) =>
    navigate({ to: '.', search: { ...search, ...change } as Search, replace, resetScroll: false });
  return {
    tab: oneOf(search, 'tab', TABS) ?? ('details' as TokenTab),
    doing: oneOf(search, 'do', DOINGS) ?? null,
    show: (tab: TokenTab) => go({ tab: tab === 'details' ? undefined : tab, do: undefined }, true),
    open: (doing: Doing) => go({ do: doing }, false),
    close: () => go({ do: undefined }, true),
  };
}
