import type { Subscription } from './api.ts';

export type NoticeEvent = Subscription['events'][number];

/** What one can be told of, in groups, each with when that is. */
export const EVENT_GROUPS: readonly { title: string; events: readonly NoticeEvent[] }[] = [
  { title: 'Tokens that end', events: ['token.expiring', 'token.expired'] },
  {
    title: 'What is done to tokens',
    events: ['token.created', 'token.refreshed', 'token.shared', 'token.disabled', 'token.enabled', 'token.revoked'],
  },
  {
    title: 'Access keys',
    events: ['access_key.created', 'access_key.activated', 'access_key.failed', 'access_key.deleted'],
  },
  { title: 'Properties', events: ['property.activated', 'property.deactivated'] },
];

export const EVENT_WORDS: Record<NoticeEvent, string> = {
  'token.expiring': 'It ends soon: once for each threshold.',
  'token.expired': 'It has ended.',
  'token.created': 'One was made.',
  'token.refreshed': 'It got a new secret, or another end.',
  'token.shared': 'A link to it was sent or made.',
  'token.disabled': 'It stopped for now.',
  'token.enabled': 'It works again.',
  'token.revoked': 'It was ended for good; the reason is told.',
  'access_key.created': 'A key, or another version of one, was asked for.',
  'access_key.activated': 'A version may be used.',
  'access_key.failed': 'A version could not be activated; the reason is told.',
  'access_key.deleted': 'A version is gone everywhere, or the key as such.',
  'property.activated': 'An environment runs another version.',
  'property.deactivated': 'An environment runs none any more.',
};

/** Filters for a namespace, a type or an owner ask for tokens: of all else nothing is heard then. */
export function isOfTokens(event: NoticeEvent): boolean {
  return event.startsWith('token.');
}
