import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Notification } from '../../contract/notices.ts';
import type { ListedNotification } from '../../d1/notifications/list.ts';
import { mailAddressOf } from '../notices/audience.ts';
import { isSample } from '../notices/sample.ts';

/** A notification as people see it: what was owed, tried and delivered. */
export function viewNotification(record: ListedNotification): Notification {
  const { id, subscriptionId, channel, event, status, told, superseded, attempts, lastStatus, lastAnswer } = record;
  return {
    id: formatId('ntf', id),
    subscription: subscriptionId === null ? null : formatId('sub', subscriptionId),
    channel,
    address: mailAddressOf(record.recipient) ?? record.address,
    event,
    // Lists leave out what is still being gathered.
    status: status === 'gathering' ? 'pending' : status,
    tokens: isSample(record) ? 1 : told,
    superseded,
    createdAt: formatInstant(record.createdAt),
    attempts,
    lastAttemptAt: instant(record.lastAttemptAt),
    nextAttemptAt: status === 'pending' ? instant(record.nextAttemptAt) : null,
    endedAt: instant(record.endedAt),
    lastStatus,
    lastAnswer,
  };
}

function instant(seconds: number | null): string | null {
  return seconds === null ? null : formatInstant(seconds);
}
