import { useInfiniteQuery } from '@tanstack/react-query';
import { pages, type Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';

type Project = Schemas['Project'];

/** So many projects at once: each is a call of its own. */
const AT_ONCE = 12;
/** As much of one list as a call gives. */
const MOST = 200;

/**
 * Looks through the projects that one may see, some at a time, for what no single call lists: where a role is given, which
 * namespaces a group guards.
 */
export function useWalk<Found>(
  queryKey: readonly unknown[],
  look: (project: Project, signal: AbortSignal) => Promise<Found[]>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const page = await ask(jeton.listProjects({ query: { limit: AT_ONCE, cursor: pageParam }, signal }));
      const found = await Promise.all(page.items.map((project) => look(project, signal)));
      return { found: found.flat(), looked: page.items.length, total: page.total, nextCursor: page.nextCursor };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled,
  });
  const walked = query.data?.pages ?? [];
  return {
    error: query.error,
    retry: query.refetch,
    /** null: no answer yet. */
    found: query.data === undefined ? null : walked.flatMap(({ found }) => found),
    looked: walked.reduce((sum, { looked }) => sum + looked, 0),
    total: walked[0]?.total ?? 0,
    hasMore: query.hasNextPage,
    pending: query.isFetchingNextPage,
    onMore: () => query.fetchNextPage(),
  };
}

export type Walk = Omit<ReturnType<typeof useWalk>, 'found'>;

/** The namespaces of a project that the signed-in may see. */
export async function namespacesOf(project: string, signal: AbortSignal): Promise<Schemas['Namespace'][]> {
  const all: Schemas['Namespace'][] = [];
  for await (const page of pages(jeton.listNamespaces, { path: { project }, query: { limit: MOST }, signal })) {
    all.push(...(await ask(Promise.resolve(page))).items);
  }
  return all;
}

/** The people of a project. */
export async function membersOf(project: string, signal: AbortSignal): Promise<Schemas['Member'][]> {
  const all: Schemas['Member'][] = [];
  for await (const page of pages(jeton.listMembers, { path: { project }, query: { limit: MOST }, signal })) {
    all.push(...(await ask(Promise.resolve(page))).items);
  }
  return all;
}
