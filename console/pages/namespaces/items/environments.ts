import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import type { Session } from '../../../api/session.ts';

/** The environments that are the signed-in's: those of the token, or all that there are. null: no answer yet. */
export function useEnvironments({ token }: Session) {
  const all = token.environments.includes('*');
  const { data, error, refetch } = useQuery({
    queryKey: ['environments', 'choice'],
    queryFn: ({ signal }) => ask(jeton.listEnvironments({ query: { limit: 200 }, signal })),
    enabled: all,
  });
  const environments = all ? (data?.items.map(({ id }) => id) ?? null) : token.environments;
  return { environments, error, refetch };
}
