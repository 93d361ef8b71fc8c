import type { ClientRecord, ClientStore } from '../../d1/clients.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { readAllowedIps } from '../tokens/draft.ts';

export type Proofs = Pick<ClientRecord, 'certificates' | 'allowedIps'>;

/** How a client is to prove itself: each certificate and block once, the blocks checked as those of a token are. */
export function readProofs(input: {
  certificates: readonly string[];
  allowedIps: readonly string[];
}): Result<Proofs, Denial> {
  const allowedIps = readAllowedIps(input.allowedIps);
  if (!allowedIps.ok) return allowedIps;
  return ok({ certificates: [...new Set(input.certificates)], allowedIps: allowedIps.value ?? [] });
}

/** Refuses a group that there is not. The write asks again, in its own statement. */
export async function refuseMissingGroup(
  deps: { clients: Pick<ClientStore, 'hasGroup'> },
  group: string | null,
): Promise<Denial | null> {
  return group === null || (await deps.clients.hasGroup(group)) ? null : noGroup(group);
}

export function noGroup(group: string | null): Denial {
  return { reason: 'invalid', field: 'group', message: `group ${group} does not exist` };
}
