import { and, desc, eq, gt, inArray, lt, lte, ne, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database, lostTheRace, stopUnlessChanged } from './database.ts';
import { type AuditEvent, epochRow, eventRow } from './journal.ts';
import { deployment, signingKeys } from './schema.ts';

export type SigningKeyRecord = typeof signingKeys.$inferSelect;
export type NewSigningKey = Omit<SigningKeyRecord, 'id' | 'signedUntil'>;

export type SigningKeyStore = ReturnType<typeof createSigningKeyStore>;

/** The keys that sign tokens: the public half in clear, the private one sealed. */
export function createSigningKeyStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('signing keys', {
    list: bound(listKeys),
    /** The keys, and where the deployment was set up: what is signed names that as its issuer. */
    listWithOrigin: bound(listWithOrigin),
    add: bound(addKey),
    extend: bound(extendKey),
    advance: bound(advanceKey),
    remove: bound(removeKey),
    prune: bound(pruneKeys),
  });
}

/** All keys, the one that signs last first. */
async function listKeys(db: Database): Promise<SigningKeyRecord[]> {
  return listKeysQuery(db);
}

async function listWithOrigin(db: Database): Promise<{ keys: SigningKeyRecord[]; origin: string | null }> {
  const [keys, [row]] = await db.batch([listKeysQuery(db), db.select({ origin: deployment.origin }).from(deployment)]);
  return { keys, origin: row?.origin ?? null };
}

function listKeysQuery(db: Database) {
  return db.select().from(signingKeys).orderBy(desc(signingKeys.signsFrom), desc(signingKeys.id));
}

/**
 * Adds a key, unless one has been added since `newestId` was the newest (0: none): of two that rotate at once one does.
 */
async function addKey(db: Database, key: NewSigningKey, newestId: number, event: AuditEvent): Promise<boolean> {
  const { kid, algorithm, publicJwk, sealed, createdAt, signsFrom } = key;
  const newest = sql`(select coalesce(max(id), 0) from ${signingKeys})`;
  const jwk = JSON.stringify(publicJwk);
  try {
    await db.batch([
      db
        .insert(signingKeys)
        .select(
          sql`select null, ${kid}, ${algorithm}, ${jwk}, ${sealed}, ${createdAt}, ${signsFrom}, 0 where ${newest} = ${newestId}`,
        ),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]);
    return true;
  } catch (error) {
    if (lostTheRace(error)) return false;
    throw error;
  }
}

/** Has a key stay published until `until`: no earlier than before. */
async function extendKey(db: Database, kid: string, until: number): Promise<void> {
  await db
    .update(signingKeys)
    .set({ signedUntil: until })
    .where(and(eq(signingKeys.kid, kid), lt(signingKeys.signedUntil, until)));
}

/** Has a key that was to sign later sign from `at` on; false where it is gone, or signs already. */
async function advanceKey(db: Database, kid: string, at: number, event: AuditEvent): Promise<boolean> {
  try {
    await db.batch([
      db
        .update(signingKeys)
        .set({ signsFrom: at })
        .where(and(eq(signingKeys.kid, kid), gt(signingKeys.signsFrom, at))),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]);
    return true;
  } catch (error) {
    if (lostTheRace(error)) return false;
    throw error;
  }
}

/** Takes a key away, unless it is the one that signs; what it has signed is worth nothing any more. */
async function removeKey(db: Database, kid: string, signingKid: string, event: AuditEvent): Promise<boolean> {
  try {
    await db.batch([
      db.delete(signingKeys).where(and(eq(signingKeys.kid, kid), ne(signingKeys.kid, signingKid))),
      stopUnlessChanged(db),
      eventRow(db, event),
      epochRow(db, { signed: true }, event.at),
    ]);
    return true;
  } catch (error) {
    if (lostTheRace(error)) return false;
    throw error;
  }
}

/** Forgets keys of these names whose tokens ended by a second. Returns how many. */
async function pruneKeys(db: Database, kids: readonly string[], endedBy: number): Promise<number> {
  const done = and(inArray(signingKeys.kid, [...kids]), lte(signingKeys.signedUntil, endedBy));
  return (await db.delete(signingKeys).where(done).returning({ id: signingKeys.id })).length;
}
