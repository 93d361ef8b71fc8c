import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { shares } from './schema.ts';
import { createShare } from './shares/create.ts';
import { isOpen, redeemKept, revokeShare } from './shares/end.ts';
import type { ShareRecord } from './shares/record.ts';

export type ShareStore = ReturnType<typeof createShareStore>;

/** One-time links that hand a token over. Every write is one batch with its audit row. */
export function createShareStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('shares', {
    find: bound(find),
    findOpen: bound(findOpen),
    list: async (tokenId: number, limit: number): Promise<ShareRecord[]> =>
      db.select().from(shares).where(eq(shares.tokenId, tokenId)).orderBy(desc(shares.id)).limit(limit),
    create: bound(createShare),
    revoke: bound(revokeShare),
    redeemKept: bound(redeemKept),
    prune: bound(prune),
  });
}

async function find(db: Database, id: number): Promise<ShareRecord | null> {
  const [row] = await db.select().from(shares).where(eq(shares.id, id));
  return row ?? null;
}

/** The link with this code, if it can still be used. */
async function findOpen(db: Database, codeDigest: Uint8Array, nowSeconds: number): Promise<ShareRecord | null> {
  const [row] = await db
    .select()
    .from(shares)
    .where(and(eq(shares.codeDigest, codeDigest), isOpen(nowSeconds)));
  return row ?? null;
}

/** Forgets links that could be used until before a second, at most `limit`. */
async function prune(db: Database, expiredBefore: number, limit: number): Promise<number> {
  const old = db.select({ id: shares.id }).from(shares).where(lt(shares.expiresAt, expiredBefore)).limit(limit);
  return (await db.delete(shares).where(inArray(shares.id, old)).returning({ id: shares.id })).length;
}
