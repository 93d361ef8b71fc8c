import type { Client } from '../../contract/clients.ts';
import { formatInstant } from '../../contract/expiry.ts';
import type { ClientRecord } from '../../d1/clients.ts';

/** A client as the wire and the audit trail show it. Fingerprints are no secret. */
export function viewClient({ id, name, group, certificates, allowedIps, createdAt }: ClientRecord): Client {
  return { id, name, group, certificates, allowedIps, createdAt: formatInstant(createdAt) };
}
