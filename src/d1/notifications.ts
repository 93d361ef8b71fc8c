import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { beginAttempt, claimDue, readNotices } from './notifications/attempt.ts';
import { listNotifications, owedAnew, pruneNotifications } from './notifications/list.ts';
import { oweSample } from './notifications/sample.ts';
import { disableSubscription, settle } from './notifications/settle.ts';

export type NotificationStore = ReturnType<typeof createNotificationStore>;

/** Messages owed, tried and delivered. */
export function createNotificationStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('notifications', {
    claimDue: bound(claimDue),
    beginAttempt: bound(beginAttempt),
    readNotices: bound(readNotices),
    settle: bound(settle),
    disableSubscription: bound(disableSubscription),
    list: bound(listNotifications),
    owedAnew: bound(owedAnew),
    oweSample: bound(oweSample),
    prune: bound(pruneNotifications),
  });
}
