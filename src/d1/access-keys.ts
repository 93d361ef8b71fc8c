import { failingAsStorage } from '../contract/storage-error.ts';
import { activateVersion, failRequest, findOpenRequest, listOpenRequests } from './access-keys/activate.ts';
import { addVersion, createKey } from './access-keys/create.ts';
import { countKeys, findKey, findRequest, type KeyFilter, keyPageQuery, usingQuery } from './access-keys/find.ts';
import { createLookup, endLookup, findLookup, listOpenLookups } from './access-keys/lookups.ts';
import { pruneLookups, pruneRequests } from './access-keys/prune.ts';
import { deleteKey, deleteVersion, eraseVersion, listLeaving } from './access-keys/remove.ts';
import { listSealedUnder, resealVersion } from './access-keys/reseal.ts';
import { boundTo, type Database } from './database.ts';

export type AccessKeyStore = ReturnType<typeof createAccessKeyStore>;

/** Credentials of clouds, sealed. Every write is one batch with its audit row; limits and states are kept inside it. */
export function createAccessKeyStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('access keys', {
    find: bound(findKey),
    list: async (filter: KeyFilter, beforeId: number, limit: number) => keyPageQuery(db, filter, beforeId, limit),
    count: bound(countKeys),
    listUses: async (keyId: number, version: number) => usingQuery(db, keyId, version),
    create: bound(createKey),
    addVersion: bound(addVersion),
    findRequest: bound(findRequest),
    listOpenRequests: bound(listOpenRequests),
    findOpenRequest: bound(findOpenRequest),
    activate: bound(activateVersion),
    fail: bound(failRequest),
    deleteVersion: bound(deleteVersion),
    listLeaving: bound(listLeaving),
    erase: bound(eraseVersion),
    delete: bound(deleteKey),
    createLookup: bound(createLookup),
    findLookup: bound(findLookup),
    listOpenLookups: bound(listOpenLookups),
    endLookup: bound(endLookup),
    listSealedUnder: bound(listSealedUnder),
    reseal: bound(resealVersion),
    pruneRequests: bound(pruneRequests),
    pruneLookups: bound(pruneLookups),
  });
}
