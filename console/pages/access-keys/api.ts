import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../client/api/index.ts';
import type {
  LOOKUP_RETRY_SECONDS as LookupSeconds,
  REQUEST_RETRY_SECONDS as RequestSeconds,
} from '../../../src/contract/access-keys.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';

export type AccessKey = Schemas['AccessKey'];
export type Version = Schemas['AccessKeyVersion'];

/** While a version comes or goes, it is looked at so often. */
const CHANGING_MS = 5_000;
/** What the API says with each 202, which is not at hand any more after a reload; the types hold them to that. */
const REQUEST_SECONDS: typeof RequestSeconds = 5;
const LOOKUP_SECONDS: typeof LookupSeconds = 10;

export const oneKey = (uid: string) =>
  queryOptions({
    queryKey: ['access-keys', 'one', uid],
    queryFn: ({ signal }) => ask(jeton.getAccessKey({ path: { uid }, signal })),
  });

/** The versions of a key, asked for anew while one is on its way in or out. */
export const versionsOf = (uid: string) =>
  queryOptions({
    queryKey: ['access-keys', 'one', uid, 'versions'],
    queryFn: async ({ signal }) => (await ask(jeton.listAccessKeyVersions({ path: { uid }, signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isChanging) ? CHANGING_MS : false),
  });

/** The active properties that sign with a version, at this moment. */
export const usesOf = (uid: string, version: number) =>
  queryOptions({
    queryKey: ['access-keys', 'one', uid, 'uses', version],
    queryFn: async ({ signal }) => {
      const path = { uid, version };
      return (await ask(jeton.listAccessKeyVersionProperties({ path, signal }))).properties;
    },
  });

/** What became of a request for a key, or a version of one: asked for until it has ended. */
export const requestOf = (id: string) =>
  queryOptions({
    queryKey: ['access-keys', 'requests', id],
    queryFn: ({ signal }) => ask(jeton.getAccessKeyRequest({ path: { id }, signal })),
    refetchInterval: ({ state }) =>
      (state.data?.processingStatus === 'IN_PROGRESS' && pauseMs(state, REQUEST_SECONDS)) || false,
  });

/** What a lookup found. */
export const lookupOf = (id: string) =>
  queryOptions({
    queryKey: ['access-keys', 'lookups', id],
    queryFn: ({ signal }) => ask(jeton.getAccessKeyLookup({ path: { id }, signal })),
    refetchInterval: ({ state }) =>
      (state.data?.lookupStatus === 'SUBMITTED' && pauseMs(state, LOOKUP_SECONDS)) || false,
  });

export function isChanging({ deploymentStatus }: Version): boolean {
  return deploymentStatus !== 'ACTIVE';
}

/** Something of the access keys has changed. */
export function refetchAccessKeys(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['access-keys'] });
}

/** Soon at first, then no more often than the API wants it. */
function pauseMs({ dataUpdateCount }: { dataUpdateCount: number }, longestSeconds: number): number {
  return Math.min(2 ** (dataUpdateCount - 1), longestSeconds) * 1000;
}
