import type { NotificationRecord } from '../../d1/notifications/attempt.ts';
import type { Told } from './webhook-body.ts';

const SAMPLE = 'sample:';
const WEEK_SECONDS = 7 * 86_400;

/** The digest of a sample: each is one of its own. */
export function sampleDigest(requestId: string): string {
  return SAMPLE + requestId;
}

/** Whether a notification was asked for to try a subscription out. */
export function isSample({ digest }: Pick<NotificationRecord, 'digest'>): boolean {
  return digest.startsWith(SAMPLE);
}

/** What a sample tells: of a token that does not exist, in the form that the event has. */
export function sampleOf({ id, recipient, event, createdAt }: NotificationRecord): Told {
  const happened =
    event !== 'token.expiring' && event !== 'token.expired' && event !== 'digest' && event !== 'subscription.disabled';
  const thresholdSeconds = event === 'token.expiring' || event === 'digest' ? WEEK_SECONDS : 0;
  const item = {
    tokenId: 1,
    expiresAt: createdAt + thresholdSeconds,
    thresholdSeconds,
    eventId: happened ? 1 : 0,
    recipient,
    notificationId: id,
    superseded: false,
    detail: {
      name: 'sample',
      type: 'access' as const,
      projects: ['sample'],
      environments: ['production'],
      grants: [{ resource: 'namespace', name: 'sample', actions: ['read'] }],
      allowedIps: null,
      allowedOrigins: null,
      owner: null,
      issuedAt: createdAt - WEEK_SECONDS,
      ...(happened && { happened: { event, id: 'evt_00000000001', actor: 'sample', at: createdAt } }),
    },
  };
  return { items: [item], total: 1 };
}
