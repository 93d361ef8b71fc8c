import { formatId, parseId } from '../../contract/ids.ts';
import type { EventStore } from '../../d1/events.ts';
import type { NotificationStore } from '../../d1/notifications.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { type DispatchDeps, dispatchDue } from '../notices/dispatch.ts';
import { deny, type Result } from '../result.ts';
import { refuseSubscription } from '../subscriptions/authorize.ts';
import { type Found, findNotification } from './find.ts';

type Deps = DispatchDeps & {
  notifications: Pick<NotificationStore, 'owedAnew' | 'list'>;
  events: Pick<EventStore, 'add'>;
};

/**
 * Sends a notification that has ended again: the same body under the same `webhook-id`, so that a receiver which has it
 * can tell. Denies with `conflict` one that is still on its way.
 */
export async function redeliver(deps: Deps, caller: Caller, id: string): Promise<Result<Found, Denial>> {
  const key = parseId('ntf', id);
  const found = key === null ? null : await findNotification(deps, key);
  if (key === null || !found?.ok) return deny({ reason: 'not_found' });
  const denial = refuseSubscription(caller, found.value.project, 'update');
  if (denial) return deny(denial);
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  if (!(await deps.notifications.owedAnew(key, nowSeconds))) {
    return deny({ reason: 'conflict', message: `notification ${id} is still on its way` });
  }
  const target = formatId('ntf', key);
  await deps.events.add(eventBy(caller, nowSeconds, { action: 'notification.redelivered', target }));
  await dispatchDue(deps);
  return findNotification(deps, key);
}
