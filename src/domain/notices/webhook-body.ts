import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { NoticeRecord, NotificationRecord } from '../../d1/notifications/attempt.ts';
import { recreating, refreshing } from './replacement.ts';

/** What a webhook tells at once; of more it says how many there are. */
export const WEBHOOK_TOKENS = 1_000;

export type Told = { items: readonly NoticeRecord[]; total: number };

/**
 * The body of a webhook: `type`, `timestamp` and `data`, as Standard Webhooks wants it. Made only from what was kept
 * when it was decided: attempts under one `webhook-id` differ in nothing but what no longer holds.
 */
export function webhookBody(notification: NotificationRecord, { items, total }: Told, origin: string | null): string {
  const { event, createdAt } = notification;
  return JSON.stringify({
    type: event,
    timestamp: formatInstant(createdAt),
    data: { total, tokens: items.map((item) => describe(item, createdAt, origin)) },
  });
}

function describe(item: NoticeRecord, asOf: number, origin: string | null) {
  const { tokenId, expiresAt, thresholdSeconds, eventId, detail } = item;
  const { name, type, projects, environments, owner, happened } = detail;
  const token = {
    id: tokenId === 0 ? null : formatId('tok', tokenId),
    name,
    type,
    projects,
    environments,
    owner,
    expires: expiresAt === 0 ? null : formatInstant(expiresAt),
  };
  if (eventId !== 0) return { ...token, happened: happened && { ...happened, at: formatInstant(happened.at) } };
  const replace =
    thresholdSeconds === 0 ? recreating(origin, detail, expiresAt) : refreshing(origin, tokenId, detail, expiresAt);
  return { ...token, daysLeft: Math.trunc((expiresAt - asOf) / 86_400), thresholdSeconds, replace };
}
