import { formatId, parseId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { SubscriptionRecord, SubscriptionStore } from '../../d1/subscriptions.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseSubscription } from './authorize.ts';
import { auditSubscription } from './view.ts';

export type ChangeSubscriptionDeps = { subscriptions: Pick<SubscriptionStore, 'find' | 'change'>; nowMs: number };

type Decision = Result<{ action: string; fields: Partial<SubscriptionRecord> }, Denial>;

/** Each retry means that another change of the very same subscription has just won. */
const MAX_TRIES = 5;

/** The subscription with this public id, for who may do this with it; `not_found` also for what is no id at all. */
export async function findSubscription(
  deps: { subscriptions: Pick<SubscriptionStore, 'find'> },
  caller: Caller,
  id: string,
  action: 'read' | 'update' | 'delete',
): Promise<Result<SubscriptionRecord, Denial>> {
  const key = parseId('sub', id);
  const record = key === null ? null : await deps.subscriptions.find(key);
  if (!record) return deny({ reason: 'not_found' });
  const denial = refuseSubscription(caller, record.project, action);
  return denial ? deny(denial) : ok(record);
}

/** Reads a subscription, lets `decide` say what becomes of it, and commits that with its audit row. */
export async function changeSubscription(
  deps: ChangeSubscriptionDeps,
  caller: Caller,
  id: string,
  decide: (record: SubscriptionRecord) => Decision | Promise<Decision>,
): Promise<Result<SubscriptionRecord, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findSubscription(deps, caller, id, 'update');
    if (!found.ok) return found;
    const from = found.value;
    const decision = await decide(from);
    if (!decision.ok) return decision;
    const to = { ...from, ...decision.value.fields, version: from.version + 1 };
    const event = eventBy(caller, nowSeconds, {
      action: decision.value.action,
      target: formatId('sub', from.id),
      project: to.project,
      before: auditSubscription(from, nowSeconds),
      after: auditSubscription(to, nowSeconds),
    });
    if ((await deps.subscriptions.change(from, to, event)) === 'changed') return ok(to);
  }
  throw new StorageError(`subscription ${id} kept changing under ${MAX_TRIES} tries`);
}
