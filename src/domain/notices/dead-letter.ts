import type { Delivery } from '../../contract/queue.ts';
import { randomFraction } from '../../crypto/random.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { SubscriptionStore } from '../../d1/subscriptions.ts';
import type { UserStore } from '../../d1/users.ts';
import { settleAttempt } from './settle.ts';

type Deps = {
  notifications: Pick<NotificationStore, 'beginAttempt' | 'settle' | 'disableSubscription'>;
  subscriptions: Pick<SubscriptionStore, 'find'>;
  users: Pick<UserStore, 'find'>;
  mailer: { enabled: boolean };
  nowMs: number;
};

/** Counts a delivery whose every run failed on our side as a failed attempt; nothing where another run got further. */
export async function recordDeadLetter(deps: Deps, { id, attempts }: Delivery): Promise<void> {
  const notification = await deps.notifications.beginAttempt(id, attempts, Math.floor(deps.nowMs / 1000));
  if (!notification) return;
  const { subscriptionId } = notification;
  const subscription = subscriptionId === null ? null : await deps.subscriptions.find(subscriptionId);
  const answer = 'the delivery failed on our side; the log has it';
  const outcome = { kind: 'failed', status: null, answer, retryAfterSeconds: null } as const;
  await settleAttempt(deps, notification, subscription, outcome, randomFraction());
}
