import { formatInstant } from '../../contract/expiry.ts';
import { type ListRequestsQuery, MAX_HOURLY_DAYS, type RequestList } from '../../contract/requests.ts';
import type { OutcomeCount, RequestStore } from '../../d1/requests.ts';
import type { Denial } from '../denial.ts';
import { readTime } from '../events/filter.ts';
import { deny, ok, type Result } from '../result.ts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/** How many requests with a token were accepted and refused, by the hour, and with which codes. */
export async function listRequests(
  deps: { requests: Pick<RequestStore, 'list'>; nowMs: number },
  { since, project }: ListRequestsQuery,
): Promise<Result<RequestList, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const from = since === undefined ? nowSeconds - DAY_SECONDS : readTime(since);
  const earliest = (Math.floor(nowSeconds / DAY_SECONDS) - MAX_HOURLY_DAYS) * DAY_SECONDS;
  // NaN, for what is no time, is neither.
  if (!(from >= earliest && from <= nowSeconds)) {
    const message = `must be a time, RFC 3339, or a day, YYYY-MM-DD, of the last ${MAX_HOURLY_DAYS} days`;
    return deny({ reason: 'invalid', field: 'since', message });
  }
  const first = Math.floor(from / HOUR_SECONDS);
  const counts = await deps.requests.list(first, Math.floor(nowSeconds / HOUR_SECONDS), project);
  return ok({
    from: formatInstant(first * HOUR_SECONDS),
    until: formatInstant(nowSeconds),
    items: byHour(counts),
    refusals: byCode(counts),
  });
}

function byHour(counts: readonly OutcomeCount[]): RequestList['items'] {
  const hours = new Map<number, RequestList['items'][number]>();
  for (const { hour, outcome, count } of counts) {
    const item = hours.get(hour) ?? { hour: formatInstant(hour * HOUR_SECONDS), accepted: 0, refused: 0 };
    item[outcome === 'accepted' ? 'accepted' : 'refused'] += count;
    hours.set(hour, item);
  }
  return [...hours.values()];
}

function byCode(counts: readonly OutcomeCount[]): RequestList['refusals'] {
  const codes = new Map<string, number>();
  for (const { outcome, count } of counts) {
    if (outcome !== 'accepted') codes.set(outcome, (codes.get(outcome) ?? 0) + count);
  }
  return [...codes].map(([code, count]) => ({ code, count })).toSorted((a, b) => b.count - a.count);
}
