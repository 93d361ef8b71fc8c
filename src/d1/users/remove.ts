import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, epochRow, eventRow, eventRowIfChanged, outboxRow } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { groupMembers, members, subscriptions, tokens, trustedIssuers, users } from '../schema.ts';
import { mayGo } from './guards.ts';
import type { UserRecord } from './record.ts';

/** A removal: the audit rows of the person, and of their tokens and trusted issuers where there were any. */
export type Removal = { from: UserRecord; event: AuditEvent; tokensEvent: AuditEvent; trustsEvent: AuditEvent };

/**
 * Removes a person for good, in one batch: their tokens are revoked and owned by nobody, whom they trusted gives no more,
 * they are of no project and no group. `refused` when the person is not as they were read any more, or no other administrator would be left.
 */
export async function removeUser(
  db: Database,
  { from, event, tokensEvent, trustsEvent }: Removal,
): Promise<'removed' | 'refused'> {
  const { id } = from;
  const { at } = event;
  const guarded = and(eq(users.id, id), eq(users.version, from.version), mayGo(id));
  const done = await committed(
    db.batch([
      // The row must outlive what refers to it: here it only says whether the rest may be.
      db
        .update(users)
        .set({ version: sql`${users.version} + 1` })
        .where(guarded),
      stopUnlessChanged(db),
      revocation(db, id, at),
      eventRowIfChanged(db, tokensEvent),
      // Copies made before say whose they were, and are not believed; those made after are revoked.
      epochRow(db, { ownerId: id }, at),
      outboxRow(db, 'epoch', 0, at),
      // What they gave was the person's too, and is revoked.
      db.delete(trustedIssuers).where(eq(trustedIssuers.ownerId, id)),
      eventRowIfChanged(db, trustsEvent),
      db.update(tokens).set({ ownerId: null }).where(eq(tokens.ownerId, id)),
      db.update(subscriptions).set({ ownerId: null }).where(eq(subscriptions.ownerId, id)),
      db.delete(members).where(eq(members.userId, id)),
      db.delete(groupMembers).where(eq(groupMembers.userId, id)),
      db.delete(users).where(eq(users.id, id)),
      eventRow(db, event),
    ]),
  );
  return done ? 'removed' : 'refused';
}

function revocation(db: Database, ownerId: number, at: number) {
  return db
    .update(tokens)
    .set({
      revokedAt: at,
      revocationReason: 'affiliation_changed',
      version: sql`${tokens.version} + 1`,
      overlapEndsAt: null,
    })
    .where(and(eq(tokens.ownerId, ownerId), isNull(tokens.revokedAt)));
}
