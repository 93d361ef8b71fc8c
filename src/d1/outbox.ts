import { and, asc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { WalkScope } from '../contract/token-copy.ts';
import type { Database } from './database.ts';
import { outbox, tokens } from './schema.ts';

/** A claimed row is left alone for this long; then its publisher is taken for dead and another may have it. */
const LEASE_SECONDS = 60;

/** A publication owed: one token, or what a bulk change concerns, walked up to `key`. */
export type Owed = {
  id: number;
  kind: 'token' | 'epoch';
  key: number;
  createdAt: number;
  /** Of a bulk change; null: what was revoked at `createdAt`. */
  scope: WalkScope | null;
};

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
    nextOf: (owed: Owed, limit: number) => nextOf(db, owed, limit),
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
    .returning({ id: outbox.id, kind: outbox.kind, key: outbox.key, createdAt: outbox.createdAt, scope: outbox.scope });
}

/** The ids of tokens that a bulk change concerns, after the last one walked, in order. */
async function nextOf(db: Database, { scope, key, createdAt }: Owed, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(scope === null ? eq(tokens.revokedAt, createdAt) : within(scope), gt(tokens.id, key)))
    .orderBy(asc(tokens.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

function within(scope: WalkScope): SQL {
  if ('ownerId' in scope) return eq(tokens.ownerId, scope.ownerId);
  if ('parentId' in scope) return eq(tokens.parentId, scope.parentId);
  if ('trustId' in scope) return eq(tokens.trustId, scope.trustId);
  // Routes are no tokens: see `publishRoutes`.
  if ('hostnames' in scope) return sql`false`;
  if ('people' in scope) return inArray(tokens.type, ['personal', 'master']);
  const facet = 'client' in scope ? `client:${scope.client}` : `former-project:${scope.formerProject}`;
  return sql`${tokens.id} in (select token_id from token_facets where facet = ${facet})`;
}
