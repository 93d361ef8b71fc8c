import { formatInstant } from '../../contract/expiry.ts';
import type { NoticeEvent } from '../../contract/notices.ts';
import type { NoticeRecord } from '../../d1/notifications/attempt.ts';

/** What happened to a token, in a word. */
export const HAPPENED: Partial<Record<NoticeEvent, string>> = {
  'token.created': 'Created',
  'token.refreshed': 'Refreshed',
  'token.revoked': 'Revoked',
  'token.disabled': 'Disabled',
  'token.enabled': 'Enabled',
  'token.shared': 'Shared',
};

/** `2026-12-31 23:59:59 UTC`. */
export function inWords(seconds: number): string {
  return formatInstant(seconds).replace('T', ' ').replace('Z', ' UTC');
}

/** `in 7 days`, `in 3 hours`, `12 minutes ago`: whole units, rounded down, as a person would say it. */
export function distance(seconds: number, nowSeconds: number): string {
  const gap = Math.abs(seconds - nowSeconds);
  // A quarter of an hour short of seven days, as a warning is that waited for its cron, is seven days.
  const days = Math.floor((gap + CRON_SECONDS) / 86_400);
  const [size, unit] = UNITS.find(([each]) => gap >= each) ?? [1, 'second'];
  const [count, of] = days > 0 ? [days, 'day'] : [Math.floor(gap / size), unit];
  const words = `${count} ${of}${count === 1 ? '' : 's'}`;
  return seconds > nowSeconds ? `in ${words}` : `${words} ago`;
}

const CRON_SECONDS = 900;
const UNITS: [number, string][] = [
  [3_600, 'hour'],
  [60, 'minute'],
];

export function subjectOf(
  expiring: NoticeRecord[],
  expired: NoticeRecord[],
  happened: NoticeRecord[],
  total: number,
  nowSeconds: number,
): string {
  const [first] = [...expiring, ...expired, ...happened];
  if (first && total === 1) {
    const { name, happened: event } = first.detail;
    if (event) return `Token ${name} was ${(HAPPENED[event.event] ?? 'changed').toLowerCase()}`;
    return first.thresholdSeconds > 0
      ? `Token ${name} expires ${distance(first.expiresAt, nowSeconds)}`
      : `Token ${name} has expired`;
  }
  const parts = [
    expiring.length > 0 && `${expiring.length} expire soon`,
    expired.length > 0 && `${expired.length} have expired`,
    happened.length > 0 && `${happened.length} changed`,
  ].filter(Boolean);
  return parts.length === 1 && expiring.length > 0
    ? `${total} tokens expire soon`
    : `${total} tokens: ${parts.join(', ')}`;
}

export function openingOf(expiring: NoticeRecord[], expired: NoticeRecord[], happened: NoticeRecord[]): string {
  if (expiring.length > 1) return WARNING.many;
  if (expiring.length > 0) return WARNING.one;
  if (expired.length > 1) return END.many;
  if (expired.length > 0) return END.one;
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
