import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { outbox, tokens } from './schema.ts';

/** A claimed row is left alone for this long; then its publisher is taken for dead and another may have it. */
const LEASE_SECONDS = 60;

/** A publication owed: one token, or a bulk revocation walked up to `key`. */
export type Owed = { id: number; kind: 'token' | 'epoch'; key: number; createdAt: number };

export type OutboxStore = ReturnType<typeof createOutboxStore>;

/** What D1 has committed and KV has yet to be told. */
export function createOutboxStore(db: Database) {
  return failingAsStorage('outbox', {
    claim: (nowSeconds: number, limit: number) => claim(db, nowSeconds, limit, null),
    claimToken: (tokenId: number, nowSeconds: number) => claim(db, nowSeconds, 20, tokenId),
    done: async (ids: readonly number[]) => {
      // One bound value: D1 allows 100.
      await db.delete(outbox).where(sql`${outbox.id} in (select value from json_each(${JSON.stringify(ids)}))`);
    },
    advance: async (id: number, key: number) => {
      await db.update(outbox).set({ key, claimedUntil: 0 }).where(eq(outbox.id, id));
    },
    nextRevoked: (at: number, afterId: number, limit: number) => nextRevoked(db, at, afterId, limit),
  });
}

/** Claims owed rows, oldest first, in one statement: two publishers never get the same row. */
async function claim(db: Database, nowSeconds: number, limit: number, tokenId: number | null): Promise<Owed[]> {
  const free = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        lte(outbox.claimedUntil, nowSeconds),
        tokenId === null ? undefined : and(eq(outbox.kind, 'token'), eq(outbox.key, tokenId)),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(limit);
  return db
    .update(outbox)
    .set({ claimedUntil: nowSeconds + LEASE_SECONDS })
    .where(inArray(outbox.id, free))
    .returning({ id: outbox.id, kind: outbox.kind, key: outbox.key, createdAt: outbox.createdAt });
}

/** The ids of tokens that a bulk revocation of this second ended, after `afterId`, in order. */
async function nextRevoked(db: Database, at: number, afterId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(eq(tokens.revokedAt, at), gt(tokens.id, afterId)))
    .orderBy(asc(tokens.id))
    .limit(limit);
  return rows.map((row) => row.id);
}
