const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `22 Nov`. */
export function dayInWords(day: string): string {
  return short.format(new Date(`${day}T00:00:00Z`));
}
