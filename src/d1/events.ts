import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { type AuditEvent, eventRow } from './journal.ts';

export type EventStore = ReturnType<typeof createEventStore>;

/** Audit rows of what changes nothing else. Those of changes are written in the batch of the change. */
export function createEventStore(db: Database) {
  return failingAsStorage('events', {
    add: async (event: AuditEvent) => {
      await eventRow(db, event);
    },
  });
}
