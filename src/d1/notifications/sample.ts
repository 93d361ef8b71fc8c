import type { Channel, NotificationEvent } from '../../contract/notices.ts';
import type { Database } from '../database.ts';
import { notifications } from '../schema.ts';

/** Owes a subscription a sample: a notification that tells of nothing that is stored. Returns its id. */
export async function oweSample(
  db: Database,
  sample: {
    digest: string;
    recipient: string;
    subscriptionId: number;
    channel: Channel;
    event: NotificationEvent;
    at: number;
  },
): Promise<number> {
  const { digest, recipient, subscriptionId, channel, event, at } = sample;
  const [row] = await db
    .insert(notifications)
    .values({
      digest,
      recipient,
      subscriptionId,
      channel,
      event,
      status: 'pending',
      createdAt: at,
      replayed: false,
      attempts: 0,
      nextAttemptAt: at,
    })
    .returning({ id: notifications.id });
  return row?.id ?? 0;
}
