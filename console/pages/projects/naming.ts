import { useQuery } from '@tanstack/react-query';
import { pages } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';

const PAGE = 200;
/** Of more tokens than so many it is said that there are more. */
const MAX_LOOKED = 1000;

/** The live tokens that name a project: how many, how many of them name no other, and whether there are more. */
export type Naming = { tokens: number; alone: number; more: boolean };

/** Tokens for all projects name none of them; master tokens end with the project anyway. null: no answer yet. */
export function useNaming(project: string): { naming: Naming | null; error: unknown } {
  const { data, error } = useQuery({
    queryKey: ['tokens', 'naming', project],
    queryFn: ({ signal }) => count(project, signal),
  });
  return { naming: data ?? null, error };
}

async function count(project: string, signal: AbortSignal): Promise<Naming> {
  const naming = { tokens: 0, alone: 0, more: false };
  let looked = 0;
  for await (const page of pages(jeton.listTokens, { query: { project, limit: PAGE, count: 'false' }, signal })) {
    const { items, nextCursor } = await ask(Promise.resolve(page));
    const named = items.filter(({ type, projects }) => type !== 'master' && projects.includes(project));
    naming.tokens += named.length;
    naming.alone += named.filter(({ projects }) => projects.length === 1).length;
    looked += items.length;
    naming.more = nextCursor !== null && looked >= MAX_LOOKED;
    if (naming.more) break;
  }
  return naming;
}
