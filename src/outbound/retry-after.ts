/** IMF-fixdate, and the two obsolete forms that a recipient must still read: RFC 9110 section 5.6.7. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w: -]{15,25}$/;

/** A `Retry-After` header in seconds from now, RFC 9110 section 10.2.3; null where there is none that can be read. */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const value = header.trim();
  if (/^\d{1,9}$/.test(value)) return Number(value);
  if (!HTTP_DATE.test(value)) return null;
  const ms = Date.parse(value.endsWith(' GMT') ? value : `${value} GMT`);
  return Number.isNaN(ms) ? null : Math.max(0, Math.ceil((ms - nowMs) / 1000));
}
