import type { PatchClientBody } from '../../contract/clients.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { ClientRecord, ClientStore } from '../../d1/clients.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readProofs, refuseMissingGroup } from './draft.ts';
import { viewClient } from './view.ts';

type Deps = {
  clients: Pick<ClientStore, 'find' | 'hasGroup' | 'change'>;
  nowMs: number;
  /** Called once a change is committed: tokens that are locked to the client are held by copies with its old proofs. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same client has just won. */
const MAX_TRIES = 8;

/** Changes a client's name, group or proofs; lists are replaced whole. Tokens locked to it follow within the bound. */
export async function patchClient(
  deps: Deps,
  caller: Caller,
  id: string,
  body: PatchClientBody,
): Promise<Result<ClientRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const from = await deps.clients.find(id);
    if (!from) return deny({ reason: 'not_found' });
    const { name = from.name, group = from.group, certificates = from.certificates } = body;
    const proofs = readProofs({ certificates, allowedIps: body.allowedIps ?? from.allowedIps });
    if (!proofs.ok) return proofs;
    const to = { ...from, name, group, ...proofs.value };
    if (JSON.stringify(to) === JSON.stringify(from)) return ok(from);
    const denial = group === from.group ? null : await refuseMissingGroup(deps, group);
    if (denial) return deny(denial);
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'client.updated',
      target: `client:${id}`,
      before: viewClient(from),
      after: viewClient(to),
    });
    if ((await deps.clients.change(from, to, event)) === 'changed') {
      deps.announceEpoch();
      return ok(to);
    }
  }
  throw new StorageError(`client ${id} kept changing under ${MAX_TRIES} tries`);
}
