import type { Value } from '../../../../client/api/index.ts';

type Expirations = Value<'listTokenExpirations'>;

/** Seven days, the first of them today or a multiple of seven later; days are written `2026-12-01`, UTC. */
export type Week = { first: string; last: string; count: number };

/** Thirteen weeks: about the life of most tokens. */
export const WEEKS = 13;
export const DAYS = WEEKS * 7;
const DAY_MS = 86_400_000;

/** How many tokens end in each of the weeks from today on. */
export function weeksOf({ from, days }: Pick<Expirations, 'from' | 'days'>): Week[] {
  const firstMs = Date.parse(from);
  const weeks = Array.from({ length: WEEKS }, (_, at) => ({
    first: dayOf(firstMs + at * 7 * DAY_MS),
    last: dayOf(firstMs + (at * 7 + 6) * DAY_MS),
    count: 0,
  }));
  for (const { date, count } of days) {
    const week = weeks[Math.floor((Date.parse(date) - firstMs) / DAY_MS / 7)];
    if (week) week.count += count;
  }
  return weeks;
}

/** The list of tokens that end by the last second of a week: those of the week itself come first. */
export function listOf({ last }: Week): { expiringBefore: string; sort: string } {
  return { expiringBefore: `${dayOf(Date.parse(last) + DAY_MS)}T00:00:00Z`, sort: '-expires' };
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `22 Nov`. */
export function dayInWords(day: string): string {
  return short.format(new Date(day));
}

export function weekInWords({ first, last }: Week): string {
  return `${dayInWords(first)} to ${dayInWords(last)}`;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
