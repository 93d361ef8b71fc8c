import { eq, inArray, lte, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Standing } from '../contract/token-copy.ts';
import { boundTo, type Database } from './database.ts';
import { signInAttempts, users } from './schema.ts';
import { standingOf } from './users/standing.ts';

/** A person as far as signing in goes. */
export type SigningIn = {
  id: number;
  version: number;
  passwordHash: string | null;
  disabledAt: number | null;
  standing: Standing;
};

/** The digests under which attempts are counted. */
export type AttemptKeys = { account: Uint8Array; address: Uint8Array };
/** How often each was counted until its window ends; `account` is null where the address had too many already. */
export type Counted = { account: Window | null; address: Window };
export type Window = { count: number; endsAt: number };

export type SignInStore = ReturnType<typeof createSignInStore>;

/** Who signs in, and how often it was tried. */
export function createSignInStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('sign-in', {
    find: bound(findPerson),
    count: bound(countAttempt),
    forgive: bound(forgive),
    prune: bound(prune),
  });
}

/** The person with a mail address, in whatever case, and what they may do at this moment. */
async function findPerson(db: Database, email: string): Promise<SigningIn | null> {
  const { id, version, passwordHash, disabledAt } = users;
  const [row] = await db
    .select({ id, version, passwordHash, disabledAt, standing: sql<string>`${standingOf(users.id)}`.as('standing') })
    .from(users)
    .where(eq(users.email, email));
  return row ? { ...row, standing: JSON.parse(row.standing) } : null;
}

/**
 * Counts an attempt before anything else is done for it, in one statement: however many come at once, each gets a number
 * of its own. An address that has had `addressLimit` no longer counts against accounts: it could lock out everybody.
 */
async function countAttempt(
  db: Database,
  { account, address }: AttemptKeys,
  { nowSeconds, endsAt, addressLimit }: { nowSeconds: number; endsAt: number; addressLimit: number },
): Promise<Counted> {
  const { key, count, windowEndsAt } = signInAttempts;
  const rows = await db
    .insert(signInAttempts)
    .select(
      sql`select ${address}, 1, ${endsAt} union all select ${account}, 1, ${endsAt} where not exists (
        select 1 from sign_in_attempts where key = ${address} and count >= ${addressLimit} and window_ends_at > ${nowSeconds})`,
    )
    .onConflictDoUpdate({
      target: key,
      set: {
        count: sql`iif(${windowEndsAt} > ${nowSeconds}, ${count} + 1, 1)`,
        windowEndsAt: sql`iif(${windowEndsAt} > ${nowSeconds}, ${windowEndsAt}, excluded.window_ends_at)`,
      },
    })
    .returning({ ofAddress: sql<number>`${key} = ${address}`, count, endsAt: windowEndsAt });
  const ofAddress = rows.find((row) => row.ofAddress === 1);
  if (!ofAddress) throw new Error('an attempt was not counted');
  return { address: ofAddress, account: rows.find((row) => row.ofAddress === 0) ?? null };
}

/** After a success: nothing is held against the account, and the address gets its one back. */
async function forgive(db: Database, { account, address }: AttemptKeys): Promise<void> {
  await db.batch([
    db.delete(signInAttempts).where(eq(signInAttempts.key, account)),
    db
      .update(signInAttempts)
      .set({ count: sql`max(${signInAttempts.count} - 1, 0)` })
      .where(eq(signInAttempts.key, address)),
  ]);
}

/** Forgets up to `limit` counts whose window has ended. Returns how many. */
async function prune(db: Database, nowSeconds: number, limit: number): Promise<number> {
  const { key, windowEndsAt } = signInAttempts;
  const ended = db.select({ key }).from(signInAttempts).where(lte(windowEndsAt, nowSeconds)).limit(limit);
  return (await db.delete(signInAttempts).where(inArray(key, ended)).returning({ key })).length;
}
