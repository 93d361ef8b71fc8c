import type { ListSubscriptionsQuery } from '../../contract/notices.ts';
import type { SubscriptionRecord, SubscriptionStore } from '../../d1/subscriptions.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf, projectsWhere } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';

type Deps = { subscriptions: Pick<SubscriptionStore, 'list' | 'count'> };
type Page = { items: SubscriptionRecord[]; total: number; nextCursor: string | null };

/** One page of the subscriptions that the caller may see, latest first, and how many there are. */
export async function listSubscriptions(
  { subscriptions }: Deps,
  caller: Caller,
  { limit, cursor }: ListSubscriptionsQuery,
): Promise<Result<Page, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const projects = projectsWhere(principalOf(caller.token), 'subscription:read');
  const [rows, total] = await Promise.all([
    subscriptions.list(projects, before.value, limit + 1),
    subscriptions.count(projects),
  ]);
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
