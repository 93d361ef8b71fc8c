import { and, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { outbox, secrets, tokens } from '../schema.ts';

/**
 * Deletes up to `limit` tokens that expired by a second, the longest expired first; their secrets and facets go with
 * them. Returns how many. Two at once delete different ones.
 */
export function purgeExpired(db: Database, expiredBy: number, nowSeconds: number, limit: number): Promise<number> {
  return countDeleted(expiredQuery(db, expiredBy, nowSeconds, limit));
}

/** The statement behind {@link purgeExpired}; apart, so that a test can ask SQLite for its plan. */
export function expiredQuery(db: Database, expiredBy: number, nowSeconds: number, limit: number) {
  const expired = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(isNull(tokens.revokedAt), lte(tokens.expiresAt, expiredBy), isUnsigned(nowSeconds)))
    .orderBy(tokens.expiresAt, tokens.id)
    .limit(limit);
  return db.delete(tokens).where(inArray(tokens.id, expired)).returning({ id: tokens.id });
}

/**
 * The same for tokens that were revoked before a second; none while KV still waits to be told of anything that old:
 * an old copy would be believed once D1 and the feed have forgotten the token.
 */
export function purgeRevoked(db: Database, revokedBefore: number, nowSeconds: number, limit: number): Promise<number> {
  return countDeleted(revokedQuery(db, revokedBefore, nowSeconds, limit));
}

export function revokedQuery(db: Database, revokedBefore: number, nowSeconds: number, limit: number) {
  const untold = db.select({ id: outbox.id }).from(outbox).where(lt(outbox.createdAt, revokedBefore));
  const revoked = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(
      and(
        isNotNull(tokens.revokedAt),
        lt(tokens.revokedAt, revokedBefore),
        isUnsigned(nowSeconds),
        sql`not exists ${untold}`,
      ),
    )
    .limit(limit);
  return db.delete(tokens).where(inArray(tokens.id, revoked)).returning({ id: tokens.id });
}

/**
 * Deletes up to `limit` JWTs that a refresh has replaced, and that have ended by themselves since: their tokens live on, and
 * a status list need not speak of them any more.
 */
export function purgeReplaced(db: Database, nowSeconds: number, limit: number): Promise<number> {
  return countDeleted(replacedQuery(db, nowSeconds, limit));
}

export function replacedQuery(db: Database, nowSeconds: number, limit: number) {
  const replaced = db
    .select({ digest: secrets.digest })
    .from(secrets)
    .where(and(isNotNull(secrets.endsAt), lte(secrets.signedUntil, nowSeconds - STATUS_KEPT_SECONDS)))
    .orderBy(secrets.signedUntil)
    .limit(limit);
  return db.delete(secrets).where(inArray(secrets.digest, replaced)).returning({ id: secrets.tokenId });
}

/** How long a status stays after its JWT's end: clocks differ, and no cached list may speak of the index's next token. */
const STATUS_KEPT_SECONDS = 3600;

/** Whether a status list has no more to say of a token. */
function isUnsigned(nowSeconds: number) {
  return or(isNull(tokens.signedUntil), lte(tokens.signedUntil, nowSeconds - STATUS_KEPT_SECONDS));
}

/** D1's own count of changes includes those of cascades and triggers. */
async function countDeleted(deletion: Promise<{ id: number }[]>): Promise<number> {
  return (await deletion).length;
}
