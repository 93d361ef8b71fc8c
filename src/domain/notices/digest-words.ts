import type { NoticeEvent, TokenNotice } from '../../contract/notices.ts';
import type { NoticeRecord } from '../../d1/notifications/attempt.ts';
import { type CloudNotice, cloudOpening, sentenceOf } from './cloud-letter.ts';
import { distance } from './in-words.ts';

/** What happened to a token, in a word. */
export const HAPPENED: Partial<Record<NoticeEvent, string>> = {
  'token.created': 'Created',
  'token.refreshed': 'Refreshed',
  'token.revoked': 'Revoked',
  'token.disabled': 'Disabled',
  'token.enabled': 'Enabled',
  'token.shared': 'Shared',
};

/** What a digest tells, by what it is. */
export type Groups = {
  expiring: NoticeRecord<TokenNotice>[];
  expired: NoticeRecord<TokenNotice>[];
  happened: NoticeRecord<TokenNotice>[];
  cloud: NoticeRecord<CloudNotice>[];
};

export function subjectOf({ expiring, expired, happened, cloud }: Groups, total: number, nowSeconds: number): string {
  const tokens = [...expiring, ...expired, ...happened];
  const [first] = tokens;
  const [ofCloud] = cloud;
  if (ofCloud && total === 1) return sentenceOf(ofCloud.detail);
  if (first && total === 1) {
    const { name, happened: event } = first.detail;
    if (event) return `Token ${name} was ${(HAPPENED[event.event] ?? 'changed').toLowerCase()}`;
    return first.thresholdSeconds > 0
      ? `Token ${name} expires ${distance(first.expiresAt, nowSeconds)}`
      : `Token ${name} has expired`;
  }
  if (tokens.length === 0) return `${total} changes of access keys and properties`;
  const changed = happened.length + cloud.length;
  const parts = [
    expiring.length > 0 && `${expiring.length} expire soon`,
    expired.length > 0 && `${expired.length} have expired`,
    changed > 0 && `${changed} changed`,
  ].filter(Boolean);
  if (cloud.length > 0) return `${total} notices: ${parts.join(', ')}`;
  return parts.length === 1 && expiring.length > 0
    ? `${total} tokens expire soon`
    : `${total} tokens: ${parts.join(', ')}`;
}

export function openingOf({ expiring, expired, happened, cloud }: Groups): string {
  if (expiring.length > 1) return WARNING.many;
  if (expiring.length > 0) return WARNING.one;
  if (expired.length > 1) return END.many;
  if (expired.length > 0) return END.one;
  if (happened.length === 0) return cloudOpening(cloud);
  if (cloud.length > 0) return 'This happened to what you follow.';
  return happened.length > 1 ? 'This happened to tokens that you follow.' : 'This happened to a token that you follow.';
}

const WARNING = {
  one: 'What uses this token will be refused when it ends. Replacing it takes a command, or a page; with an overlap the old secret works until the new one is in place.',
  many: 'What uses these tokens will be refused when they end. Replacing one takes a command, or a page; with an overlap the old secret works until the new one is in place.',
};
const END = {
  one: 'What still uses this token has been refused since. It cannot be brought back; a new one can take its place.',
  many: 'What still uses these tokens has been refused since. They cannot be brought back; new ones can take their place.',
};
