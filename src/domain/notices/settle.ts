import { formatId } from '../../contract/ids.ts';
import type { DisabledReason } from '../../contract/notices.ts';
import type { AuditEvent } from '../../d1/journal.ts';
import type { NotificationRecord } from '../../d1/notifications/attempt.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import type { UserStore } from '../../d1/users.ts';
import { sweepEvent } from '../caller.ts';
import { mailRecipient } from './audience.ts';
import { nextAttemptAt } from './retry.ts';

/** What an attempt came to. `gone`: the receiver wants no more; `dropped`: there was nothing to send, or nowhere. */
export type Outcome =
  | { kind: 'delivered'; status: number | null; answer: string }
  | { kind: 'gone'; status: number; answer: string }
  | { kind: 'failed'; status: number | null; answer: string; retryAfterSeconds: number | null }
  | { kind: 'dropped'; reason: string };

type SettleDeps = {
  notifications: Pick<NotificationStore, 'settle' | 'disableSubscription'>;
  users: Pick<UserStore, 'find'>;
  mailer: { enabled: boolean };
  nowMs: number;
};

/** Records an outcome: what failed is due again, and when a day of attempts has failed the subscription is disabled. */
export async function settleAttempt(
  deps: SettleDeps,
  notification: NotificationRecord,
  subscription: SubscriptionRecord | null,
  outcome: Outcome,
  random: number,
): Promise<void> {
  const at = Math.floor(deps.nowMs / 1000);
  const { id, attempts } = notification;
  const record = (
    status: 'pending' | 'delivered' | 'failed' | 'dropped',
    lastStatus: number | null,
    answer: string,
    next: number | null,
  ) =>
    deps.notifications.settle({
      id,
      attempts,
      status,
      at,
      nextAttemptAt: next,
      lastStatus,
      lastAnswer: answer || null,
    });
  switch (outcome.kind) {
    case 'delivered':
      return record('delivered', outcome.status, outcome.answer, null);
    case 'dropped':
      return record('dropped', null, outcome.reason, null);
    case 'gone':
      // First the end of the subscription: a crash in between leaves an attempt that will find it disabled.
      await disable(deps, subscription, 'gone', at);
      return record('failed', outcome.status, outcome.answer, null);
    case 'failed': {
      const { retryAfterSeconds } = outcome;
      const firstAttemptAt = notification.firstAttemptAt ?? at;
      const next = nextAttemptAt({ attempts, firstAttemptAt, nowSeconds: at, retryAfterSeconds, random });
      if (next !== null) return record('pending', outcome.status, outcome.answer, next);
      if (notification.event !== 'subscription.disabled') await disable(deps, subscription, 'failing', at);
      return record('failed', outcome.status, outcome.answer, null);
    }
  }
}

async function disable(
  deps: SettleDeps,
  subscription: SubscriptionRecord | null,
  reason: DisabledReason,
  at: number,
): Promise<void> {
  if (!subscription || subscription.disabledAt !== null) return;
  const owner = subscription.ownerId === null ? null : await deps.users.find(subscription.ownerId);
  const told = owner !== null && owner.disabledAt === null && deps.mailer.enabled;
  const event: AuditEvent = sweepEvent(at, {
    action: 'subscription.disabled',
    target: formatId('sub', subscription.id),
    project: subscription.project,
    after: { reason },
  });
  const tell = told ? mailRecipient(owner.email) : null;
  await deps.notifications.disableSubscription({ subscriptionId: subscription.id, reason, tell, event });
}
