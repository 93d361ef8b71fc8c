import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { closeRound, commitCrossings, findCrossings } from './notices/crossings.ts';
import { commitHappenings, findPeople, happeningsQuery, lastEventId } from './notices/happenings.ts';
import { commitNamed, namedSince, untoldQuery } from './notices/named.ts';
import { forgetWalks, readWatermarks, startWalks } from './notices/watermarks.ts';

export type NoticeStore = ReturnType<typeof createNoticeStore>;

/** What is owed to whom: found by walks that begin where the last one ended, and written in the batch that moves them on. */
export function createNoticeStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('notices', {
    readWatermarks: bound(readWatermarks),
    startWalks: async (thresholds: readonly number[], nowSeconds: number) => {
      if (thresholds.length > 0) await startWalks(db, thresholds, nowSeconds);
    },
    forgetWalks: bound(forgetWalks),
    crossings: bound(findCrossings),
    commitCrossings: bound(commitCrossings),
    closeRound: bound(closeRound),
    happenings: async (...args: Tail<typeof happeningsQuery>) => happeningsQuery(db, ...args),
    lastEventId: bound(lastEventId),
    findPeople: async (ids: readonly number[]) => findPeople(db, ids),
    commitHappenings: bound(commitHappenings),
    findNamedSince: async (propertyIds: readonly number[], since: number) => namedSince(db, propertyIds, since),
    findUntold: async (limit: number) => untoldQuery(db, limit),
    commitNamed: bound(commitNamed),
  });
}

type Tail<Query extends (db: Database, ...args: never[]) => unknown> = Query extends (
  db: Database,
  ...args: infer Args
) => unknown
  ? Args
  : never;
