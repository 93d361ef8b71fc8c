import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { sessions } from './schema.ts';

export type SessionRow = typeof sessions.$inferInsert;
export type SessionStore = ReturnType<typeof createSessionStore>;

/** Which sessions of the console have not ended, by digest. Their tokens are not here. */
export function createSessionStore(db: Database) {
  return failingAsStorage('sessions', {
    start: async (row: SessionRow): Promise<void> => {
      await db.insert(sessions).values(row);
    },
    /** Until when a session lives, Unix seconds; null where it has ended. */
    find: async (digest: Uint8Array, nowSeconds: number): Promise<number | null> => {
      const live = and(eq(sessions.digest, digest), gt(sessions.expiresAt, nowSeconds));
      const [row] = await db.select({ expiresAt: sessions.expiresAt }).from(sessions).where(live);
      return row?.expiresAt ?? null;
    },
    end: async (digest: Uint8Array): Promise<void> => {
      await db.delete(sessions).where(eq(sessions.digest, digest));
    },
    /** Forgets up to `limit` that are past. Returns how many. */
    prune: async (nowSeconds: number, limit: number): Promise<number> => {
      const past = db
        .select({ digest: sessions.digest })
        .from(sessions)
        .where(lte(sessions.expiresAt, nowSeconds))
        .limit(limit);
      return (await db.delete(sessions).where(inArray(sessions.digest, past))).meta.changes;
    },
  });
}
