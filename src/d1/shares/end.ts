import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type KeptAnswer, keep } from '../idempotency.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { shares } from '../schema.ts';

/** The one use of a link; `tokenVersion` is what its token is to be of when the claim runs. */
export type Claim = { shareId: number; tokenVersion: number; event: AuditEvent };

/** The condition that a link can still be used. */
export function isOpen(nowSeconds: number) {
  return and(isNull(shares.redeemedAt), isNull(shares.revokedAt), gt(shares.expiresAt, nowSeconds));
}

/**
 * The statements that use a link up. They stop the batch that they are in, and so undo all of it, when somebody else
 * has used it or the token has changed: what hands out a secret runs in one batch with them.
 */
export function claim(db: Database, { shareId, tokenVersion, event }: Claim) {
  const unchanged = sql`exists (select 1 from tokens t where t.id = ${shares.tokenId} and t.version = ${tokenVersion})`;
  return [
    db
      .update(shares)
      .set({ redeemedAt: event.at })
      .where(and(eq(shares.id, shareId), isOpen(event.at), unchanged)),
    stopUnlessChanged(db),
    eventRow(db, event),
  ] as const;
}

/**
 * Uses a link to a token whose secret is kept; `revealed` is the audit row of its being told, and `kept` what is stored
 * for repetition. False: nothing was done.
 */
export function redeemKept(
  db: Database,
  use: Claim,
  revealed: AuditEvent,
  kept: KeptAnswer | null = null,
): Promise<boolean> {
  return committed(db.batch([...claim(db, use), ...keep(db, kept, revealed.at), eventRow(db, revealed)]));
}

/** Ends an open link. False: it was none. */
export function revokeShare(db: Database, shareId: number, event: AuditEvent): Promise<boolean> {
  return committed(
    db.batch([
      db
        .update(shares)
        .set({ revokedAt: event.at })
        .where(and(eq(shares.id, shareId), isOpen(event.at))),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
}
