import { and, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';

/**
 * Deletes up to `limit` tokens that expired or were revoked before a second; their secrets and facets go with them.
 * Returns how many tokens. The subquery is two ranges of two partial indexes.
 */
export async function purgeEnded(db: Database, endedBefore: number, limit: number): Promise<number> {
  const expired = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(isNull(tokens.revokedAt), lt(tokens.expiresAt, endedBefore)));
  const revoked = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(isNotNull(tokens.revokedAt), lt(tokens.revokedAt, endedBefore)));
  const doomed = expired.unionAll(revoked).limit(limit);
  const deleted = db.delete(tokens).where(inArray(tokens.id, sql`(${doomed})`));
  // D1's own count of changes includes those of cascades and triggers.
  return (await deleted.returning({ id: tokens.id })).length;
}
