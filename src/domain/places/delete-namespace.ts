import type { NamespaceName } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ItemStore } from '../../kv/items.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseUsed } from './still-used.ts';
import { viewNamespace } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'findNamespace' | 'listEnvironmentIds' | 'deleteNamespace' | 'countNamespaceUses'>;
  items: Pick<ItemStore, 'holdsAny'>;
  nowMs: number;
  /** Called once a namespace that a group guarded is gone. */
  announceEpoch: () => void;
};

/**
 * Deletes a namespace. Denies with `conflict` while a live token holds a grant that names it, or a trusted issuer gives
 * one, or while an environment holds items of it: made again, it would be the token's again and hold the items again.
 *
 * KV's listing may lag a minute or more behind a write, and a write may still be on its way: an item of the last
 * minute may be overlooked. It is out of reach then, and comes back only if the namespace is made again.
 */
export async function deleteNamespace(deps: Deps, caller: Caller, named: NamespaceName): Promise<Result<null, Denial>> {
  const { places } = deps;
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const namespace = await places.findNamespace(named);
  if (!namespace) return deny({ reason: 'not_found' });
  const holder = await findHolder(deps, named);
  if (holder !== null) {
    return deny({ reason: 'conflict', message: `environment ${holder} still holds items of namespace ${named.name}` });
  }
  const event = eventBy(caller, nowSeconds, {
    action: 'namespace.deleted',
    target: `namespace:${named.project}/${named.name}`,
    project: named.project,
    before: viewNamespace(namespace),
  });
  if ((await places.deleteNamespace(namespace, event)) === 'deleted') {
    if (namespace.group !== null) deps.announceEpoch();
    return ok(null);
  }
  const { tokens, trusts } = await places.countNamespaceUses(named, nowSeconds);
  const uses = [
    { count: tokens, what: 'live token' },
    { count: trusts, what: 'trusted issuer' },
  ];
  return deny(refuseUsed(`namespace ${named.name}`, uses));
}

/** An environment that holds items of a namespace; null when none does. */
async function findHolder({ places, items }: Deps, { project, name }: NamespaceName): Promise<string | null> {
  const environments = await places.listEnvironmentIds();
  const held = await Promise.all(
    environments.map((environment) => items.holdsAny({ environment, project, namespace: name })),
  );
  return environments.find((_, index) => held[index]) ?? null;
}
