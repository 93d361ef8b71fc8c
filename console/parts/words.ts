const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
const numbers = new Intl.NumberFormat('en');

/** `in 3 days`, `2 hours ago`: how far a time is from now. Days are counted whole, as the API counts them. */
export function fromNow(at: string, nowMs: number = Date.now()): string {
  const seconds = Math.trunc((Date.parse(at) - nowMs) / 1000);
  const far = Math.abs(seconds);
  if (far < MINUTE) return seconds <= 0 ? 'just now' : 'in a moment';
  if (far < HOUR) return relative.format(Math.round(seconds / MINUTE), 'minute');
  if (far < 2 * DAY) return relative.format(Math.round(seconds / HOUR), 'hour');
  if (far < 60 * DAY) return relative.format(Math.trunc(seconds / DAY), 'day');
  if (far < 730 * DAY) return relative.format(Math.trunc(seconds / (30.44 * DAY)), 'month');
  return relative.format(Math.trunc(seconds / (365.25 * DAY)), 'year');
}

/** `22 Nov 2026, 11:23 UTC`. */
export function exactly(at: string): string {
  return `${dateAndTime.format(new Date(at))} UTC`;
}

/** `Sunday 22 November 2026`. */
export function dateInWords(at: string | Date): string {
  return longDate.format(new Date(at)).replace(',', '');
}

/** `1,000,000`. */
export function count(number: number): string {
  return numbers.format(number);
}

/** `1 token`, `12 tokens`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${count(number)} ${number === 1 ? noun : plural}`;
}
