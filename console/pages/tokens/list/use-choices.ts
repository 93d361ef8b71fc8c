import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';

export type Choice = readonly [value: string, label: string];

/** As many as one call gives: a list to choose from that is longer helps nobody. */
const LIMIT = 200;
const STALE_MS = 60_000;

/** What the facets offer, as far as one may see it. Of a facet that cannot be asked for, nothing is offered. */
export function useChoices(project: string | undefined): Record<'projects' | 'environments' | 'namespaces', Choice[]> {
  const session = useSession();
  const projects = useQuery({
    queryKey: ['projects', 'choices'],
    queryFn: ({ signal }) => ask(jeton.listProjects({ query: { limit: LIMIT }, signal })),
    enabled: may(session, 'project:read'),
    staleTime: STALE_MS,
  });
  const environments = useQuery({
    queryKey: ['environments', 'choices'],
    queryFn: ({ signal }) => ask(jeton.listEnvironments({ query: { limit: LIMIT }, signal })),
    enabled: may(session, 'environment:read'),
    staleTime: STALE_MS,
  });
  const namespaces = useQuery({
    queryKey: ['namespaces', project, 'choices'],
    queryFn: ({ signal }) =>
      ask(jeton.listNamespaces({ path: { project: project ?? '' }, query: { limit: LIMIT }, signal })),
    enabled: project !== undefined && may(session, 'namespace:read', { project }),
    staleTime: STALE_MS,
  });
  return {
    projects: (projects.data?.items ?? []).map(({ id }) => [id, id]),
    environments: (environments.data?.items ?? []).map(({ id }) => [id, id]),
    namespaces: (project === undefined ? [] : (namespaces.data?.items ?? [])).map(({ name }) => [name, name]),
  };
}

/** What a link asks for is among the choices, even where the console would not offer it. */
export function withChosen(choices: readonly Choice[], chosen: string): Choice[] {
  const known = chosen === '' || choices.some(([choice]) => choice === chosen);
  return known ? [...choices] : [...choices, [chosen, chosen]];
}
