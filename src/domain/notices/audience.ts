import type { NoticeEvent } from '../../contract/notices.ts';
import type { TokenType } from '../../contract/token-types.ts';
import type { Crossing } from '../../d1/notices/crossings.ts';
import type { Recipient } from '../../d1/notices/record.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';

/** Who is told of what: the subscriptions, and the thresholds at which owners are told without one. */
export type Audience = {
  subscriptions: readonly SubscriptionRecord[];
  /** Empty where no mail can be sent; 0 is the end itself. */
  ownerThresholds: readonly number[];
  mailEnabled: boolean;
};

/** What a filter is held against: a token, where `*` is any, as in a bulk revocation; or what else is of a project. */
export type Subject =
  | {
      about: 'token';
      projects: readonly string[];
      grants: Crossing['grants'];
      type: TokenType | '*';
      ownerId: number | null | '*';
    }
  | { about: 'access_key' | 'property'; project: string };

/** Every threshold that somebody listens for, the tightest first; 0 is the end itself, and always among them. */
export function thresholdsOf({ subscriptions, ownerThresholds }: Audience): number[] {
  const asked = subscriptions
    .filter(({ events }) => events.includes('token.expiring'))
    .flatMap((each) => each.thresholds);
  return [...new Set([0, ...ownerThresholds, ...asked])].sort((a, b) => a - b);
}

/**
 * Who is told that a token crossed a threshold: its owner and each subscription that listens for it, a mail address
 * once. Of several thresholds that it crossed since the last look, each recipient is told the tightest: nobody wants
 * to hear "in 30 days" and "in 7 days" of one token in one letter, or a warning beside the end.
 */
export function hearersOf(audience: Audience, crossing: Crossing, threshold: number, nowSeconds: number): Recipient[] {
  const { owner, expiresAt } = crossing;
  const passed = (thresholds: readonly number[]) =>
    thresholds.some((each) => each < threshold && expiresAt - each <= nowSeconds);
  const hearers: Recipient[] = [];
  const { ownerThresholds } = audience;
  const told = ownerThresholds.includes(threshold) && !passed(ownerThresholds) && !isSignIn(audience, crossing);
  if (owner && owner.disabledAt === null && told) {
    hearers.push(mailTo(owner.email, null));
  }
  const subject = { about: 'token', ...crossing, ownerId: owner?.id ?? null } as const;
  for (const subscription of audience.subscriptions) {
    const listens = thresholdsFor(subscription);
    if (!listens.includes(threshold) || passed(listens)) continue;
    // What crossed before somebody asked is not told.
    if (expiresAt - threshold < subscription.createdAt || !matches(subscription, subject)) continue;
    hearers.push(...toSubscription(audience, subscription, threshold === 0 ? 'token.expired' : 'token.expiring'));
  }
  return oncePerRecipient(hearers);
}

/**
 * Whether a token was made by its owner for no longer than the tightest warning, as signing in by password does every
 * day: whoever made it so knows, and a letter each morning would teach them to read none.
 */
function isSignIn({ ownerThresholds }: Audience, { type, expiresAt, issuedAt }: Crossing): boolean {
  const tightest = Math.min(...ownerThresholds.filter((seconds) => seconds > 0));
  if (TYPE_POLICIES[type].permission !== 'owner_roles' || !Number.isFinite(tightest)) return false;
  return expiresAt - issuedAt <= tightest;
}

/** Who is told that something happened. */
export function listenersTo(audience: Audience, event: NoticeEvent, subject: Subject, at: number): Recipient[] {
  const listening = audience.subscriptions.filter(
    (each) => each.events.includes(event) && at >= each.createdAt && matches(each, subject),
  );
  return oncePerRecipient(listening.flatMap((each) => toSubscription(audience, each, event)));
}

/** The address of a mail recipient; null for a webhook's. */
export function mailAddressOf(recipient: string): string | null {
  return recipient.startsWith(MAIL) ? recipient.slice(MAIL.length) : null;
}

/** The recipient of a mail address: one, however it is spelt in upper and lower case. */
export function mailRecipient(address: string): string {
  return MAIL + address.toLowerCase();
}
const MAIL = 'mail:';

/** The recipient that a subscription leads to. */
export function recipientOf(subscription: Pick<SubscriptionRecord, 'id' | 'channel' | 'address'>): string {
  return subscription.channel === 'mail' ? mailRecipient(subscription.address) : `webhook:${subscription.id}`;
}

function thresholdsFor({ events, thresholds }: SubscriptionRecord): number[] {
  return [...(events.includes('token.expired') ? [0] : []), ...(events.includes('token.expiring') ? thresholds : [])];
}

function toSubscription({ mailEnabled }: Audience, subscription: SubscriptionRecord, event: NoticeEvent): Recipient[] {
  const { id, channel, address } = subscription;
  if (channel === 'mail') return mailEnabled ? [mailTo(address, id)] : [];
  return [{ recipient: recipientOf(subscription), channel, subscriptionId: id, event }];
}

function mailTo(address: string, subscriptionId: number | null): Recipient {
  return { recipient: mailRecipient(address), channel: 'mail', subscriptionId, event: 'digest' };
}

function oncePerRecipient(hearers: Recipient[]): Recipient[] {
  const first = new Map<string, Recipient>();
  for (const hearer of hearers) if (!first.has(hearer.recipient)) first.set(hearer.recipient, hearer);
  return [...first.values()];
}

/**
 * A field that the filter leaves out matches everything; `*` in a token applies to each name. Only tokens have a type, an
 * owner and namespaces: who asks for those asks for nothing else.
 */
function matches(filter: SubscriptionRecord, subject: Subject): boolean {
  const { project, namespace } = filter;
  if (subject.about !== 'token') {
    const asksForTokens = filter.type !== null || filter.filterOwnerId !== null || namespace !== null;
    return !asksForTokens && (project === null || project === subject.project);
  }
  const { projects, grants, type, ownerId } = subject;
  return (
    (filter.type === null || filter.type === type || type === '*') &&
    (filter.filterOwnerId === null || filter.filterOwnerId === ownerId || ownerId === '*') &&
    (project === null || projects.includes(project) || projects.includes('*')) &&
    (namespace === null ||
      grants.some(({ resource, name }) => resource === 'namespace' && (name === namespace || name === '*')))
  );
}
