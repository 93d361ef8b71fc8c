import { useQuery } from '@tanstack/react-query';
import { pages, type Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import type { Session } from '../../api/session.ts';
import { manages } from '../../app/rights.ts';

/** Of more projects than so many the others are reached by their address. */
const MAX_PROJECTS = 1000;

/** Id and name of each project that one can choose from; null: no answer yet. `any`: a token for all, which may not list them. */
export function useProjects(session: Session) {
  const listed = manages(session);
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', 'all'],
    queryFn: ({ signal }) => listProjects(signal),
    enabled: listed,
  });
  const named = session.token.projects.filter((id) => id !== '*').map((id) => [id, id] as const);
  const chosen = listed ? (data?.map(({ id, name }) => [id, name] as const) ?? null) : named;
  return { projects: chosen, any: !listed && session.token.projects.includes('*'), error, refetch };
}

async function listProjects(signal: AbortSignal): Promise<Schemas['Project'][]> {
  const projects: Schemas['Project'][] = [];
  for await (const page of pages(jeton.listProjects, { query: { limit: 200 }, signal })) {
    projects.push(...(await ask(Promise.resolve(page))).items);
    if (projects.length >= MAX_PROJECTS) break;
  }
  return projects;
}
