import type { NotificationStore } from '../../d1/notifications.ts';
import type { SubscriptionStore } from '../../d1/subscriptions.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { recipientOf } from '../notices/audience.ts';
import { type DispatchDeps, dispatchDue } from '../notices/dispatch.ts';
import { sampleDigest } from '../notices/sample.ts';
import { type Found, findNotification } from '../notifications/find.ts';
import type { Result } from '../result.ts';
import { findSubscription } from './change.ts';

type Deps = DispatchDeps & {
  subscriptions: Pick<SubscriptionStore, 'find'>;
  notifications: Pick<NotificationStore, 'oweSample' | 'list'>;
};

/** Sends a subscription a sample of the first event that it hears of, also while it is disabled. */
export async function testSubscription(deps: Deps, caller: Caller, id: string): Promise<Result<Found, Denial>> {
  const found = await findSubscription(deps, caller, id, 'update');
  if (!found.ok) return found;
  const subscription = found.value;
  const { channel, events } = subscription;
  const notificationId = await deps.notifications.oweSample({
    digest: sampleDigest(caller.requestId),
    recipient: recipientOf(subscription),
    subscriptionId: subscription.id,
    channel,
    event: channel === 'mail' ? 'digest' : (events[0] ?? 'token.expiring'),
    at: Math.floor(deps.nowMs / 1000),
  });
  await dispatchDue(deps);
  return findNotification(deps, notificationId);
}
