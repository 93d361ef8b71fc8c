import type { ListSubscriptionsQuery } from '../../contract/notices.ts';
import type { SubscriptionRecord, SubscriptionStore } from '../../d1/subscriptions.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';

type Deps = { subscriptions: Pick<SubscriptionStore, 'list' | 'count'> };
type Page = { items: SubscriptionRecord[]; total: number; nextCursor: string | null };

/** One page of subscriptions, latest first, and how many there are. */
export async function listSubscriptions(
  { subscriptions }: Deps,
  { limit, cursor }: ListSubscriptionsQuery,
): Promise<Result<Page, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const [rows, total] = await Promise.all([subscriptions.list(before.value, limit + 1), subscriptions.count()]);
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
