import { type Happened, NOTICE_EVENTS, type NoticeDetail, type TokenNotice } from '../../contract/notices.ts';
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

/** What a sample tells: of a token, an access key or a property that does not exist, in the form that the event has. */
export function sampleOf({ id, recipient, event, createdAt }: NotificationRecord): Told {
  const happening = NOTICE_EVENTS.find(
    (each) => each === event && each !== 'token.expiring' && each !== 'token.expired',
  );
  const thresholdSeconds = event === 'token.expiring' || event === 'digest' ? WEEK_SECONDS : 0;
  const happened = happening && { event: happening, id: 'evt_00000000001', actor: 'sample', at: createdAt };
  const detail = happened === undefined ? tokenOf(createdAt) : detailOf(happened);
  const item = {
    tokenId: detail.about === 'token' ? 1 : 0,
    expiresAt: createdAt + thresholdSeconds,
    thresholdSeconds,
    eventId: happened ? 1 : 0,
    recipient,
    notificationId: id,
    superseded: false,
    detail,
  };
  return { items: [item], total: 1 };
}

function detailOf(happened: Happened): NoticeDetail {
  const what = { name: 'sample', project: 'sample', version: 1, by: null, happened };
  if (happened.event.startsWith('access_key.')) {
    return { about: 'access_key', id: 'key_00000000001', ...what, requestedBy: happened.actor };
  }
  if (happened.event.startsWith('property.')) {
    return { about: 'property', id: 'prp_00000000001', ...what, environment: 'production', note: null };
  }
  return { ...tokenOf(happened.at), happened };
}

function tokenOf(createdAt: number): TokenNotice {
  return {
    about: 'token',
    name: 'sample',
    type: 'access',
    projects: ['sample'],
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'sample', actions: ['read'] }],
    allowedIps: null,
    allowedOrigins: null,
    owner: null,
    issuedAt: createdAt - WEEK_SECONDS,
  };
}
