import type { Schemas } from '../../../../../client/api/index.ts';
import { parseDuration, parseExpiry } from '../../../../../src/contract/expiry.ts';
import type { Word } from '../../../../parts/command-line.tsx';
import { dateInWords } from '../../../../parts/words.ts';

export const OVERLAPS = ['0', '1h', '24h', '7d', 'own'] as const;
export type Overlap = (typeof OVERLAPS)[number];
export const EXPIRIES = ['keep', '7d', '30d', '60d', '90d', '365d', 'own'] as const;
type Expires = (typeof EXPIRIES)[number];

/** What one wants of a refresh, as the form holds it: one of a few, or one's own words. */
export type Wish = { overlap: Overlap; ownOverlap: string; expires: Expires; ownExpires: string };

const MAX_OVERLAP_SECONDS = 30 * 86_400;

/** What a link or a button asks for; `overlap` and `expires` as the command line takes them. */
export function wishOf(overlap = '24h', expires = ''): Wish {
  const knownOverlap = OVERLAPS.find((known) => known === overlap && known !== 'own');
  const knownExpires = EXPIRIES.find((known) => known === expires && known !== 'own');
  return {
    overlap: knownOverlap ?? 'own',
    ownOverlap: knownOverlap === undefined ? overlap : '',
    expires: knownExpires ?? (expires === '' ? 'keep' : 'own'),
    ownExpires: knownExpires === undefined ? expires : '',
  };
}

/** What is wrong with one's own words, by field. */
export function faultsOf(wish: Wish, nowMs: number): { overlap?: string; expires?: string } {
  const seconds = wish.overlap === 'own' ? parseDuration(wish.ownOverlap.trim()) : 0;
  const end = endOf(wish, nowMs);
  return {
    ...((seconds === null || seconds > MAX_OVERLAP_SECONDS) && {
      overlap: 'Write a time of up to 30d, such as 90m, 48h or 14d.',
    }),
    ...(end?.kind === 'invalid' && { expires: 'Write a time such as 45d or 12w, or a day such as 2027-03-31.' }),
    ...(end?.kind === 'seconds' && end.seconds * 1000 <= nowMs && { expires: 'That has passed already.' }),
  };
}

export function bodyOf(wish: Wish): Schemas['RefreshToken'] {
  const overlap = overlapOf(wish);
  const expires = expiresOf(wish);
  return { overlap: overlap === '0' ? 0 : overlap, ...(expires !== null && { expires }) };
}

export function commandOf(id: string, wish: Wish): readonly Word[] {
  const overlap = overlapOf(wish);
  const expires = expiresOf(wish);
  return ['token', 'refresh', id, overlap !== '0' && ['--overlap', overlap], expires && ['--expires', expires]];
}

/** `It will end on Sunday 22 November 2026.` Null: the end stays, or is not well written. */
export function endInWords(wish: Wish, nowMs: number): string | null {
  const end = endOf(wish, nowMs);
  if (end?.kind === 'never') return 'It will never end.';
  return end?.kind === 'seconds' ? `It will end on ${dateInWords(new Date(end.seconds * 1000))}.` : null;
}

function endOf(wish: Wish, nowMs: number) {
  const expires = expiresOf(wish);
  return expires === null ? null : parseExpiry(expires, Math.floor(nowMs / 1000));
}

function overlapOf({ overlap, ownOverlap }: Wish): string {
  return overlap === 'own' ? ownOverlap.trim() : overlap;
}

function expiresOf({ expires, ownExpires }: Wish): string | null {
  if (expires === 'keep') return null;
  return expires === 'own' ? ownExpires.trim() : expires;
}
