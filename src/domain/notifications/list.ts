import { parseId } from '../../contract/ids.ts';
import type { ListNotificationsQuery } from '../../contract/notices.ts';
import type { ListedNotification } from '../../d1/notifications/list.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf, projectsWhere } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';

type Deps = { notifications: Pick<NotificationStore, 'list'> };

/** One page of the notifications to subscriptions that the caller may see, latest first. */
export async function listNotifications(
  { notifications }: Deps,
  caller: Caller,
  { status, subscription, limit, cursor }: ListNotificationsQuery,
): Promise<Result<{ items: ListedNotification[]; nextCursor: string | null }, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const subscriptionId = subscription === undefined ? undefined : parseId('sub', subscription);
  if (subscriptionId === null) {
    return deny({ reason: 'invalid', field: 'subscription', message: 'must be a subscription id, sub_…' });
  }
  const projects = projectsWhere(principalOf(caller.token), 'subscription:read') ?? undefined;
  const rows = await notifications.list({ status, subscriptionId, projects }, before.value, limit + 1);
  return ok({ items: rows.slice(0, limit), nextCursor: nextIdCursor(rows, limit) });
}
