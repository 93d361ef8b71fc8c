import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type {
  AccessKeyNotice,
  Happened,
  NotificationEvent,
  PropertyNotice,
  TokenNotice,
} from '../../contract/notices.ts';
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
    data: { total, ...listOf(event, items, createdAt, origin) },
  });
}

/** The things told, under the name of what they are: a message has one type, and so one list. */
function listOf(event: NotificationEvent, items: readonly NoticeRecord[], asOf: number, origin: string | null) {
  const details = items.map(({ detail }) => detail);
  if (event.startsWith('access_key.')) {
    return { accessKeys: details.flatMap((each) => (each.about === 'access_key' ? [describeKey(each)] : [])) };
  }
  if (event.startsWith('property.')) {
    return { properties: details.flatMap((each) => (each.about === 'property' ? [describeProperty(each)] : [])) };
  }
  const tokens = items.flatMap((item) =>
    item.detail.about === 'token' ? [describeToken(item, item.detail, asOf, origin)] : [],
  );
  return { tokens };
}

function describeKey({ id, name, project, version, requestedBy, by, happened }: AccessKeyNotice) {
  const what = { accessKeyUid: id, accessKeyName: name, project, version };
  return { ...what, requestedBy, by, happened: instantOf(happened) };
}

function describeProperty({ id, name, project, version, environment, note, by, happened }: PropertyNotice) {
  const what = { propertyId: id, propertyName: name, project, version, environment, note };
  return { ...what, by, happened: instantOf(happened) };
}

function instantOf(happened: Happened) {
  return { ...happened, at: formatInstant(happened.at) };
}

function describeToken(item: NoticeRecord, detail: TokenNotice, asOf: number, origin: string | null) {
  const { tokenId, expiresAt, thresholdSeconds, eventId } = item;
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
  if (eventId !== 0) return { ...token, happened: happened && instantOf(happened) };
  const replace =
    thresholdSeconds === 0 ? recreating(origin, detail, expiresAt) : refreshing(origin, tokenId, detail, expiresAt);
  return { ...token, daysLeft: Math.trunc((expiresAt - asOf) / 86_400), thresholdSeconds, replace };
}
