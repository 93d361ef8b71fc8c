import { and, eq, gte, lt } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import { secrets, tokenFacets, tokens } from './schema.ts';
import { changeToken, refreshToken } from './tokens/change.ts';
import { findCopiesOf, findCopy } from './tokens/copies.ts';
import { createToken } from './tokens/create.ts';
import { countTokens, listTokens } from './tokens/list.ts';
import { purgeEnded } from './tokens/purge-ended.ts';
import { type TokenRecord, toRecord } from './tokens/record.ts';
import { revokeMatching } from './tokens/revoke-matching.ts';

export type TokenStore = ReturnType<typeof createTokenStore>;

/** The truth about tokens. Every method is one round trip; every write is one batch with its audit row. */
export function createTokenStore(db: Database) {
  return failingAsStorage('tokens', {
    find: (id: number) => findToken(db, id),
    findSealedSecret: (record: TokenRecord) => findSealedSecret(db, record),
    findCopy: (digest: Uint8Array) => findCopy(db, digest),
    findCopiesOf: (id: number) => findCopiesOf(db, id),
    list: (...args: Tail<typeof listTokens>) => listTokens(db, ...args),
    count: (...args: Tail<typeof countTokens>) => countTokens(db, ...args),
    listOrigins: () => listOrigins(db),
    purgeEnded: (endedBefore: number, limit: number) => purgeEnded(db, endedBefore, limit),
    create: (...args: Tail<typeof createToken>) => createToken(db, ...args),
    change: (...args: Tail<typeof changeToken>) => changeToken(db, ...args),
    refresh: (...args: Tail<typeof refreshToken>) => refreshToken(db, ...args),
    revokeMatching: (...args: Tail<typeof revokeMatching>) => revokeMatching(db, ...args),
  });
}

type Tail<Verb extends (db: Database, ...rest: never[]) => unknown> = Verb extends (
  db: Database,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;

async function findToken(db: Database, id: number): Promise<TokenRecord | null> {
  const [row] = await db.select().from(tokens).where(eq(tokens.id, id));
  return row ? toRecord(row) : null;
}

/** The sealed newest secret of a retrievable token. */
async function findSealedSecret(db: Database, record: TokenRecord): Promise<Uint8Array | null> {
  const rows = await db
    .select({ number: secrets.number, sealed: secrets.sealed })
    .from(secrets)
    .where(eq(secrets.tokenId, record.id));
  return rows.find((row) => row.number === record.secretNumber)?.sealed ?? null;
}

const ORIGIN = 'origin:';
/** More origins than this are not told to preflights. */
const MAX_ORIGINS = 5_000;

/** Every origin that some frontend token allows: one range of the facet index. */
async function listOrigins(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ facet: tokenFacets.facet })
    .from(tokenFacets)
    .where(and(gte(tokenFacets.facet, ORIGIN), lt(tokenFacets.facet, 'origin;')))
    .limit(MAX_ORIGINS);
  return rows.map((row) => row.facet.slice(ORIGIN.length));
}
