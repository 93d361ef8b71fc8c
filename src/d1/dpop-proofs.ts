import { inArray, lt } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { dpopProofs } from './schema.ts';

export type DpopProofStore = ReturnType<typeof createDpopProofStore>;

/** Proofs of possession that were seen, by digest, for as long as they could be shown again. */
export function createDpopProofStore(db: Database) {
  return failingAsStorage('dpop proofs', {
    /** Notes a proof; false where it was seen before. Of two at once one is the first. */
    use: async (digest: Uint8Array, expiresAt: number): Promise<boolean> => {
      const noted = await db
        .insert(dpopProofs)
        .values({ digest, expiresAt })
        .onConflictDoNothing()
        .returning({ expiresAt: dpopProofs.expiresAt });
      return noted.length > 0;
    },
    /** Forgets up to `limit` that cannot be shown again. Returns how many. */
    prune: async (nowSeconds: number, limit: number): Promise<number> => {
      const past = db
        .select({ digest: dpopProofs.digest })
        .from(dpopProofs)
        .where(lt(dpopProofs.expiresAt, nowSeconds))
        .limit(limit);
      return (await db.delete(dpopProofs).where(inArray(dpopProofs.digest, past))).meta.changes;
    },
  });
}
