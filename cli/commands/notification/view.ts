import type { Notification } from '../../../src/contract/notices.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const ID: Column<Notification> = { title: 'id', of: (notification) => notification.id };
const EVENT: Column<Notification> = { title: 'event', of: (notification) => notification.event };
const CHANNEL: Column<Notification> = { title: 'channel', of: (notification) => notification.channel };
const ADDRESS: Column<Notification> = { title: 'address', of: (notification) => notification.address ?? '' };
const STATUS: Column<Notification> = { title: 'status', of: (notification) => notification.status };
const TOKENS: Column<Notification> = { title: 'tokens', of: (notification) => String(notification.tokens) };
const CREATED: Column<Notification> = { title: 'created', of: (notification) => notification.createdAt };
const ATTEMPTS: Column<Notification> = { title: 'attempts', of: (notification) => String(notification.attempts) };
const LAST_STATUS: Column<Notification> = {
  title: 'last status',
  of: ({ lastStatus }) => (lastStatus === null ? '' : String(lastStatus)),
};

/** How notifications look. */
export const NOTIFICATION_VIEW: View<Notification> = {
  noun: 'notification',
  essence: (notification) => notification.id,
  columns: [ID, EVENT, CHANNEL, ADDRESS, STATUS, TOKENS, ATTEMPTS, LAST_STATUS, CREATED],
  card: [
    ID,
    { title: 'subscription', of: (notification) => notification.subscription ?? 'none: told as the owner' },
    EVENT,
    CHANNEL,
    ADDRESS,
    STATUS,
    TOKENS,
    { title: 'left out', of: ({ superseded }) => (superseded === 0 ? '' : `${superseded}, changed in time`) },
    CREATED,
    ATTEMPTS,
    { title: 'last attempt', of: (notification) => notification.lastAttemptAt ?? '' },
    { title: 'next attempt', of: (notification) => notification.nextAttemptAt ?? '' },
    { title: 'ended', of: (notification) => notification.endedAt ?? '' },
    LAST_STATUS,
    { title: 'last answer', of: (notification) => notification.lastAnswer ?? '' },
  ],
};
