import { and, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { outbox, tokens } from '../schema.ts';

/**
 * Deletes up to `limit` tokens that expired by a second, the longest expired first; their secrets and facets go with
 * them. Returns how many. Two at once delete different ones.
 */
export function purgeExpired(db: Database, expiredBy: number, limit: number): Promise<number> {
  return countDeleted(expiredQuery(db, expiredBy, limit));
}

/** The statement behind {@link purgeExpired}; apart, so that a test can ask SQLite for its plan. */
export function expiredQuery(db: Database, expiredBy: number, limit: number) {
  const expired = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(isNull(tokens.revokedAt), lte(tokens.expiresAt, expiredBy)))
    .orderBy(tokens.expiresAt, tokens.id)
    .limit(limit);
  return db.delete(tokens).where(inArray(tokens.id, expired)).returning({ id: tokens.id });
}

/**
 * The same for tokens that were revoked before a second; none while KV still waits to be told of anything that old:
 * an old copy would be believed once D1 and the feed have forgotten the token.
 */
export function purgeRevoked(db: Database, revokedBefore: number, limit: number): Promise<number> {
  return countDeleted(revokedQuery(db, revokedBefore, limit));
}

export function revokedQuery(db: Database, revokedBefore: number, limit: number) {
  const untold = db.select({ id: outbox.id }).from(outbox).where(lt(outbox.createdAt, revokedBefore));
  const revoked = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(isNotNull(tokens.revokedAt), lt(tokens.revokedAt, revokedBefore), sql`not exists ${untold}`))
    .limit(limit);
  return db.delete(tokens).where(inArray(tokens.id, revoked)).returning({ id: tokens.id });
}

/** D1's own count of changes includes those of cascades and triggers. */
async function countDeleted(deletion: Promise<{ id: number }[]>): Promise<number> {
  return (await deletion).length;
}
