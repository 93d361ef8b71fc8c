import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { findCopies, findEnd, findUnsignedThrough, findUpTo, readChain } from './events/chain.ts';
import { findRange, readRange } from './events/export.ts';
import { listEvents } from './events/list.ts';
import { findPrunable, findPruned, prune, pruneFirst } from './events/prune.ts';
import { findHash, findHead, findUnsealed, seal } from './events/seal.ts';
import { type AuditEvent, eventRow } from './journal.ts';

export type EventStore = ReturnType<typeof createEventStore>;

/** The audit trail. Rows of changes are written in the batch of the change; `add` is for what changes nothing else. */
export function createEventStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('events', {
    add: async (event: AuditEvent) => {
      await eventRow(db, event);
    },
    list: bound(listEvents),
    findRange: bound(findRange),
    readRange: bound(readRange),
    readChain: bound(readChain),
    findUpTo: bound(findUpTo),
    findCopies: bound(findCopies),
    findEnd: bound(findEnd),
    findUnsignedThrough: bound(findUnsignedThrough),
    findUnsealed: bound(findUnsealed),
    findHead: bound(findHead),
    findHash: bound(findHash),
    seal: bound(seal),
    findPruned: bound(findPruned),
    findPrunable: bound(findPrunable),
    pruneFirst: bound(pruneFirst),
    prune: bound(prune),
  });
}
