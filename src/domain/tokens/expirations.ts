import type { ListExpirationsQuery, TokenExpirations } from '../../contract/expirations.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { dayOf } from './issue.ts';
import { readFilter } from './list.ts';

export type ExpirationsDeps = { tokens: Pick<TokenStore, 'countExpirations'>; nowMs: number };

const DAY_MS = 86_400_000;

/** On which days the tokens end that the caller may see; expired and revoked ones are in no list. */
export async function listExpirations(
  deps: ExpirationsDeps,
  caller: Caller,
  query: ListExpirationsQuery,
): Promise<Result<TokenExpirations, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const filter = readFilter(query, caller, nowSeconds);
  if (!filter.ok) return filter;
  const today = dayOf(nowSeconds);
  const { days, later, never } = await deps.tokens.countExpirations(filter.value, today + query.days);
  const total = days.reduce((sum, { count }) => sum + count, later + never);
  return ok({
    from: dateOf(today),
    days: days.map(({ day, count }) => ({ date: dateOf(day), count })),
    later,
    never,
    total,
  });
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
