import { sql } from 'drizzle-orm';
import type { Channel, NoticeDetail, NotificationEvent } from '../../contract/notices.ts';
import type { Database } from '../database.ts';
import { notices, notifications } from '../schema.ts';

/** Somebody who is told: a mail address, or a webhook. One message each a digest and event. */
export type Recipient = {
  /** `mail:ada@example.com`, `webhook:<subscription id>`. */
  recipient: string;
  channel: Channel;
  /** The subscription that asked first; null: told as the owner. */
  subscriptionId: number | null;
  event: NotificationEvent;
};

/** What there is to tell of one token, or of what else there is, and whom. */
export type Owed = {
  /** 0: it is not about one token. */
  tokenId: number;
  expiresAt: number;
  thresholdSeconds: number;
  /** 0, or the event of the audit trail that it is about; below 0, an activation: minus its id. */
  eventId: number;
  detail: NoticeDetail;
  to: Recipient[];
};

/**
 * The statements that owe somebody a message: its notification, once a digest, recipient and event, and a row for each
 * thing that it tells. What was owed before is left as it is: nobody is told twice.
 */
export function owe(
  db: Database,
  digest: string,
  status: 'gathering' | 'pending',
  owed: readonly Owed[],
  nowSeconds: number,
) {
  const recipients = new Map(owed.flatMap(({ to }) => to).map((each) => [`${each.recipient} ${each.event}`, each]));
  const list = JSON.stringify([...recipients.values()]);
  const things = JSON.stringify(
    owed.map(({ to, ...thing }) => ({ ...thing, to: to.map(({ recipient, event }) => ({ recipient, event })) })),
  );
  return [
    db
      .insert(notifications)
      .select(
        sql`select null, ${digest}, value ->> 'recipient', value ->> 'subscriptionId', value ->> 'channel',
          value ->> 'event', ${status}, ${nowSeconds}, 0, 0, null, null, ${nowSeconds}, null, null, null
          from json_each(${list}) where true`,
      )
      .onConflictDoNothing(),
    db
      .insert(notices)
      .select(
        // Materialized: else SQLite reads the whole of the JSON anew for each recipient of each token.
        sql`with thing as materialized (
            select value ->> 'tokenId' as token_id, value ->> 'expiresAt' as expires_at,
              value ->> 'thresholdSeconds' as threshold_seconds, value ->> 'eventId' as event_id,
              value -> 'detail' as detail, value -> 'to' as hearers
            from json_each(${things}))
          select token_id, expires_at, threshold_seconds, event_id, n.recipient, n.id, detail, 0
          from thing, json_each(thing.hearers) r
          cross join notifications n on n.digest = ${digest} and n.recipient = r.value ->> 'recipient' and n.event = r.value ->> 'event'
          where true`,
      )
      .onConflictDoNothing(),
  ] as const;
}
