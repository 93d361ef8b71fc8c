import type { EventsVerification } from '../../contract/events.ts';
import { formatId } from '../../contract/ids.ts';
import { CHAIN_START } from '../../crypto/audit.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { ChainRow } from '../../d1/events/rows.ts';
import type { Head } from '../../d1/events/seal.ts';
import type { AuditHead } from '../../kv/audit-head.ts';

export type Fault = NonNullable<EventsVerification['fault']>;

/** Where a check of the trail stands: what the next row must be like. */
export type Walk = {
  readonly keyring: Keyring;
  /** The row that KV remembers as the end of the chain. */
  readonly anchor: AuditHead | null;
  readonly unsignedThrough: number;
  /** No row is without a signature once one has had it. */
  signed: boolean;
  /** The id that the next row must have. */
  expected: number;
  /** The hash that the next row must follow; null when the row before is pruned, or not sealed. */
  previousHash: Uint8Array | null;
  /** Rows from before this second have been pruned: one that turns up again is a copy. */
  notBefore: number;
  /** Whether a row that is not sealed was seen. From there on the sealer may be ahead of this check. */
  inTail: boolean;
  /** The first row of this page that is not sealed. A page is one look: none after it can be. */
  unsealedInPage: number | null;
  /** The last row that was found chained. */
  head: Head | null;
  checked: number;
  unsealed: number;
};

type Start = { head: AuditHead | null; unsignedThrough: number; start: ChainRow | null; notBefore: number };

/** Begins before the first row, or after the row `start`. */
export function startWalk(keyring: Keyring, { head, unsignedThrough, start, notBefore }: Start): Walk {
  return {
    keyring,
    anchor: head,
    unsignedThrough,
    signed: start !== null && start.signature !== null,
    expected: start === null ? 1 : start.id + 1,
    previousHash: start === null ? CHAIN_START : start.hash,
    notBefore,
    inTail: start !== null && start.hash === null,
    unsealedInPage: null,
    head: start?.hash ? { id: start.id, hash: start.hash } : null,
    checked: 0,
    unsealed: 0,
  };
}

export function fault(id: number, what: Fault['what'], detail: string): Fault {
  return { id: formatId('evt', Math.max(0, id)), what, detail };
}
