import { formatInstant } from '../../contract/expiry.ts';

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
