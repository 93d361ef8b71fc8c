import { formatId, makeKey } from '../../contract/ids.ts';
import type { CreateSubscriptionBody } from '../../contract/notices.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { random12Bits } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import { makeWebhookSecret } from '../../crypto/webhook-signature.ts';
import type { SubscriptionRecord, SubscriptionStore } from '../../d1/subscriptions.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { MAX_SUBSCRIPTIONS } from '../notices/read-audience.ts';
import { secretContext } from '../notices/secret.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseSubscription } from './authorize.ts';
import { type AddressDeps, readAddress, readSubscriptionFilter, readThresholds } from './draft.ts';
import { auditSubscription } from './view.ts';

export type CreateSubscriptionDeps = AddressDeps & {
  subscriptions: Pick<SubscriptionStore, 'create'>;
  keyring: Keyring;
  nowMs: number;
};

/** A subscription, and the secret of its webhook where it is one: told this once. */
export type Created = { record: SubscriptionRecord; secret: string | null };

/** Two subscriptions of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 3;

/**
 * Subscribes a mail address or a webhook. It hears of what happens from now on.
 * Denies who may not subscribe to the project of the filter, with `invalid` an address that nothing can be sent to, with `limit_reached` the 1,001st.
 */
export async function createSubscription(
  deps: CreateSubscriptionDeps,
  caller: Caller,
  body: CreateSubscriptionBody,
): Promise<Result<Created, Denial>> {
  const denial = refuseSubscription(caller, body.filter.project ?? null, 'create');
  if (denial) return deny(denial);
  const address = readAddress(deps, body.channel, body.address);
  if (!address.ok) return address;
  const thresholds = readThresholds(body.thresholds);
  if (!thresholds.ok) return thresholds;
  const filter = readSubscriptionFilter(body.filter);
  if (!filter.ok) return filter;
  const draft = {
    channel: body.channel,
    address: address.value,
    description: body.description ?? null,
    events: [...new Set(body.events)],
    thresholds: thresholds.value,
    ...filter.value,
  };
  return insert(deps, caller, draft);
}

type Draft = Pick<
  SubscriptionRecord,
  'channel' | 'address' | 'description' | 'events' | 'thresholds' | 'project' | 'namespace' | 'type' | 'filterOwnerId'
>;

async function insert(deps: CreateSubscriptionDeps, caller: Caller, draft: Draft): Promise<Result<Created, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const id = makeKey(deps.nowMs, random12Bits());
    const secret = draft.channel === 'webhook' ? makeWebhookSecret() : null;
    const sealed = secret === null ? null : await seal(deps.keyring, secret, secretContext(id));
    const record = newRecord(caller, { ...draft, id }, sealed, nowSeconds);
    const event = eventBy(caller, nowSeconds, {
      action: 'subscription.created',
      target: formatId('sub', id),
      project: record.project,
      after: auditSubscription(record, nowSeconds),
    });
    const outcome = await deps.subscriptions.create(record, MAX_SUBSCRIPTIONS, event);
    if (outcome === 'created') return ok({ record, secret });
    if (outcome === 'limit_reached') {
      return deny({ reason: 'limit_reached', message: `a deployment has at most ${MAX_SUBSCRIPTIONS} subscriptions` });
    }
  }
  throw new StorageError(`no subscription could be made in ${MAX_DRAWS} draws`);
}

function newRecord(
  caller: Caller,
  draft: Draft & { id: number },
  secret: Uint8Array | null,
  nowSeconds: number,
): SubscriptionRecord {
  return {
    ...draft,
    version: 1,
    secret,
    previousSecret: null,
    previousSecretEndsAt: null,
    ownerId: caller.token.owner?.id ?? null,
    createdAt: nowSeconds,
    disabledAt: null,
    disabledReason: null,
  };
}
