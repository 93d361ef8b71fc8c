import type { CreateClientBody } from '../../contract/clients.ts';
import type { ClientRecord, ClientStore } from '../../d1/clients.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { noGroup, readProofs } from './draft.ts';
import { viewClient } from './view.ts';

type Deps = { clients: Pick<ClientStore, 'create'>; nowMs: number };

/** Registers a client. Without proofs it lets in only Workers whose service binding names it. Denies with `conflict` when its id is taken. */
export async function createClient(
  deps: Deps,
  caller: Caller,
  body: CreateClientBody,
): Promise<Result<ClientRecord, Denial>> {
  const { id, name, group = null, certificates = [], allowedIps = [] } = body;
  const proofs = readProofs({ certificates, allowedIps });
  if (!proofs.ok) return proofs;
  const createdAt = Math.floor(deps.nowMs / 1000);
  const client = { id, name, group, ...proofs.value, createdAt };
  const event = eventBy(caller, createdAt, {
    action: 'client.created',
    target: `client:${id}`,
    after: viewClient(client),
  });
  const outcome = await deps.clients.create(client, event);
  if (outcome === 'created') return ok(client);
  if (outcome === 'no_group') return deny(noGroup(group));
  return deny({ reason: 'conflict', message: `client ${id} exists already` });
}
