import { and, eq, gt, lte } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { idempotency } from './schema.ts';

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;

/** Answers kept for repetition. They are written in the batch of the change that they answer: see `refreshToken`. */
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
