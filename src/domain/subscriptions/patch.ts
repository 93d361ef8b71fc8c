import type { PatchSubscriptionBody } from '../../contract/notices.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseSubscription } from './authorize.ts';
import { type ChangeSubscriptionDeps, changeSubscription } from './change.ts';
import { type AddressDeps, readAddress, readSubscriptionFilter, readThresholds } from './draft.ts';

/**
 * Changes what a subscription hears of and where it leads, or lets it rest. A webhook keeps its secret when its address
 * changes: rotate it where the old receiver must not sign for the new one.
 */
export function patchSubscription(
  deps: ChangeSubscriptionDeps & AddressDeps,
  caller: Caller,
  id: string,
  body: PatchSubscriptionBody,
): Promise<Result<SubscriptionRecord, Denial>> {
  return changeSubscription(deps, caller, id, (record) => {
    const address = body.address === undefined ? ok(record.address) : readAddress(deps, record.channel, body.address);
    if (!address.ok) return address;
    const thresholds = body.thresholds === undefined ? ok(record.thresholds) : readThresholds(body.thresholds);
    if (!thresholds.ok) return thresholds;
    const filter = body.filter === undefined ? ok({}) : readSubscriptionFilter(body.filter);
    if (!filter.ok) return filter;
    // Turned to another project, it must be one's own to turn there.
    const moved = body.filter && refuseSubscription(caller, body.filter.project ?? null, 'update');
    if (moved) return deny(moved);
    const { description = record.description, events = record.events } = body;
    const fields = { address: address.value, thresholds: thresholds.value, description, events, ...filter.value };
    return ok({ action: 'subscription.updated', fields: { ...fields, ...restOf(record, body.enabled, deps.nowMs) } });
  });
}

/** Enabled again, it hears of what happens from then on. */
function restOf(record: SubscriptionRecord, enabled: boolean | undefined, nowMs: number): Partial<SubscriptionRecord> {
  if (enabled === undefined || enabled === (record.disabledAt === null)) return {};
  if (enabled) return { disabledAt: null, disabledReason: null };
  return { disabledAt: Math.floor(nowMs / 1000), disabledReason: 'manual' };
}
