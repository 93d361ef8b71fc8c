import type { Value } from '../../../../../client/api/index.ts';

export type Day = Value<'listTokenUses'>['items'][number];

export const DAYS = 30;
const DAY_MS = 86_400_000;

/** Each of the last days, today the last, UTC: those without a request too. */
export function everyDay(items: readonly Day[], nowMs: number): Day[] {
  const counted = new Map(items.map((item) => [item.day, item]));
  return Array.from({ length: DAYS }, (_, at) => {
    const day = new Date(nowMs - (DAYS - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    return counted.get(day) ?? { day, accepted: 0, refused: 0 };
  });
}

export function sumOf(days: readonly Day[], of: 'accepted' | 'refused'): number {
  return days.reduce((sum, day) => sum + day[of], 0);
}
