import { useQueries, useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';

const PAGE = 200;
/** Beyond so many, a field to type in is quicker than a list. */
const MAX_PAGES = 5;

type Named = { id: string; name: string };

/** What tokens can be made for, as far as it can be looked up: the bounds of their life, projects and environments. */
export function useChoices() {
  const settings = useQuery({ queryKey: ['settings'], queryFn: ({ signal }) => ask(jeton.getSettings({ signal })) });
  const projects = useQuery({
    queryKey: ['projects', 'for a new token'],
    queryFn: ({ signal }) => listProjects(signal),
  });
  const environments = useQuery({
    queryKey: ['environments', 'for a new token'],
    queryFn: ({ signal }) => ask(jeton.listEnvironments({ query: { limit: PAGE }, signal })),
  });
  const all = [settings, projects, environments];
  return {
    choices:
      settings.data && projects.data && environments.data
        ? { settings: settings.data, projects: projects.data, environments: environments.data.items }
        : null,
    error: all.find(({ error }) => error)?.error ?? null,
    retry: () => Promise.all(all.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

export type Choices = { settings: Schemas['Settings']; projects: Named[]; environments: Named[] };

async function listProjects(signal: AbortSignal): Promise<Named[]> {
  const projects: Named[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = await ask(jeton.listProjects({ query: { limit: PAGE, cursor }, signal }));
    projects.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return projects;
}

/** The names of the namespaces in some projects. Where they cannot be looked up there are none: a name can be typed. */
export function useNamespaces(projects: readonly string[]): string[] {
  const found = useQueries({
    queries: projects
      .filter((project) => project !== '*')
      .slice(0, MAX_PAGES)
      .map((project) => ({
        queryKey: ['namespaces', project, 'for a new token'],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          ask(jeton.listNamespaces({ path: { project }, query: { limit: PAGE }, signal })),
      })),
  });
  return [...new Set(found.flatMap(({ data }) => data?.items.map(({ name }) => name) ?? []))].sort();
}

/** The clients that a token can be locked to; null: they cannot be looked up. */
export function useClients(): Named[] | null {
  const { data } = useQuery({
    queryKey: ['clients', 'for a new token'],
    queryFn: ({ signal }) => ask(jeton.listClients({ query: { limit: PAGE }, signal })),
  });
  return data?.items ?? null;
}

/** What the owner is called; null where it is nobody else than who makes the token. */
export function useOwnerName(id: string): string | null {
  const { data } = useQuery({
    queryKey: ['users', id],
    queryFn: ({ signal }) => ask(jeton.getUser({ path: { id }, signal })),
    enabled: id !== '',
  });
  return id === '' ? null : (data?.name ?? id);
}
