import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { changes, outbox, tokens } from '../schema.ts';
import type { TokenRecord } from './record.ts';

/** What a token that is exchanged must not have more of than the one that it came from. */
const POWERS = ['grants', 'clients', 'allowedIps', 'allowedOrigins', 'notBefore', 'dpopKey', 'expiresAt'] as const;

/**
 * The statements that end what was exchanged for a token whose powers have changed: it might be able to do more now. None
 * where they stay. Other ways of ending a token end it by a trigger (migration 0004); this one needs the time of the change.
 */
export function endDerived(db: Database, from: TokenRecord, to: TokenRecord, at: number) {
  if (POWERS.every((field) => from[field] === to[field])) return [];
  const scope = JSON.stringify({ parentId: to.id });
  return [
    db
      .update(tokens)
      .set({
        revokedAt: at,
        revocationReason: 'superseded',
        overlapEndsAt: null,
        version: sql`${tokens.version} + 1`,
      })
      .where(and(eq(tokens.parentId, to.id), isNull(tokens.revokedAt))),
    // Each only where the statement before it changed something.
    db.insert(changes).select(sql`select null, ${at}, 'epoch', 0, 0, ${scope} where changes() > 0`),
    db.insert(outbox).select(sql`select null, 'epoch', 0, ${at}, 0, ${scope} where changes() > 0`),
  ] as const;
}
