import { formatId } from '../../contract/ids.ts';
import type { SubscriptionStore } from '../../d1/subscriptions.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findSubscription } from './change.ts';
import { auditSubscription } from './view.ts';

type Deps = { subscriptions: Pick<SubscriptionStore, 'find' | 'remove'>; nowMs: number };

/** Deletes a subscription with its secret. Webhooks that are still owed are dropped. */
export async function removeSubscription(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const found = await findSubscription(deps, caller, id, 'delete');
  if (!found.ok) return found;
  const record = found.value;
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const event = eventBy(caller, nowSeconds, {
    action: 'subscription.deleted',
    target: formatId('sub', record.id),
    project: record.project,
    before: auditSubscription(record, nowSeconds),
  });
  const outcome = await deps.subscriptions.remove(record.id, event);
  return outcome === 'removed' ? ok(null) : deny({ reason: 'not_found' });
}
