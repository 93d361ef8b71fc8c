import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';

/** A property, and what belongs to it: what several pages ask, under one key each. */
export const oneProperty = (id: string) =>
  queryOptions({
    queryKey: ['properties', 'one', id],
    queryFn: ({ signal }) => ask(jeton.getProperty({ path: { id }, signal })),
  });

export const oneVersion = (id: string, version: number) =>
  queryOptions({
    queryKey: ['properties', 'one', id, 'versions', version],
    queryFn: ({ signal }) => ask(jeton.getPropertyVersion({ path: { id, n: String(version) }, signal })),
  });

/** The latest change of what an environment runs; null where it never ran anything. */
export const latestActivation = (id: string, environment: string) =>
  queryOptions({
    queryKey: ['properties', 'one', id, 'activations', 'latest', environment],
    queryFn: async ({ signal }) => {
      const { items } = await ask(jeton.listActivations({ path: { id }, query: { environment, limit: 1 }, signal }));
      return items[0] ?? null;
    },
  });

/** The numbers of all versions with what is said of each, latest first; the first 200. */
export const someVersions = (id: string) =>
  queryOptions({
    queryKey: ['properties', 'one', id, 'versions', 'some'],
    queryFn: ({ signal }) => ask(jeton.listPropertyVersions({ path: { id }, query: { limit: 200 }, signal })),
  });

/** Something of a property has changed. */
export function refetchProperties(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['properties'] });
}

/** A version was saved. Its answer holds more findings than it is asked for later: where names of origins lead. */
export async function keepSaved(version: Schemas['PropertyVersion']): Promise<void> {
  await refetchProperties();
  queries.setQueryData(oneVersion(version.propertyId, version.version).queryKey, version);
}
