import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { NotificationStatus } from '../../contract/notices.ts';
import type { Database } from '../database.ts';
import { notices, notifications, subscriptions } from '../schema.ts';
import type { NotificationRecord } from './attempt.ts';

export type NotificationFilter = {
  id?: number | undefined;
  status?: NotificationStatus | undefined;
  subscriptionId?: number | undefined;
  /** Those to subscriptions of these projects only; left out: all. */
  projects?: readonly string[] | undefined;
};

/** A notification with how much it tells, and where its subscription leads now. */
export type ListedNotification = NotificationRecord & {
  told: number;
  superseded: number;
  address: string | null;
  /** Of its subscription. */
  project: string | null;
};

const TOLD = sql<number>`(select count(*) from ${notices} where ${notices.notificationId} = ${notifications.id} and ${notices.superseded} = 0)`;
const SUPERSEDED = sql<number>`(select count(*) from ${notices} where ${notices.notificationId} = ${notifications.id} and ${notices.superseded} = 1)`;

/** Notifications, latest first; those whose digest is still being gathered are not there yet. */
export function pageQuery(db: Database, filter: NotificationFilter, beforeId: number, limit: number) {
  const { id, status, subscriptionId, projects } = filter;
  return db
    .select({
      notification: notifications,
      told: TOLD,
      superseded: SUPERSEDED,
      address: subscriptions.address,
      project: subscriptions.project,
    })
    .from(notifications)
    .leftJoin(subscriptions, eq(subscriptions.id, notifications.subscriptionId))
    .where(
      and(
        lt(notifications.id, beforeId),
        status === undefined ? ne(notifications.status, 'gathering') : eq(notifications.status, status),
        id === undefined ? undefined : eq(notifications.id, id),
        subscriptionId === undefined ? undefined : eq(notifications.subscriptionId, subscriptionId),
        projects === undefined ? undefined : inSubscriptionsTo(projects),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit);
}

/** By the subscriptions, of which there are a thousand at most, and the index of each. */
function inSubscriptionsTo(projects: readonly string[]) {
  return sql`${notifications.subscriptionId} in (
    select s.id from ${subscriptions} s where s.project in (select value from json_each(${JSON.stringify(projects)})))`;
}

export async function listNotifications(
  db: Database,
  filter: NotificationFilter,
  beforeId: number,
  limit: number,
): Promise<ListedNotification[]> {
  const rows = await pageQuery(db, filter, beforeId, limit);
  return rows.map(({ notification, ...rest }) => ({ ...notification, ...rest }));
}

/** Owes an ended notification anew, at once, under the same id; false when it has not ended. */
export async function owedAnew(db: Database, id: number, nowSeconds: number): Promise<boolean> {
  const rows = await db
    .update(notifications)
    .set({
      status: 'pending',
      replayed: true,
      attempts: 0,
      firstAttemptAt: null,
      nextAttemptAt: nowSeconds,
      endedAt: null,
    })
    .where(and(eq(notifications.id, id), inArray(notifications.status, ['delivered', 'failed', 'dropped'])))
    .returning({ id: notifications.id });
  return rows.length > 0;
}

/** Forgets notifications made before a second that are no longer owed, at most `limit`, with what they told. */
export async function pruneNotifications(db: Database, createdBefore: number, limit: number): Promise<number> {
  const old = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        lt(notifications.createdAt, createdBefore),
        // The plus keeps SQLite from the index by status, which would have it read every one that was ever delivered.
        sql`+${notifications.status} in ('delivered', 'failed', 'dropped')`,
      ),
    )
    .limit(limit);
  const deleted = db.delete(notifications).where(inArray(notifications.id, old));
  return (await deleted.returning({ id: notifications.id })).length;
}
