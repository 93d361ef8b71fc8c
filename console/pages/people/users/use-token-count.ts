import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { counted } from '../../../parts/words.ts';

/** How many live tokens somebody owns, of those that one may see; null: no answer yet. */
export function useTokenCount(owner: string): number | null {
  const { data } = useQuery({
    queryKey: ['tokens', 'count', owner],
    queryFn: ({ signal }) => ask(jeton.listTokens({ query: { owner, limit: 1 }, signal })),
  });
  return data?.total ?? null;
}

/** `7 tokens`; `every token` before it is known. */
export function tokensInWords(count: number | null): string {
  return count === null ? 'every token' : counted(count, 'token');
}
