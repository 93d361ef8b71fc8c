import { parseExpiry } from '../../../../src/contract/expiry.ts';
import { counted, dateInWords, exactly } from '../../../parts/words.ts';

export const PRESET_DAYS = [7, 30, 60, 90, 365];
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;

export type Life = { defaultDays: number | null; maxDays: number | null };

/** The end of life that counts where none was chosen. */
export function usualExpiry({ defaultDays }: Life): string {
  return defaultDays === null ? 'never' : `${defaultDays}d`;
}

export function isDay(expires: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(expires);
}

/** What can be chosen at once: the usual ones, the one of this type, and the one of the link. */
export function choicesOf(expires: string, life: Life): (readonly [value: string, label: string])[] {
  const days = life.defaultDays === null ? PRESET_DAYS : [...PRESET_DAYS, life.defaultDays];
  const presets = [...new Set(days)].filter((count) => life.maxDays === null || count <= life.maxDays);
  const choices = presets.sort((a, b) => a - b).map((count) => [`${count}d`, counted(count, 'day')] as const);
  const known = expires === '' || expires === 'never' || isDay(expires) || choices.some(([value]) => value === expires);
  const given = known ? [] : [[expires, inWords(expires)] as const];
  return [...choices, ...given];
}

const UNITS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

function inWords(expires: string): string {
  const [, count, unit = 'd'] = /^\+?(\d+)([smhdw])?$/.exec(expires) ?? [];
  if (count !== undefined) return counted(Number(count), UNITS[unit] ?? unit);
  return exactly(expires);
}

/** What an end of life comes to: a sentence, and what is wrong with it. */
export function readEnd(expires: string, { maxDays }: Life, nowMs: number): { sentence: string; error?: string } {
  const nowSeconds = Math.floor(nowMs / 1000);
  const expiry = parseExpiry(expires, nowSeconds);
  if (expiry.kind === 'invalid') return { sentence: '', error: 'Choose a day.' };
  const most = maxDays === null ? '' : `Tokens of this type may live ${counted(maxDays, 'day')} at most.`;
  if (expiry.kind === 'never') {
    const sentence = 'Never ends: it works until somebody revokes it.';
    return maxDays === null ? { sentence } : { sentence: '', error: most };
  }
  const left = expiry.seconds - nowSeconds;
  if (left <= 0) return { sentence: '', error: 'This day is over. Choose a later one.' };
  if (maxDays !== null && left > maxDays * DAY_SECONDS) return { sentence: '', error: most };
  const at = new Date(expiry.seconds * 1000);
  const far =
    left < 2 * DAY_SECONDS
      ? counted(Math.round(left / HOUR_SECONDS), 'hour')
      : counted(Math.round(left / DAY_SECONDS), 'day');
  return { sentence: `Ends on ${dateInWords(at)} at ${at.toISOString().slice(11, 16)} UTC, in ${far}.` };
}
