import type { PlaceStore } from '../../d1/places.ts';
import type { ItemStore } from '../../kv/items.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseUsed } from './still-used.ts';
import { viewEnvironment } from './view.ts';

type Deps = {
  places: Pick<PlaceStore, 'findEnvironment' | 'deleteEnvironment' | 'countEnvironmentUses'>;
  items: Pick<ItemStore, 'holdsAnyOfEnvironment'>;
  nowMs: number;
};

/**
 * Deletes an environment. Denies with `conflict` while live tokens, roles or trusted issuers name it, a property is active
 * in it, or it holds items: made again, it would be theirs again. KV's listing may lag a minute or more behind a write, so
 * a very recent item may be overlooked.
 */
export async function deleteEnvironment(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const { places } = deps;
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const environment = await places.findEnvironment(id);
  if (!environment) return deny({ reason: 'not_found' });
  if (await deps.items.holdsAnyOfEnvironment(id)) {
    return deny({ reason: 'conflict', message: `environment ${id} still holds items; delete them first` });
  }
  const event = eventBy(caller, nowSeconds, {
    action: 'environment.deleted',
    target: `environment:${id}`,
    before: viewEnvironment(environment),
  });
  if ((await places.deleteEnvironment(id, event)) === 'deleted') return ok(null);
  const { tokens, roles, trusts, properties } = await places.countEnvironmentUses(id, nowSeconds);
  const uses = [
    { count: tokens, what: 'live token' },
    { count: roles, what: 'role' },
    { count: trusts, what: 'trusted issuer' },
    { count: properties, what: 'active property', many: 'active properties' },
  ];
  return deny(refuseUsed(`environment ${id}`, uses));
}
