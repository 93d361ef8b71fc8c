import type { Tone } from '../../parts/badge.tsx';
import { counted, fromNow } from '../../parts/words.ts';
import type { Delivery } from './api.ts';

export const STATUSES = ['pending', 'delivered', 'failed', 'dropped'] as const satisfies readonly Delivery['status'][];

export const STATUS_TONES: Record<Delivery['status'], Tone> = {
  pending: 'note',
  delivered: 'good',
  failed: 'bad',
  dropped: 'neutral',
};

export const STATUS_WORDS: Record<Delivery['status'], string> = {
  pending: 'Pending: on its way, or waiting for the next attempt',
  delivered: 'Delivered',
  failed: 'Failed: given up',
  dropped: 'Dropped: nothing was left to tell',
};

/** Attempts after the first, as the API plans them: each up to a tenth later. */
export const RETRIES = ['5 s', '5 min', '30 min', '2 h', '5 h', '10 h', '14 h', '20 h', '24 h'] as const;

/** What has become of a delivery, in a sentence or two. */
export function stateInWords(delivery: Delivery, nowMs: number): string {
  const { status, attempts, nextAttemptAt, channel } = delivery;
  switch (status) {
    case 'pending':
      if (attempts === 0) return 'It is on its way: a second or two, a minute at the most.';
      return `Attempt ${attempts} failed: ${answerInWords(delivery)}. ${whenNext(nextAttemptAt, nowMs)}`;
    case 'delivered':
      if (channel === 'mail') return 'Cloudflare has taken the mail on.';
      return `The receiver has taken it: ${answerInWords(delivery)}.`;
    case 'failed':
      return `Given up after ${counted(attempts, 'attempt')}: ${answerInWords(delivery)}.`;
    case 'dropped':
      return 'Nothing was sent: what it told of no longer held, or there was nobody left to tell.';
  }
}

/** The last answer, or that there was none; its text stands elsewhere. */
export function answerInWords({ lastStatus, attempts }: Delivery): string {
  if (lastStatus !== null) return `the answer was ${lastStatus}`;
  return attempts === 0 ? 'no attempt was made' : 'there was no answer';
}

/** How much it tells: `1 token`, `3 access keys`. */
export function toldInWords({ event, tokens }: Delivery): string | null {
  if (tokens === 0) return null;
  if (event.startsWith('token.')) return counted(tokens, 'token');
  if (event.startsWith('access_key.')) return counted(tokens, 'access key');
  if (event.startsWith('property.')) return counted(tokens, 'property', 'properties');
  return counted(tokens, 'entry', 'entries');
}

function whenNext(at: string | null, nowMs: number): string {
  if (at === null) return 'It is not tried again.';
  return Date.parse(at) <= nowMs ? 'It is tried again now.' : `It is tried again ${fromNow(at, nowMs)}.`;
}
