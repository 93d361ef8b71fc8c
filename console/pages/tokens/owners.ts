import { useQueries, useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';

/** From how many on it is cheaper to ask for people by the page than one by one. */
const MANY = 4;
const PAGE = 200;
const STALE_MS = 5 * 60_000;

/**
 * The names of people by id, as far as one may see them: whoever is missing is shown by the id. `…`: on its way.
 *
 * @example
 * const names = useOwnerNames(rows.map(({ owner }) => owner));
 * names.get(token.owner) ?? token.owner
 */
export function useOwnerNames(ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const session = useSession();
  const own = session.user;
  const sees = may(session, 'user:read');
  const wanted = [...new Set(ids)].filter((id) => id !== null).filter((id) => id !== own?.id);
  const many = sees && wanted.length >= MANY;
  const { data: page, isPending } = useQuery({
    queryKey: ['users', 'names'],
    queryFn: ({ signal }) => ask(jeton.listUsers({ query: { limit: PAGE }, signal })),
    enabled: many,
    staleTime: STALE_MS,
  });
  const names = new Map((page?.items ?? []).map(({ id, name }) => [id, name]));
  const missing = !sees || (many && isPending) ? [] : wanted.filter((id) => !names.has(id));
  const found = useQueries({
    queries: missing.map((id) => ({
      queryKey: ['users', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(jeton.getUser({ path: { id }, signal })),
      staleTime: STALE_MS,
    })),
  });
  missing.forEach((id, index) => {
    const { data, isPending } = found[index] ?? {};
    if (data !== undefined || isPending) names.set(id, data?.name ?? '…');
  });
  if (own !== null) names.set(own.id, own.name);
  return names;
}
