import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Subscription } from '../../contract/notices.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';

/** A subscription as people see it: never its secret. */
export function viewSubscription(record: SubscriptionRecord, nowSeconds: number): Subscription {
  const { id, channel, address, description, events, thresholds, project, namespace, type, filterOwnerId } = record;
  const overlapping = record.previousSecretEndsAt !== null && record.previousSecretEndsAt > nowSeconds;
  return {
    id: formatId('sub', id),
    channel,
    address,
    description,
    events,
    thresholds: thresholds.map(formatDuration),
    filter: {
      ...(project !== null && { project }),
      ...(namespace !== null && { namespace }),
      ...(type !== null && { type }),
      ...(filterOwnerId !== null && { owner: formatId('usr', filterOwnerId) }),
    },
    enabled: record.disabledAt === null,
    disabledAt: instant(record.disabledAt),
    disabledReason: record.disabledReason,
    previousSecretUntil: overlapping ? instant(record.previousSecretEndsAt) : null,
    owner: record.ownerId === null ? null : formatId('usr', record.ownerId),
    createdAt: formatInstant(record.createdAt),
  };
}

/** A subscription for the audit trail: the path of a webhook is often its password. */
export function auditSubscription(record: SubscriptionRecord, nowSeconds: number): Subscription {
  return { ...viewSubscription(record, nowSeconds), address: withoutPath(record.address) };
}

/** `https://hooks.example.com/…`: where it leads, without what opens it. A mail address stays as it is. */
export function withoutPath(address: string): string {
  if (!URL.canParse(address)) return address;
  const { origin, href } = new URL(address);
  return href === `${origin}/` ? origin : `${origin}/…`;
}

function instant(seconds: number | null): string | null {
  return seconds === null ? null : formatInstant(seconds);
}

const UNITS: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
];

/** A duration in the largest unit that tells it whole: `30d`, `36h`, `90s`. */
function formatDuration(seconds: number): string {
  const [size, unit] = UNITS.find(([each]) => seconds % each === 0) ?? [1, 's'];
  return `${seconds / size}${unit}`;
}
