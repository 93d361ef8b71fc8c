import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { findMissing, type Named } from './places/find-missing.ts';

export type PlaceStore = ReturnType<typeof createPlaceStore>;

/** Projects, environments and namespaces. */
export function createPlaceStore(db: Database) {
  return failingAsStorage('places', {
    findMissing: (named: Named) => findMissing(db, named),
  });
}
