import { and, eq, isNull, sql } from 'drizzle-orm';
import type { DisabledReason, NotificationStatus } from '../../contract/notices.ts';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { unlessLost } from '../notices/crossings.ts';
import { notifications, subscriptions } from '../schema.ts';

/** What an attempt came to. `nextAttemptAt` is for those that stay pending. */
export type Settlement = {
  id: number;
  /** The attempt that this is the outcome of: a later one is not overwritten. */
  attempts: number;
  status: NotificationStatus;
  at: number;
  nextAttemptAt: number | null;
  lastStatus: number | null;
  lastAnswer: string | null;
};

/** Records the outcome of an attempt. */
export async function settle(db: Database, settlement: Settlement): Promise<void> {
  const { id, attempts, status, at, nextAttemptAt, lastStatus, lastAnswer } = settlement;
  await db
    .update(notifications)
    .set({
      status,
      lastStatus,
      lastAnswer,
      endedAt: status === 'pending' ? null : at,
      ...(nextAttemptAt !== null && { nextAttemptAt }),
    })
    .where(and(eq(notifications.id, id), eq(notifications.attempts, attempts), eq(notifications.status, 'pending')));
}

/** The end of a subscription's deliveries; `tell` is who hears of it by mail. */
export type Disabling = { subscriptionId: number; reason: DisabledReason; tell: string | null; event: AuditEvent };

/** Disables a subscription with its audit row and the mail that its owner is owed; once, whoever else tries. */
export async function disableSubscription(db: Database, disabling: Disabling): Promise<'done' | 'lost_race'> {
  const { subscriptionId, reason, tell, event } = disabling;
  const mail = {
    digest: `disabled:${subscriptionId}:${event.at}`,
    recipient: tell ?? '',
    subscriptionId,
    channel: 'mail' as const,
    event: 'subscription.disabled' as const,
    status: 'pending' as const,
    createdAt: event.at,
    replayed: false,
    attempts: 0,
    nextAttemptAt: event.at,
  };
  return unlessLost(
    db.batch([
      db
        .update(subscriptions)
        .set({ disabledAt: event.at, disabledReason: reason, version: sql`${subscriptions.version} + 1` })
        .where(and(eq(subscriptions.id, subscriptionId), isNull(subscriptions.disabledAt))),
      stopUnlessChanged(db),
      ...(tell === null ? [] : [db.insert(notifications).values(mail)]),
      eventRow(db, event),
    ]),
  );
}
