import type { ClientStore } from '../../d1/clients.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseUsed } from '../places/still-used.ts';
import { deny, ok, type Result } from '../result.ts';
import { viewClient } from './view.ts';

type Deps = {
  clients: Pick<ClientStore, 'find' | 'delete' | 'countTokens'>;
  nowMs: number;
  announceEpoch: () => void;
};

/**
 * Deletes a client. Denies with `conflict` while live tokens are locked to it: made again under the same id, it would
 * let them in again, with proofs of who made it.
 */
export async function deleteClient(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const client = await deps.clients.find(id);
  if (!client) return deny({ reason: 'not_found' });
  const event = eventBy(caller, nowSeconds, {
    action: 'client.deleted',
    target: `client:${id}`,
    before: viewClient(client),
  });
  if ((await deps.clients.delete(id, event)) === 'deleted') {
    deps.announceEpoch();
    return ok(null);
  }
  const count = await deps.clients.countTokens(id, nowSeconds);
  return deny(refuseUsed(`client ${id}`, [{ count, what: 'live token' }]));
}
