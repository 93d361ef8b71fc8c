import { formatId } from '../../contract/ids.ts';
import type { Delivery } from '../../contract/queue.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { randomFraction } from '../../crypto/random.ts';
import { open } from '../../crypto/seal.ts';
import type { NotificationRecord } from '../../d1/notifications/attempt.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { SubscriptionRecord, SubscriptionStore } from '../../d1/subscriptions.ts';
import type { UserStore } from '../../d1/users.ts';
import type { Mailer } from '../../outbound/mail.ts';
import type { WebhookSender } from '../../outbound/webhook.ts';
import { mailAddressOf } from './audience.ts';
import { digestLetter, MAIL_TOKENS } from './digest-letter.ts';
import { disabledLetter } from './disabled-letter.ts';
import type { Letter } from './letter.ts';
import { renderHtml } from './letter-html.ts';
import { renderText } from './letter-text.ts';
import { isSample, sampleOf } from './sample.ts';
import { secretContext } from './secret.ts';
import { type Outcome, settleAttempt } from './settle.ts';
import { type Told, WEBHOOK_TOKENS, webhookBody } from './webhook-body.ts';

export type DeliverDeps = {
  notifications: Pick<NotificationStore, 'beginAttempt' | 'readNotices' | 'settle' | 'disableSubscription' | 'list'>;
  subscriptions: Pick<SubscriptionStore, 'find'>;
  users: Pick<UserStore, 'find' | 'findDeployment'>;
  mailer: Mailer;
  webhooks: WebhookSender;
  keyring: Keyring;
  /** Where people reach the deployment, if its settings say so. */
  publicUrl: string | null;
  nowMs: number;
};

/** Above every id: a list from here begins with the latest. */
const LAST_ID = Number.MAX_SAFE_INTEGER;

/**
 * Makes one attempt to deliver a notification and records what came of it. Nothing is sent when another attempt has
 * begun meanwhile: a queue may hand out a message twice. What fails is due again later, and given up after a day.
 */
export async function deliver(deps: DeliverDeps, { id, attempts }: Delivery): Promise<void> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const notification = await deps.notifications.beginAttempt(id, attempts, nowSeconds);
  if (!notification) return;
  const subscription =
    notification.subscriptionId === null ? null : await deps.subscriptions.find(notification.subscriptionId);
  const outcome = refuse(notification, subscription) ?? (await attempt(deps, notification, subscription));
  await settleAttempt(deps, notification, subscription, outcome, randomFraction());
}

/** A webhook whose subscription is gone or disabled has nowhere to go, unless somebody asks for just this one. */
function refuse(notification: NotificationRecord, subscription: SubscriptionRecord | null): Outcome | null {
  if (notification.channel === 'mail') return null;
  if (!subscription) return { kind: 'dropped', reason: 'the subscription was deleted' };
  const asked = notification.replayed || isSample(notification);
  return subscription.disabledAt !== null && !asked
    ? { kind: 'dropped', reason: 'the subscription is disabled' }
    : null;
}

async function attempt(
  deps: DeliverDeps,
  notification: NotificationRecord,
  subscription: SubscriptionRecord | null,
): Promise<Outcome> {
  if (notification.event === 'subscription.disabled') {
    if (!subscription) return { kind: 'dropped', reason: 'the subscription was deleted' };
    const [failed] = await deps.notifications.list({ subscriptionId: subscription.id, status: 'failed' }, LAST_ID, 1);
    return mail(deps, notification, disabledLetter(subscription, failed?.lastAnswer ?? null));
  }
  const origin = deps.publicUrl ?? (await deps.users.findDeployment())?.origin ?? null;
  const told = await read(deps, notification);
  if (told.total === 0) return { kind: 'dropped', reason: 'every token that it was about has changed since' };
  if (notification.channel === 'mail') {
    const named = notification.event !== 'digest';
    return mail(deps, notification, digestLetter(told, origin, Math.floor(deps.nowMs / 1000), named));
  }
  if (!subscription) return { kind: 'dropped', reason: 'the subscription was deleted' };
  return webhook(deps, notification, subscription, webhookBody(notification, told, origin));
}

/** What there is to tell. A repetition tells what it told before; anything else, only what still holds. */
async function read(deps: DeliverDeps, notification: NotificationRecord): Promise<Told> {
  if (isSample(notification)) return sampleOf(notification);
  const limit = notification.channel === 'mail' ? MAIL_TOKENS : WEBHOOK_TOKENS;
  return deps.notifications.readNotices(notification.id, !notification.replayed, limit);
}

async function mail(deps: DeliverDeps, notification: NotificationRecord, letter: Letter): Promise<Outcome> {
  const to = mailAddressOf(notification.recipient) ?? '';
  const headers = { 'X-Jeton-Notification': formatId('ntf', notification.id), 'Auto-Submitted': 'auto-generated' };
  const { subject } = letter;
  const sent = await deps.mailer.send({ to, subject, text: renderText(letter), html: renderHtml(letter), headers });
  if (sent.kind === 'sent') return { kind: 'delivered', status: null, answer: `taken on as ${sent.messageId}` };
  return { kind: 'failed', status: null, answer: sent.reason, retryAfterSeconds: null };
}

async function webhook(
  deps: DeliverDeps,
  notification: NotificationRecord,
  subscription: SubscriptionRecord,
  body: string,
): Promise<Outcome> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const { id, address, secret, previousSecret, previousSecretEndsAt } = subscription;
  const sealed = [secret, (previousSecretEndsAt ?? 0) > nowSeconds ? previousSecret : null].filter(
    (each) => each !== null,
  );
  const secrets = await Promise.all(sealed.map((each) => open(deps.keyring, each, secretContext(id))));
  const message = { url: address, id: formatId('ntf', notification.id), timestampSeconds: nowSeconds, body, secrets };
  const answer = await deps.webhooks.send(message, deps.nowMs);
  if (answer.kind !== 'answered')
    return { kind: 'failed', status: null, answer: answer.reason, retryAfterSeconds: null };
  const { status, excerpt, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered', status, answer: excerpt };
  if (status === 410) return { kind: 'gone', status, answer: excerpt };
  return { kind: 'failed', status, answer: excerpt, retryAfterSeconds };
}
