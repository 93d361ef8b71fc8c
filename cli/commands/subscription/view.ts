import type { Subscription } from '../../../src/contract/notices.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const ID: Column<Subscription> = { title: 'id', of: (subscription) => subscription.id };
const CHANNEL: Column<Subscription> = { title: 'channel', of: (subscription) => subscription.channel };
const ADDRESS: Column<Subscription> = { title: 'address', of: (subscription) => subscription.address };
const EVENTS: Column<Subscription> = { title: 'events', of: (subscription) => subscription.events.join(',') };
const THRESHOLDS: Column<Subscription> = { title: 'thresholds', of: ({ thresholds }) => thresholds.join(',') };
const FILTER: Column<Subscription> = { title: 'filter', of: filterInWords };
const STATUS: Column<Subscription> = { title: 'status', of: statusInWords };

/** How subscriptions look. */
export const SUBSCRIPTION_VIEW: View<Subscription> = {
  noun: 'subscription',
  essence: (subscription) => subscription.id,
  columns: [ID, CHANNEL, ADDRESS, EVENTS, THRESHOLDS, FILTER, STATUS],
  card: [
    ID,
    CHANNEL,
    ADDRESS,
    { title: 'description', of: (subscription) => subscription.description ?? '' },
    EVENTS,
    THRESHOLDS,
    FILTER,
    STATUS,
    { title: 'disabled', of: (subscription) => subscription.disabledAt ?? '' },
    { title: 'old secret until', of: (subscription) => subscription.previousSecretUntil ?? '' },
    { title: 'owner', of: (subscription) => subscription.owner ?? '' },
    { title: 'created', of: (subscription) => subscription.createdAt },
  ],
};

function filterInWords({ filter }: Subscription): string {
  const parts = Object.entries(filter).map(([what, which]) => `${what} ${which}`);
  return parts.length === 0 ? 'every token' : parts.join(', ');
}

function statusInWords({ enabled, disabledReason }: Subscription): string {
  return enabled ? 'enabled' : `disabled (${disabledReason ?? 'no reason given'})`;
}
