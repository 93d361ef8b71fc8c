import type { Delivery } from '../../contract/queue.ts';
import type { NotificationStore } from '../../d1/notifications.ts';

export type DispatchDeps = {
  notifications: Pick<NotificationStore, 'claimDue'>;
  /** Hands deliveries to the queue, all or none of them. */
  enqueueDeliveries: (deliveries: readonly Delivery[]) => Promise<void>;
  nowMs: number;
};

/** Queues takes 100 messages at once. */
const CHUNK = 100;
const MAX_CHUNKS = 20;

/**
 * Hands what is due to the queue, one message a notification: a receiver that hangs holds up nobody else. What was
 * claimed and never arrived, because this run or the queue failed, is due again in five minutes.
 */
export async function dispatchDue(deps: DispatchDeps): Promise<{ queued: number; more: boolean }> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  let queued = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const due = await deps.notifications.claimDue(nowSeconds, CHUNK);
    if (due.length > 0) await deps.enqueueDeliveries(due);
    queued += due.length;
    if (due.length < CHUNK) return { queued, more: false };
  }
  return { queued, more: true };
}
