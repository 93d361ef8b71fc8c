import type { ListedNotification } from '../../d1/notifications/list.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

export type Found = ListedNotification;

/** One notification as lists show it. */
export async function findNotification(
  { notifications }: { notifications: Pick<NotificationStore, 'list'> },
  id: number,
): Promise<Result<Found, Denial>> {
  const [found] = await notifications.list({ id }, Number.MAX_SAFE_INTEGER, 1);
  return found ? ok(found) : deny({ reason: 'not_found' });
}
