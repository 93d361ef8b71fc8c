import { and, eq, gt, lte } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { clashedOn, type Database } from './database.ts';
import { idempotency } from './schema.ts';

/** A kept answer: digests of the key and of the request, and the sealed secret, until `expiresAt`. */
export type KeptAnswer = { key: Uint8Array; requestDigest: Uint8Array; sealed: Uint8Array; expiresAt: number };

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;

/** Answers kept for repetition. They are written in the batch of the change that they answer: see {@link keep}. */
export function createIdempotencyStore(db: Database) {
  return failingAsStorage('idempotency', {
    find: async (key: Uint8Array, nowSeconds: number) => {
      const [row] = await db
        .select()
        .from(idempotency)
        .where(and(eq(idempotency.key, key), gt(idempotency.expiresAt, nowSeconds)));
      return row ?? null;
    },
    prune: async (nowSeconds: number) => {
      const result = await db.delete(idempotency).where(lte(idempotency.expiresAt, nowSeconds));
      return result.meta.changes;
    },
  });
}

/**
 * The statements that keep an answer, for the batch of the change that it answers. Where another request with that key
 * got there first they undo all of it, by an error that {@link keyTaken} knows; an answer whose time is over gives way.
 */
export function keep(db: Database, kept: KeptAnswer | null, nowSeconds: number) {
  if (kept === null) return [];
  const over = and(eq(idempotency.key, kept.key), lte(idempotency.expiresAt, nowSeconds));
  return [db.delete(idempotency).where(over), db.insert(idempotency).values(kept)];
}

export function keyTaken(error: unknown): boolean {
  return clashedOn(error, 'idempotency.key');
}
