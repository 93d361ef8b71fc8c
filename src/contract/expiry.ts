/** Durations and ends of life as people write them. All times are whole seconds since 1970, UTC. */

const SECONDS_PER_UNIT: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const DAY_SECONDS = 86_400;
/** 9999-12-31T23:59:59Z: the last instant that RFC 3339 can write. */
export const LATEST_SECONDS = 253_402_300_799;

/** `90s`, `15m`, `24h`, `30d`, `2w` in seconds, or `null` when it is no duration. */
export function parseDuration(input: string): number | null {
  const match = /^(\d{1,9})([smhdw])$/.exec(input);
  const unit = match?.[2] === undefined ? undefined : SECONDS_PER_UNIT[match[2]];
  return match?.[1] === undefined || unit === undefined ? null : Number(match[1]) * unit;
}

/** `seconds`: an instant; `never`: no end; `invalid`: not one of the forms below. */
export type Expiry = { kind: 'seconds'; seconds: number } | { kind: 'never' } | { kind: 'invalid' };

/**
 * Reads an end of life: an RFC 3339 date-time, a day `YYYY-MM-DD` (to its last second, UTC), `+N` days, a duration
 * (`30d`, `24h`) or `never`. Does not judge whether it is in the past.
 *
 * @example
 * parseExpiry('2026-12-31', 0) // { kind: 'seconds', seconds: Date.UTC(2026, 11, 31, 23, 59, 59) / 1000 }
 */
export function parseExpiry(input: string, nowSeconds: number): Expiry {
  if (input === 'never') return { kind: 'never' };
  const days = /^\+(\d{1,6})$/.exec(input)?.[1];
  if (days !== undefined) return bounded(nowSeconds + Number(days) * DAY_SECONDS);
  const duration = parseDuration(input);
  if (duration !== null) return bounded(nowSeconds + duration);
  if (/^\d{4}-\d{2}-\d{2}$/.test(input)) return bounded(parseInstant(`${input}T23:59:59Z`));
  return bounded(parseInstant(input));
}

/** Reads an RFC 3339 date-time with its offset; `NaN` when it is not one, or names a day that does not exist. */
export function parseInstant(input: string): number {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[Tt](?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(input);
  if (!match) return Number.NaN;
  // Date.parse rolls 2026-02-30 over to March: a day that does not exist must be refused, not moved.
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  if (day.getUTCMonth() + 1 !== Number(match[2]) || day.getUTCDate() !== Number(match[3])) return Number.NaN;
  return Math.floor(Date.parse(input.toUpperCase()) / 1000);
}

function bounded(seconds: number): Expiry {
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= LATEST_SECONDS
    ? { kind: 'seconds', seconds }
    : { kind: 'invalid' };
}

/** Seconds since 1970 as RFC 3339 in UTC, without fractions: `2026-12-31T23:59:59Z`. */
export function formatInstant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
