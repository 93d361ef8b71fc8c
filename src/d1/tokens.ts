import { and, eq, gte, lt } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { secrets, tokenFacets, tokens } from './schema.ts';
import { changeToken, refreshToken } from './tokens/change.ts';
import { findCopiesOf, findCopy } from './tokens/copies.ts';
import { createToken } from './tokens/create.ts';
import { countExpirations } from './tokens/expirations.ts';
import { foldUses } from './tokens/fold-uses.ts';
import { findByDigests, findPersonal, importTokens } from './tokens/import.ts';
import { countTokens, listTokens } from './tokens/list.ts';
import { listIdle } from './tokens/list-idle.ts';
import { purgeExpired, purgeReplaced, purgeRevoked } from './tokens/purge-ended.ts';
import { type TokenRecord, toRecord } from './tokens/record.ts';
import { revokeMatching } from './tokens/revoke-matching.ts';
import { listUses, pruneUses } from './tokens/uses.ts';

export type TokenStore = ReturnType<typeof createTokenStore>;

/** The truth about tokens. Every method is one round trip; every write is one batch with its audit row. */
export function createTokenStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('tokens', {
    find: bound(findToken),
    findSealedSecret: bound(findSealedSecret),
    findCopy: bound(findCopy),
    findCopiesOf: bound(findCopiesOf),
    list: bound(listTokens),
    count: bound(countTokens),
    countExpirations: bound(countExpirations),
    listOrigins: bound(listOrigins),
    create: bound(createToken),
    change: bound(changeToken),
    refresh: bound(refreshToken),
    revokeMatching: bound(revokeMatching),
    findByDigests: bound(findByDigests),
    findPersonal: bound(findPersonal),
    import: bound(importTokens),
    foldUses: bound(foldUses),
    listUses: bound(listUses),
    pruneUses: bound(pruneUses),
    listIdle: bound(listIdle),
    purgeExpired: bound(purgeExpired),
    purgeRevoked: bound(purgeRevoked),
    purgeReplaced: bound(purgeReplaced),
  });
}

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
