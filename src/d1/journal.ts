import type { Epoch } from '../contract/token-copy.ts';
import type { Database } from './database.ts';
import { changes, events, outbox } from './schema.ts';

/** An audit row: who did what to which thing. `before` and `after` never hold a secret. */
export type AuditEvent = {
  at: number;
  actor: string;
  action: string;
  target: string;
  project: string | null;
  before: object | null;
  after: object | null;
  address: string | null;
  userAgent: string | null;
  requestId: string;
};

/** What the signature of an audit row covers: every column that it is inserted with. */
export type EventContent = Omit<AuditEvent, 'before' | 'after'> & { before: string | null; after: string | null };

/** The statement that records an event, signed; it belongs in the batch of the change itself. */
export function eventRow(db: Database, event: AuditEvent) {
  const row: EventContent = {
    ...event,
    before: event.before && JSON.stringify(event.before),
    after: event.after && JSON.stringify(event.after),
    // Cut at a length, it may end in half a character, which the database would not give back as it was.
    userAgent: event.userAgent?.toWellFormed() ?? null,
  };
  return db.insert(events).values({ ...row, signature: db.signEvent(contentOf(row)) });
}

/** The content of an audit row in one form only. */
export function contentOf(row: EventContent): string {
  const { at, actor, action, target, project, before, after, address, userAgent, requestId } = row;
  return JSON.stringify([at, actor, action, target, project, before, after, address, userAgent, requestId]);
}

/** The statements that make a changed token known: to KV by the outbox, to every isolate by the feed. */
export function tokenChanged(db: Database, id: number, version: number, at: number) {
  return [outboxRow(db, 'token', id, at), db.insert(changes).values({ at, kind: 'token', key: id, version })] as const;
}

/** The statement that owes KV a publication. A new token needs only this: no older copy of it can exist. */
export function outboxRow(db: Database, kind: 'token' | 'epoch', key: number, at: number) {
  return db.insert(outbox).values({ kind, key, createdAt: at, claimedUntil: 0 });
}

/** The feed's row for a bulk revocation: one, however many tokens it ends. */
export function epochRow(db: Database, epoch: Epoch, at: number) {
  return db.insert(changes).values({ at, kind: 'epoch', key: 0, version: 0, epoch });
}
