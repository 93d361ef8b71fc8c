import { and, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Epoch } from '../../contract/token-copy.ts';
import type { RevocationReason } from '../../contract/tokens.ts';
import { type Database, lostTheRace, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, epochRow, eventRow, outboxRow } from '../journal.ts';
import { tokenFacets, tokens } from '../schema.ts';

/**
 * Revokes every token that an epoch matches, in one statement, with one audit row, one feed row and one outbox row
 * however many they are. Returns how many there were. D1 stops a batch after 30 s: some millions of rows.
 */
export async function revokeMatching(
  db: Database,
  epoch: Epoch,
  reason: RevocationReason,
  event: AuditEvent,
): Promise<number> {
  try {
    const [updated] = await db.batch([
      db
        .update(tokens)
        .set({
          revokedAt: event.at,
          revocationReason: reason,
          version: sql`${tokens.version} + 1`,
          overlapEndsAt: null,
        })
        .where(and(isNull(tokens.revokedAt), matches(db, epoch))),
      stopUnlessChanged(db),
      eventRow(db, event),
      epochRow(db, epoch, event.at),
      outboxRow(db, 'epoch', 0, event.at),
    ]);
    return updated.meta.changes;
  } catch (error) {
    if (lostTheRace(error)) return 0;
    throw error;
  }
}

function matches(db: Database, epoch: Epoch) {
  return and(
    // Those end with their memberships, and only so.
    ne(tokens.type, 'master'),
    epoch.ownerId === undefined ? undefined : eq(tokens.ownerId, epoch.ownerId),
    epoch.type === undefined ? undefined : eq(tokens.type, epoch.type),
    epoch.issuedBefore === undefined ? undefined : lt(tokens.issuedAt, epoch.issuedBefore),
    epoch.project === undefined
      ? undefined
      : inArray(
          tokens.id,
          db
            .select({ id: tokenFacets.tokenId })
            .from(tokenFacets)
            .where(eq(tokenFacets.facet, `project:${epoch.project}`)),
        ),
  );
}
