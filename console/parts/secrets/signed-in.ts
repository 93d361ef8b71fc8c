import { useQuery } from '@tanstack/react-query';
import { SESSION_KEY } from '../../api/queries.ts';
import { readSession } from '../../api/session.ts';

/** The id of the token that is signed in with, as far as the page knows: it is asked for by the pages that need it. */
export function useSignedIn(): string | null {
  const { data } = useQuery({ queryKey: SESSION_KEY, queryFn: readSession, enabled: false });
  return data?.session?.token.id ?? null;
}
